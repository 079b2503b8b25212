#include "moments.hpp"

#include "engine/json/forms.hpp"

namespace regulars::cli {

std::optional<Instant> read_moment(std::string_view text, const Zone& zone) {
    if (const auto instant = json::instant_from(text)) return instant;
    if (const auto day = json::day_from(text)) return zone.start_of(*day);
    return std::nullopt;
}

}  // namespace regulars::cli
