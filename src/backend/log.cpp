#include "log.hpp"

#include <atomic>
#include <string>

#include <unistd.h>

#include "clock.hpp"
#include "json_text.hpp"

namespace regulars::backend {
namespace {

std::atomic<bool> requests_wanted{true};

/// One write call, so that lines of several threads do not mix.
void put(std::string line) {
    line += '\n';
    std::string_view rest = line;
    while (!rest.empty()) {
        const auto written = ::write(STDERR_FILENO, rest.data(), rest.size());
        if (written <= 0) return;
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
}

JsonObject started(std::string_view what) {
    JsonObject line;
    line.text("at", instant_text(now_ms())).text("what", what);
    return line;
}

}  // namespace

void log_line(std::string_view what, std::string_view detail) {
    auto line = started(what);
    if (!detail.empty()) line.text("detail", detail);
    put(line.str());
}

void log_request(std::string_view method, std::string_view route, int status, std::int64_t microseconds) {
    if (!requests_wanted.load(std::memory_order_relaxed)) return;
    auto line = started("request");
    line.text("method", method).text("route", route).number("status", status).number("us", microseconds);
    put(line.str());
}

void log_requests(bool wanted) { requests_wanted.store(wanted); }

}  // namespace regulars::backend
