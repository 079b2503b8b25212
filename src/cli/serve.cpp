#include "serve.hpp"

#include <memory>

#include <CLI/CLI.hpp>

#include "backend/backend.hpp"

namespace regulars::cli {

void add_serve(CLI::App& app, int& exit_code) {
    auto* serve = app.add_subcommand("serve", "Run the merchant backend over an embedded SQLite file");
    const auto options = std::make_shared<backend::ServeOptions>();
    serve->add_option("--program", options->program_file, "Programme document (JSON)")->required();
    serve->add_option("--data", options->data_directory, "Directory of the database and the secrets")
        ->capture_default_str();
    serve->add_option("--host", options->host, "Address to listen on; keep it on loopback behind the shop's proxy")
        ->capture_default_str();
    serve->add_option("--port", options->port, "Port; 0 takes a free one and logs it")->capture_default_str();
    serve->add_option("--assets", options->assets_directory, "Directory with the built widget, served under /assets/")
        ->capture_default_str()->check(CLI::ExistingDirectory);
    serve->add_option("--secrets", options->secrets_file, "Secrets file (default: secrets.json in the data directory)");
    serve->add_option("--public-url", options->public_url,
                      "How browsers reach the shop, https://...: cookies are then always Secure");
    serve->add_option("--allow-origin", options->allowed_origins, "Another origin whose pages may ask; repeatable")
        ->allow_extra_args(false);
    serve->add_flag("--demo", options->demo, "Show sent mails at /v1/outbox. Never on the internet");
    serve->add_flag("--any-time", options->any_time, "Accept events of any time (imports and tests)");
    serve->callback([options, &exit_code] { exit_code = backend::serve(*options); });
}

}  // namespace regulars::cli
