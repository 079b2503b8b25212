// The one command-line program of the project: `regulars <verb>`.
#include <CLI/CLI.hpp>

#include "serve.hpp"

int main(int argc, char** argv) {
    CLI::App app{"Regulars: points, tiers and rewards for a shop"};
    app.require_subcommand(1);
    int exit_code = 0;
    regulars::cli::add_serve(app, exit_code);
    CLI11_PARSE(app, argc, argv);
    return exit_code;
}
