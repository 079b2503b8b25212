// One JSON object per line to standard error. Never an e-mail address, a token, a code, a query or a body: routes are
// logged by their pattern.
#pragma once
#include <cstdint>
#include <string_view>

namespace regulars::backend {

void log_line(std::string_view what, std::string_view detail = {});
void log_request(std::string_view method, std::string_view route, int status, std::int64_t microseconds);
/// Requests are logged unless this was called with false.
void log_requests(bool wanted);

}  // namespace regulars::backend
