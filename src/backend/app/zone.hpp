// The clock changes of a time zone, from the system's time-zone database. The engine has none: the host writes them
// into each programme version.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace regulars::backend {

/// Instant (ms) and the offset in seconds that begins there, ascending, from 2000 on as far as the database goes.
/// Nothing for a zone that it does not know.
std::optional<std::vector<std::pair<std::int64_t, std::int32_t>>> zone_offsets(const std::string& name);

}  // namespace regulars::backend
