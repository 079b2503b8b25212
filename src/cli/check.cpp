#include <cstdio>
#include <string>
#include <vector>

#include "commands.hpp"
#include "engine/check/check.hpp"
#include "engine/check/document.hpp"
#include "engine/compile.hpp"
#include "engine/json/decode.hpp"
#include "engine/json/encode.hpp"
#include "files.hpp"

namespace regulars::cli {

namespace {

std::string as_json(const List<Refusal>& list) {
    std::string text = "[";
    for (const Refusal& r : list) {
        if (text.size() > 1) text += ',';
        text += "{\"path\":";
        json::append_text(text, r.path);
        text += ",\"code\":";
        json::append_text(text, name(r.code));
        text += ",\"message\":";
        json::append_text(text, sentence(r));
        text += '}';
    }
    return text + "]";
}

void print(const char* kind, const List<Refusal>& list) {
    for (const Refusal& r : list) {
        std::printf("%s  %s: %s (%s)\n", kind, r.path.empty() ? "(document)" : r.path.c_str(), sentence(r).c_str(), std::string(name(r.code)).c_str());
    }
}

}  // namespace

int check(const std::string& program_file, bool json_format) {
    const auto text = read_file(program_file);
    if (!text) {
        std::fprintf(stderr, "regulars: cannot read %s\n", program_file.c_str());
        return 2;
    }
    Program program;
    List<Refusal> errors = json::read_program(*text, program);
    if (errors.empty()) errors = resolve(program);
    List<Refusal> warnings;
    if (errors.empty()) {
        warnings = check::warnings(program);
        for (Refusal& w : check::document_warnings(*text, program)) warnings.push_back(std::move(w));
    }
    if (json_format) {
        std::printf("{\"valid\":%s,\"errors\":%s,\"warnings\":%s}\n", errors.empty() ? "true" : "false", as_json(errors).c_str(), as_json(warnings).c_str());
    } else {
        print("error  ", errors);
        print("warning", warnings);
        if (errors.empty()) std::printf("%s version %lld: valid, %zu warning(s)\n", program.id.c_str(), static_cast<long long>(program.version), warnings.size());
        else std::printf("invalid: %zu error(s)\n", errors.size());
    }
    return errors.empty() ? 0 : 1;
}

}  // namespace regulars::cli
