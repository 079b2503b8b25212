// What is legal in a programme and yet surely not meant: rules that never apply, rewards out of reach, tiers out of
// order, points that make points. Warnings, never refusals. Not part of the module for shoppers.
#pragma once

#include "../list.hpp"
#include "../program.hpp"
#include "../result.hpp"

namespace regulars::check {

/// The programme must have been resolved. Each warning has a code of the group "warning" and a path.
List<Refusal> warnings(const Program& program);

}  // namespace regulars::check
