// `regulars serve`: the merchant's backend.
#pragma once

namespace CLI {
class App;
}

namespace regulars::cli {

/// Adds the subcommand; `exit_code` is set when it ran.
void add_serve(CLI::App& app, int& exit_code);

}  // namespace regulars::cli
