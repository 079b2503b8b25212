// Two members who are one person: all of one goes over to the other. Sums stay as they are (I52).
#pragma once
#include "work.hpp"

namespace regulars::rules {

/// The side that ends: what she has is entered as gone, and she is no member any more.
Result<void> merge_out(Work& work);
/// The side that stays. `from` is the other one at the same instant.
Result<void> merge_in(Work& work, const Event& event, const MemberState& from);

}  // namespace regulars::rules
