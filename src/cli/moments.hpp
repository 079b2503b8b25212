// Instants and days as a person types them.
#pragma once
#include <optional>
#include <string_view>

#include "engine/time.hpp"

namespace regulars::cli {

/// RFC 3339 in UTC, or a day: its first instant in `zone`.
std::optional<Instant> read_moment(std::string_view text, const Zone& zone);

}  // namespace regulars::cli
