// What `regulars serve` was started with.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace regulars::backend {

struct ServeOptions {
    std::string program_file;
    std::string data_directory = ".data";
    std::string host = "127.0.0.1";
    std::uint16_t port = 8081;
    std::string assets_directory = "dist";
    std::string secrets_file;                  ///< empty: secrets.json in the data directory
    std::string public_url;                    ///< https://...: cookies are Secure whatever the proxy says
    std::vector<std::string> allowed_origins;  ///< pages of other origins that may ask
    bool demo = false;                         ///< the outbox can be read; assets are looked at again
    bool any_time = false;                     ///< tests: events of any time are taken
};

}  // namespace regulars::backend
