// Dates of a programme that cannot meet. Without a clock: only what the document itself says is compared.
#pragma once
#include <optional>
#include <string_view>

#include "../list.hpp"
#include "../program.hpp"
#include "../result.hpp"

namespace regulars::check {

/// Why no moment of a condition's dates falls on one of its weekdays; empty where one does.
std::string_view never_on_its_weekdays(const Condition& condition, const Zone& zone);

/// Rules, campaigns and rewards that are over before the programme's first day or begin after its last.
List<Refusal> out_of_term(const Program& program, std::optional<Day> starts, std::optional<Day> ends);

}  // namespace regulars::check
