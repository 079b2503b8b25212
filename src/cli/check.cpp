#include <cstdio>
#include <string>
#include <vector>

#include "backend/app/checked.hpp"
#include "backend/app/zone.hpp"
#include "commands.hpp"
#include "contrast.hpp"
#include "engine/check/check.hpp"
#include "engine/check/document.hpp"
#include "engine/compile.hpp"
#include "engine/json/decode.hpp"
#include "files.hpp"

namespace regulars::cli {

int check(const std::string& program_file, bool json_format) {
    const auto text = read_file(program_file);
    if (!text) {
        std::fprintf(stderr, "regulars: cannot read %s\n", program_file.c_str());
        return 2;
    }
    const auto [program, errors] = backend::checked_programme(*text);
    List<Refusal> warnings;
    if (errors.empty()) {
        warnings = check::warnings(program);
        if (program.zone.name != "UTC" && !backend::zone_offsets(program.zone.name)) {
            warnings.push_back(refuse(Code::unknown_zone, "time_zone.name").with("value", program.zone.name));
        }
        for (Refusal& w : check::document_warnings(*text, program)) warnings.push_back(std::move(w));
        for (Refusal& w : contrast_warnings(*text)) warnings.push_back(std::move(w));
    }
    if (json_format) {
        std::printf("{\"valid\":%s,\"errors\":%s,\"warnings\":%s}\n", errors.empty() ? "true" : "false", as_json(errors, *text).c_str(), as_json(warnings).c_str());
    } else {
        print(stdout, "error  ", errors, *text);
        print(stdout, "warning", warnings);
        if (errors.empty()) std::printf("%s version %lld: valid, %zu warning(s)\n", program.id.c_str(), static_cast<long long>(program.version), warnings.size());
        else std::printf("invalid: %zu error(s)\n", errors.size());
    }
    return errors.empty() ? 0 : 1;
}

}  // namespace regulars::cli
