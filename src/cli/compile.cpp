#include <cstdio>
#include <stdexcept>
#include <string>

#include "backend/app/programme.hpp"
#include "commands.hpp"
#include "engine/compile.hpp"
#include "engine/json/compiled.hpp"
#include "engine/json/decode.hpp"
#include "files.hpp"

namespace regulars::cli {

int compile(const std::string& program_file) {
    const auto text = read_file(program_file);
    if (!text) {
        std::fprintf(stderr, "regulars: cannot read %s\n", program_file.c_str());
        return 2;
    }
    Program program;
    List<Refusal> errors = json::read_program(*text, program);
    if (errors.empty()) {
        try {   // as the backend does it: with the offsets of a time zone that is only named
            program = {};
            errors = json::read_program(backend::completed_document(*text), program);
        } catch (const std::runtime_error& error) {
            std::fprintf(stderr, "regulars: %s\n", error.what());
            return 1;
        }
    }
    if (errors.empty()) errors = resolve(program);
    for (const Refusal& r : errors) {
        std::fprintf(stderr, "error    %s: %s (%s)\n", r.path.empty() ? "(document)" : r.path.c_str(), sentence(r).c_str(), std::string(name(r.code)).c_str());
    }
    if (!errors.empty()) return 1;
    std::printf("%s\n", json::write_compiled(program).c_str());
    return 0;
}

}  // namespace regulars::cli
