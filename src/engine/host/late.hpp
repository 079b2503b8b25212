// Late events: history booked again with the late event at its own time. What was acknowledged stands.
#pragma once
#include <functional>
#include <string_view>

#include "../list.hpp"
#include "../compile.hpp"
#include "../engine.hpp"
#include "../result.hpp"
#include "store.hpp"

namespace regulars::host {

/// The word of schema/event.schema.json for a kind of event.
std::string_view kind_name(const EventBody& body);

/// The order in which events of one member are judged: by time, then kind, then id. Refunds of one order, redemptions and
/// what else is accepted or refused because of others of its kind have no such order at one instant: there neither comes
/// before the other, and the one that arrived first goes first (events are kept, and sorted, in the order of arrival).
bool comes_before(const Event& a, const Event& b);

/// Whether an id is, by now, the member's.
using IsHers = std::function<bool(const std::string& id)>;

/// Gives the two accounts that are about to become one the ids they have by now, where the one had brought the other: an
/// advocate or a friend may have been somebody else then, and the engine knows ids alone.
void name_as_now(MemberState& here, MemberState& there, const IsHers& is_here, const IsHers& is_there);

struct Rebooked {
    Outcome outcome;                       ///< the late event's own entries, then corrections; next: the state now
    List<OrderRecord> orders;       ///< as they stand now
    List<RedemptionRecord> redemptions;
};

/// What one member contributes to a history: her events, and the redemptions that issued themselves to her.
struct Part {
    List<Booked> events;
    List<RedemptionRecord> issued;
};
using Parts = std::function<Part(std::string_view member)>;

/// Judges the whole history with `late` in its place, in the history of the member `late_of`: the one whose state `now` is,
/// or one who was merged into her. Actions that were taken back are left out. Redemptions that were acknowledged, or issued themselves
/// (`issued`), stay; what they lack then is debt. Correction entries make the ledger's sum agree with the new state; the
/// claims are what the new history takes of shared counters beyond what the old one took.
Result<Rebooked> rebook(const ProgrammeHistory& history, const Parts& parts, std::string_view late_of, const Event& late,
                        const MemberState& now, const SharedCounters& shared);

}  // namespace regulars::host
