// The engine's door: pure functions of (programme history, shared counters, member state, event). No clock, no I/O, no globals.
#pragma once
#include "compile.hpp"
#include "outcome.hpp"
#include "result.hpp"

namespace regulars {

/// Judges one event. The state is first advanced to the event, then the event is booked. Refusals leave nothing behind.
/// An event that occurred before the state's clock is refused with Code::late_event: the host then books it with `rebook`
/// (host/). `shared` holds the values of shared counters that the host read; the outcome's claims are to be
/// taken in the same transaction.
Result<Outcome> apply(const ProgrammeHistory& history, const SharedCounters& shared, const MemberState& state, const Event& event);

/// Event MemberMerged on the side that stays: `from` is the other member's state at the same instant.
Result<Outcome> merge(const ProgrammeHistory& history, const SharedCounters& shared, const MemberState& state, const MemberState& from, const Event& event);

/// What an order would earn: the real booking on a copy, thrown away. For somebody who is no member yet (or for an empty
/// state) as if she had just joined, without what joining itself gives.
Result<Outcome> quote(const ProgrammeHistory& history, const SharedCounters& shared, const MemberState& state, const Order& order, Instant at);

/// The state as it is at `to` if nothing else happens. Never goes back.
Outcome advance_to(const ProgrammeHistory& history, const SharedCounters& shared, MemberState state, Instant to);

/// When time alone brings the next thing about (a release, an expiry, a tier's end, a reward that issues itself): later than
/// the state's clock; `no_instant` where nothing is due.
Instant next_due(const ProgrammeHistory& history, const MemberState& state);

}  // namespace regulars
