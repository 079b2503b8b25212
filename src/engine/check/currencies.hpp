// Which currency codes there are.
#pragma once
#include <string_view>

namespace regulars::check {

/// Whether ISO 4217 has the code, or it begins with X, as what no country issues does there.
bool known_currency(std::string_view code);

}  // namespace regulars::check
