// Reading files, and programmes with their versions.
#pragma once
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

#include "engine/compile.hpp"

namespace regulars::cli {

/// The whole file, or nothing where it cannot be read. "-" is standard input.
std::optional<std::string> read_file(const std::string& path);

/// Reads, checks and resolves a programme. Says what is wrong as `print_invalid` does.
std::optional<Program> load_program(const std::string& path, bool as_json_text = false);

/// [{"path":...,"code":...,"message":...}]; messages name line and column where the document is given
std::string as_json(const List<Refusal>& list, std::string_view document = {});

/// A file that cannot be used: lines on standard error, or {"valid":false,"file":...,"errors":[...]} on standard output.
void print_invalid(const std::string& file, std::string_view document, const List<Refusal>& errors, bool as_json_text);

/// A line for each refusal, as every command has it: "error    earning[0].wallet: The programme has nothing ... (unknown_reference)".
void print(std::FILE* to, const char* kind, const List<Refusal>& list, std::string_view document = {});

}  // namespace regulars::cli
