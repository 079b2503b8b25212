#include "backend.hpp"

#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>
#include <stdexcept>

#include <sys/resource.h>
#include <sys/stat.h>

#include "app/checked.hpp"
#include "app/context.hpp"
#include "app/door.hpp"
#include "app/sweep.hpp"
#include "backend/clock.hpp"
#include "backend/http/server.hpp"
#include "backend/log.hpp"
#include "engine/json/refusal_text.hpp"
#include "engine_loyalty.hpp"

namespace regulars::backend {
namespace {

std::string read_program_file(const std::string& path) {
    std::error_code none;
    std::ifstream in(path, std::ios::binary);
    if (!in || !std::filesystem::is_regular_file(path, none)) throw std::runtime_error("cannot read the programme \"" + path + "\" (--program)");
    return {std::istreambuf_iterator<char>(in), {}};
}

/// For its owner only: members' addresses are in it.
void make_directory(const std::string& path) {
    std::error_code error;
    const bool made = std::filesystem::create_directories(path, error);
    if (error) throw std::runtime_error("cannot make the data directory \"" + path + "\": " + error.message());
    if (made) ::chmod(path.c_str(), 0700);
}

/// Connections are file descriptors; the usual 1,024 are soon used up by idle browsers.
void raise_file_limit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

/// Stores the programme's version where it is new, and gives the document in force.
std::string programme_in_force(Store& store, const std::string& file_text) {
    std::string document;
    std::string trouble;
    store.write_now([&](Tx& tx) {
        try {
            document = remember_version(tx.db, file_text, now_ms());
            return Response{};
        } catch (const std::runtime_error& error) {
            trouble = error.what();
            return Response{500, {}, {}};
        }
    });
    if (!trouble.empty()) throw std::runtime_error(trouble);
    return document;
}

Router all_routes(Context& app) {
    Router router;
    add_public_routes(router, app);
    add_identity_routes(router, app);
    add_member_routes(router, app);
    add_webhook_routes(router, app);
    add_voucher_routes(router, app);
    add_merchant_routes(router, app);
    add_operator_routes(router, app);
    return router;
}

void run(const ServeOptions& options) {
    raise_file_limit();
    const auto program_text = read_program_file(options.program_file);
    if (const auto checked = checked_programme(program_text); !checked.errors.empty()) {
        std::string why = options.program_file + " is not valid";
        for (const Refusal& error : checked.errors) why += "\n" + json::line("error  ", error, program_text);
        throw std::runtime_error(why);
    }
    ::umask(0077);   // whatever is written from here on: addresses, vouchers, mails
    make_directory(options.data_directory);
    const auto secrets_file =
        options.secrets_file.empty() ? options.data_directory + "/secrets.json" : options.secrets_file;
    auto secrets = load_or_make_secrets(secrets_file);

    Store store(options.data_directory);
    auto programme = make_programme(programme_in_force(store, program_text));
    Vouchers vouchers(secrets.derived("voucher codes"), secrets.derived("voucher look-up"));
    EngineLoyalty loyalty(store, vouchers);
    add_compiled(programme, loyalty.compiled());
    CodeBook codes{secrets.derived("one-time codes")};
    AccessTokens tokens{{JwtAlgorithm::hs256, secrets.derived("access tokens")}};
    ShownProgramme shown(programme.parsed, programme.main_locale);
    Context app{options, std::move(secrets), store, loyalty, std::move(programme), std::move(shown), std::move(codes), std::move(tokens),
                vouchers, Assets(options.assets_directory, options.demo), {}};
    const Door door(options, all_routes(app));
    // Imports and tests tell of times of their own; there it is events that bring time.
    std::optional<Sweep> sweep;
    if (!options.any_time) sweep.emplace(store, loyalty);

    ServerOptions server_options;
    server_options.host = options.host;
    server_options.port = options.port;
    Server server(server_options, [&door](std::shared_ptr<Request> request, Reply reply) { door.handle(request, reply); });
    log_line("listening", options.host + ":" + std::to_string(server.port()));
    server.run();
    sweep.reset();
    store.stop();
    log_line("stopped");
}

}  // namespace

int serve(const ServeOptions& options) {
    try {
        run(options);
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "regulars serve: " << error.what() << '\n';
        return 1;
    }
}

}  // namespace regulars::backend
