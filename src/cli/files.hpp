// Reading files, and programmes with their versions.
#pragma once
#include <optional>
#include <string>

#include "engine/compile.hpp"

namespace regulars::cli {

/// The whole file, or nothing where it cannot be read. "-" is standard input.
std::optional<std::string> read_file(const std::string& path);

/// Reads, checks and resolves a programme. Prints what is wrong to standard error.
std::optional<Program> load_program(const std::string& path);

/// "earning[0].wallet: The programme has nothing with the id ..."
std::string sentence(const Refusal& refusal);

}  // namespace regulars::cli
