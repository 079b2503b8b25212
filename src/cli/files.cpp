#include "files.hpp"

#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

#include "engine/generated/code_words.hpp"
#include "engine/json/decode.hpp"

namespace regulars::cli {

std::optional<std::string> read_file(const std::string& path) {
    if (path == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::string sentence(const Refusal& refusal) {
    std::string words(regulars::words(refusal.code).detail);
    for (const Param& p : refusal.params) {
        const std::string slot = "{" + p.name + "}";
        const std::string value = p.is_number ? std::to_string(p.number) : p.text;
        for (std::size_t at = words.find(slot); at != std::string::npos; at = words.find(slot, at + value.size())) {
            words.replace(at, slot.size(), value);
        }
    }
    return words;
}

std::optional<Program> load_program(const std::string& path) {
    const auto text = read_file(path);
    if (!text) {
        std::fprintf(stderr, "regulars: cannot read %s\n", path.c_str());
        return std::nullopt;
    }
    Program program;
    List<Refusal> errors = json::read_program(*text, program);
    if (errors.empty()) errors = resolve(program);
    for (const Refusal& e : errors) {
        std::fprintf(stderr, "%s: %s: %s (%s)\n", path.c_str(), e.path.c_str(), sentence(e).c_str(), std::string(name(e.code)).c_str());
    }
    if (!errors.empty()) return std::nullopt;
    return program;
}

}  // namespace regulars::cli
