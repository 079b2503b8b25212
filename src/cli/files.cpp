#include "files.hpp"

#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

#include "backend/app/checked.hpp"
#include "engine/json/refusal_text.hpp"

namespace regulars::cli {

std::optional<std::string> read_file(const std::string& path) {
    if (path == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

void print(std::FILE* to, const char* kind, const List<Refusal>& list) {
    for (const Refusal& r : list) std::fprintf(to, "%s\n", json::line(kind, r).c_str());
}

std::optional<Program> load_program(const std::string& path) {
    const auto text = read_file(path);
    if (!text) {
        std::fprintf(stderr, "regulars: cannot read %s\n", path.c_str());
        return std::nullopt;
    }
    auto [program, errors] = backend::checked_programme(*text);
    if (!errors.empty()) {
        std::fprintf(stderr, "regulars: %s is not valid\n", path.c_str());
        print(stderr, "error  ", errors);
        return std::nullopt;
    }
    return std::move(program);
}

}  // namespace regulars::cli
