#include "files.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <system_error>

#include "backend/app/checked.hpp"
#include "engine/json/encode.hpp"
#include "engine/json/refusal_text.hpp"

namespace regulars::cli {

std::optional<std::string> read_file(const std::string& path) {
    if (path == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
    std::error_code none;
    if (std::filesystem::is_directory(path, none)) return std::nullopt;   // it can be opened, and reads as empty
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    std::string text(std::istreambuf_iterator<char>(file), {});
    if (file.bad()) return std::nullopt;
    return text;
}

void print(std::FILE* to, const char* kind, const List<Refusal>& list, std::string_view document) {
    for (const Refusal& r : list) std::fprintf(to, "%s\n", json::line(kind, r, document).c_str());
}

std::string as_json(const List<Refusal>& list, std::string_view document) {
    std::string text = "[";
    for (const Refusal& r : list) {
        if (text.size() > 1) text += ',';
        text += "{\"path\":";
        json::append_text(text, r.path);
        text += ",\"code\":";
        json::append_text(text, name(r.code));
        text += ",\"message\":";
        json::append_text(text, json::sentence(r, document));
        text += '}';
    }
    return text + "]";
}

void print_invalid(const std::string& file, std::string_view document, const List<Refusal>& errors, bool as_json_text) {
    if (as_json_text) {
        std::string name;
        json::append_text(name, file);
        std::printf("{\"valid\":false,\"file\":%s,\"errors\":%s}\n", name.c_str(), as_json(errors, document).c_str());
        return;
    }
    std::fprintf(stderr, "regulars: %s is not valid\n", file.c_str());
    print(stderr, "error  ", errors, document);
}

std::optional<Program> load_program(const std::string& path, bool as_json_text) {
    const auto text = read_file(path);
    if (!text) {
        std::fprintf(stderr, "regulars: cannot read %s\n", path.c_str());
        return std::nullopt;
    }
    auto [program, errors] = backend::checked_programme(*text);
    if (!errors.empty()) {
        print_invalid(path, *text, errors, as_json_text);
        return std::nullopt;
    }
    return std::move(program);
}

}  // namespace regulars::cli
