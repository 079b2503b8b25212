// One binary: the backend and the tools around the engine.
#include <CLI/CLI.hpp>

#include <cstdio>
#include <string>
#include <vector>

#include "commands.hpp"
#include "serve.hpp"

namespace {

using namespace regulars::cli;

void add_check(CLI::App& app, int& code) {
    static std::string file, format = "text";
    CLI::App* command = app.add_subcommand("check", "Check a programme: errors, and warnings of what is surely not meant");
    command->add_option("PROGRAM", file, "Programme document (JSON); - for standard input")->required();
    command->add_option("--format", format, "text or json")->check(CLI::IsMember({"text", "json"}))->capture_default_str();
    command->callback([&code] { code = check(file, format == "json"); });
}

void add_compile(CLI::App& app, int& code) {
    static std::string file;
    CLI::App* command = app.add_subcommand("compile", "Print a programme as the browser's engine loads it, for a page without the backend");
    command->add_option("PROGRAM", file, "Programme document (JSON); - for standard input")->required();
    command->callback([&code] { code = compile(file); });
}

void add_replay(CLI::App& app, int& code) {
    static ReplayOptions options;
    static std::string format = "text";
    CLI::App* command = app.add_subcommand("replay", "Apply events to members and print entries, balances, tiers and why");
    command->add_option("--program", options.programs, "Programme; again with FILE@INSTANT for later versions")->required()->allow_extra_args(false);
    command->add_option("--events", options.events, "Events: a JSON list, or one event per line; - for standard input")->required();
    command->add_option("--at", options.at, "Advance every member to this instant or day at the end");
    command->add_option("--format", format, "text or json")->check(CLI::IsMember({"text", "json"}))->capture_default_str();
    command->callback([&code] {
        options.json = format == "json";
        code = replay(options);
    });
}

void add_vectors(CLI::App& app, int& code) {
    static std::vector<std::string> paths;
    static bool verbose = false;
    CLI::App* command = app.add_subcommand("vectors", "Run vector files and print N passed, N failed");
    command->add_option("PATH", paths, "Vector files, or directories of them")->required();
    command->add_flag("--verbose", verbose, "Print every case");
    command->callback([&code] { code = vectors(paths, verbose); });
}

void add_schema(CLI::App& app, int& code) {
    static std::string name = "program";
    CLI::App* command = app.add_subcommand("schema", "Print a JSON Schema");
    command->add_option("NAME", name, "program, event or vector")->check(CLI::IsMember({"program", "event", "vector"}))->capture_default_str();
    command->callback([&code] { code = schema(name); });
}

/// CLI11 would say of a misspelt command only that one is required.
bool is_known(const CLI::App& app, const std::string& word) {
    std::string known;
    for (const CLI::App* command : app.get_subcommands({})) {
        if (command->get_name() == word) return true;
        known += (known.empty() ? "" : ", ") + command->get_name();
    }
    std::fprintf(stderr, "regulars: there is no command \"%s\"; there are %s\n", word.c_str(), known.c_str());
    return false;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Regulars: loyalty programmes, exact to the last point"};
    app.set_version_flag("--version", std::string(REGULARS_VERSION));
    app.require_subcommand(1);
    int code = 0;
    add_serve(app, code);
    add_check(app, code);
    add_compile(app, code);
    add_replay(app, code);
    add_vectors(app, code);
    add_schema(app, code);
    if (argc > 1 && argv[1][0] != '-' && !is_known(app, argv[1])) return static_cast<int>(CLI::ExitCodes::ExtrasError);
    CLI11_PARSE(app, argc, argv);
    return code;
}
