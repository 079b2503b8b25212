// The HTTP/1.1 server. What comes in is a whole, well-formed, bounded request; everything else was refused before.
// Only server.cpp includes Boost.Beast, because it alone takes half a minute to compile.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "message.hpp"

namespace regulars::backend {

struct ServerOptions {
    std::string host = "127.0.0.1";
    std::uint16_t port = 0;   ///< 0: any free one
    int workers = 2;
    std::size_t header_bytes = 16 * 1024;
    std::size_t body_bytes = 256 * 1024;
    std::size_t connections = 4000;
    std::chrono::milliseconds first_header{10'000};   ///< from accepting to the end of the first header
    std::chrono::milliseconds idle{30'000};           ///< from an answer to the end of the next header
    std::chrono::milliseconds body{15'000};
    std::chrono::milliseconds writing{60'000};
    std::chrono::milliseconds linger{2'000};
    std::chrono::milliseconds drain{10'000};          ///< at the end: for requests under way
};

class Server {
public:
    using Handle = std::function<void(std::shared_ptr<Request>, Reply)>;

    /// Binds and listens; throws std::runtime_error where it cannot.
    Server(const ServerOptions& options, Handle handle);
    ~Server();

    std::uint16_t port() const;
    /// Serves until SIGINT, SIGTERM or stop(), then lets requests under way finish.
    void run();
    void stop();

    struct Inside;   ///< server.cpp's own

private:
    std::unique_ptr<Inside> inside_;
};

}  // namespace regulars::backend
