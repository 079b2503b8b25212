// What every host does around the pure engine: each event once, refunds that come before their order, records
// attached, late events booked by the rules of their own time, shared counters, events for other members.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "../list.hpp"
#include "../compile.hpp"
#include "../engine.hpp"
#include "../project.hpp"
#include "../result.hpp"
#include "late.hpp"
#include "store.hpp"

namespace regulars::host {

enum class Status : std::uint8_t { booked, repeated, parked };

/// What had waited for this event and was refused when its turn came.
struct TurnedDown {
    Event event;
    Refusal why;
};

struct Answer {
    Status status = Status::booked;
    Outcome outcome;            ///< booked
    std::string text;           ///< booked, repeated: what was answered the first time
    List<TurnedDown> turned_down = {};
};

/// Turns an outcome into the text that is kept and given again when the same event comes again.
using Encode = std::function<std::string(const Outcome&)>;

/// "order_placed:o-1001". Kinds that speak of the same thing share a namespace only with themselves.
std::string natural_key(const Event& event);

class Host {
public:
    Host(const ProgrammeHistory& history, Store& store, Encode encode)
        : history_(history), store_(store), encode_(std::move(encode)) {}

    /// Books an event for a member. Refusals leave the store as it was. The same event again gets its first answer; the
    /// same key with another body, or for another member, is Code::key_reused.
    Result<Answer> submit(std::string_view member, Event event);

    /// What an order would earn; nothing is kept. `member` may be empty or unknown.
    Result<Outcome> quote(std::string_view member, const Order& order, Instant at);

    Summary summary(std::string_view member, Instant at);

    /// Advances the member to `to` and books what falls due (releases, expiries, tier reviews).
    void advance(std::string_view member, Instant to);

private:
    Result<Answer> pass_time(std::string_view member, Instant to);
    Result<Answer> book(std::string_view member, Event event, const MemberState& state);
    Result<Answer> book_late(std::string_view member, std::string_view part_of_event, const Event& event, const MemberState& state);
    /// Who has what was hers: a member, or whom she was merged into.
    std::string owner_of(std::string_view member);
    /// Whose history an event belongs to that names `member`: until two were merged, each had her own.
    std::string part_of(std::string_view member, const Event& event);
    std::string origin_of(std::string_view member, const Event& event);
    Result<void> check_merge(const Event& event);
    Result<Answer> merge(std::string_view into, Event event);
    /// Keeps an event until `key` (an order, a plan) is there.
    Result<Answer> wait(std::string_view key, std::string_view member, const Event& event);
    std::string awaited_plan(std::string_view member, const Event& event, const MemberState& state);
    Result<void> check_reversal(std::string_view member, const ActionReversed& body);
    Part part(std::string_view member);
    Result<void> still_there(const Event& event, const MemberState& state, const SharedCounters& shared) const;
    Result<void> attach(std::string_view member, Event& event, bool& park);
    Result<void> claim(const List<Claim>& claims, const SharedCounters& shared);
    List<RedemptionRecord> issued_to(const MemberState& state);
    void keep(std::string_view member, const Outcome& out);
    void follow_up(std::string_view member, const Event& event, Answer& answer);
    bool is_late(std::string_view member, const Event& event, const MemberState& state);
    MemberState state_of(std::string_view member);
    SharedCounters counters(Instant at);

    const ProgrammeHistory& history_;
    Store& store_;
    Encode encode_;
};

}  // namespace regulars::host
