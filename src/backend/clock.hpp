// The wall clock, and instants as text. The engine has no clock: this is where "now" comes from.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace regulars::backend {

std::int64_t now_ms();
/// "2026-11-22T05:00:00.000Z"
std::string instant_text(std::int64_t ms);
/// RFC 3339 in UTC ("Z"), with or without milliseconds (as schema/common says); nothing for a day that does not exist.
std::optional<std::int64_t> read_instant(std::string_view text);
/// "Sun, 22 Nov 2026 05:00:00 GMT", for HTTP.
std::string http_date(std::int64_t ms);

}  // namespace regulars::backend
