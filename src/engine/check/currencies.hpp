// Which currency codes there are.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace regulars::check {

/// Whether ISO 4217 has the code, or it begins with X, as what no country issues does there.
bool known_currency(std::string_view code);

/// How many decimals its amounts have in ISO 4217; nothing where that is not known or more than a programme can have.
std::optional<std::int32_t> decimals_of(std::string_view code);

}  // namespace regulars::check
