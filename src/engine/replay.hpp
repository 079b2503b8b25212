// A merchant's order history as columns, folded member by member: what the lab does with half a million lines.
#pragma once
#include <cstdint>
#include <span>

#include "compile.hpp"
#include "result.hpp"
#include "state.hpp"

namespace regulars {

/// One order in each row; the columns are equally long. Orders of one member must be in ascending order of `at`;
/// members may be mixed.
struct OrderColumns {
    std::span<const std::uint32_t> member;        ///< 0 .. members - 1
    std::span<const std::int64_t> at_ms;          ///< when it was placed, milliseconds since 1970-01-01T00:00:00Z
    std::span<const std::int64_t> amount_minor;   ///< after discount, without tax and shipping; 0 .. max_safe_integer
};

/// What the whole history comes to.
struct ReplayTotals {
    std::int64_t orders = 0;
    std::int64_t members = 0;
    std::int64_t earned_units = 0;    ///< of all wallets
    std::int64_t expired_units = 0;
    std::int64_t tier_changes = 0;
    bool operator==(const ReplayTotals&) const = default;
};

/// Every member joins with her first order. `states` receives the members' states, one for each.
/// Refused: columns of different lengths (`columns`), a member beyond `members` (`columns.member`), an order before
/// the one before it (`columns.at_ms`), and what `fold` refuses.
Result<ReplayTotals> replay(const ProgrammeHistory& history, const OrderColumns& columns, std::uint32_t members, List<MemberState>& states);

}  // namespace regulars
