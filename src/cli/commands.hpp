// The subcommands that need no server. Each returns the exit code of the process.
#pragma once
#include <optional>
#include <string>
#include <vector>

namespace regulars::cli {

/// `regulars check`: 0 valid, 1 invalid, 2 the file cannot be read.
int check(const std::string& program_file, bool json);

/// `regulars compile`: 0; 1 where the programme is invalid, 2 where the file cannot be read.
int compile(const std::string& program_file);

struct ReplayOptions {
    std::vector<std::string> programs;   ///< FILE or FILE@INSTANT (from when that version judges)
    std::string events;
    std::optional<std::string> at;
    bool json = false;
};
/// `regulars replay`: 0; 1 where the programme or the events cannot be read. Refused events are part of the result.
int replay(const ReplayOptions& options);

/// `regulars vectors`: 0 where all passed.
int vectors(const std::vector<std::string>& paths, bool verbose);

/// `regulars schema`
int schema(const std::string& name);

}  // namespace regulars::cli
