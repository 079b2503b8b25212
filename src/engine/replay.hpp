// A merchant's order history as columns, folded member by member: what the lab does with half a million lines.
#pragma once
#include <cstdint>
#include <memory>
#include <span>

#include "compile.hpp"
#include "event.hpp"
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

/// Events of one member after the other, folded into their states in place: the same as `apply` of each of them, but nothing is kept of
/// what happened except sums. For millions of events that are known to be good. Shared counters are taken to be full.
class Fold {
public:
    explicit Fold(const ProgrammeHistory& history);   ///< which must outlive it
    ~Fold();
    Fold(const Fold&) = delete;
    Fold& operator=(const Fold&) = delete;
    /// Whose events come next. Until they end, nothing else may change the state.
    void member(MemberState& state);
    /// Refused as `apply` refuses it; then the state must be thrown away.
    Result<void> add(const Event& event);
    /// Adds to the totals what happened to all members so far.
    void sum_up(ReplayTotals& totals) const;

private:
    struct Room;
    std::unique_ptr<Room> room_;
};

/// Every member joins with her first order. `states` receives the members' states, one for each.
/// Refused: columns of different lengths (`columns`), a member beyond `members` (`columns.member`), an order before
/// the one before it (`columns.at_ms`), and what `apply` refuses.
Result<ReplayTotals> replay(const ProgrammeHistory& history, const OrderColumns& columns, std::uint32_t members, List<MemberState>& states);

}  // namespace regulars
