#include <cstdio>
#include <string>

#include "backend/app/checked.hpp"
#include "commands.hpp"
#include "engine/json/compiled.hpp"
#include "files.hpp"

namespace regulars::cli {

int compile(const std::string& program_file) {
    const auto text = read_file(program_file);
    if (!text) {
        std::fprintf(stderr, "regulars: cannot read %s\n", program_file.c_str());
        return 2;
    }
    const auto [program, errors] = backend::checked_programme(*text);
    print(stderr, "error  ", errors, *text);
    if (!errors.empty()) return 1;
    std::printf("%s\n", json::write_compiled(program).c_str());
    return 0;
}

}  // namespace regulars::cli
