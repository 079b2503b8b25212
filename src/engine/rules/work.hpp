// What the rules share while one event is judged: the programme in force, the state being made, the outcome.
#pragma once
#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>

#include "../list.hpp"
#include "../compile.hpp"
#include "../outcome.hpp"
#include "../result.hpp"
#include "../state.hpp"
#include "../id.hpp"
#include "judge.hpp"

namespace regulars::rules {

/// What a replay counts in place of the ledger's entries.
struct Tally {
    std::int64_t earned_units = 0, expired_units = 0, tier_changes = 0;
    Entry unread;

    Entry& count(EntryKind kind, std::int64_t units) {
        if (kind == EntryKind::earned) earned_units += units;
        if (kind == EntryKind::expired) expired_units -= units;
        if (kind == EntryKind::tier_changed) ++tier_changes;
        return unread;
    }
};

struct Work {
    const ProgrammeHistory& history;
    const SharedCounters& shared;
    MemberState& state;
    Outcome& out;
    const Program* program;      ///< in force at state.clock
    std::string_view event;      ///< id of the event being judged; empty while time passes
    std::string_view order;      ///< order the entries belong to
    const MemberState* other = nullptr;   ///< whom a merge brings in
    Tally* tally = nullptr;      ///< of a replay, which keeps sums instead of entries, lines, names and why
    bool metrics_changed = false;   ///< since the tier was last reviewed
    bool limited = false;        ///< a limit or an interval left a rule nothing to pay
    Code trouble = Code::ok;     ///< arithmetic that did not fit; checked once at the end
    Judgement judged{};          ///< of the order at hand

    const Program& p() const { return *program; }
    bool explain() const { return tally == nullptr; }
    const Zone& zone() const { return program->zone; }
    Day today() const {
        if (known_day.program != program || known_day.at != state.clock) known_day = {program, state.clock, day_of(state.clock)};
        return known_day.day;
    }
    Day day_of(Instant at) const {
        if constexpr (for_size) return zone().day(at);
        if (known_stretch.program != program || !known_stretch.stretch.has(at)) known_stretch = {program, zone().stretch_at(at)};
        return known_stretch.stretch.day(at);
    }

    /// The clock's day, asked for many times while one event is judged.
    struct KnownDay {
        const Program* program = nullptr;
        Instant at;
        Day day;
    };
    mutable KnownDay known_day{};

    /// The zone's offset about the clock.
    struct KnownStretch {
        const Program* program = nullptr;
        Zone::Stretch stretch;
    };
    mutable KnownStretch known_stretch{};

    /// The period of a window, likewise, and the days (from, and before `to`) that are known to have it.
    struct KnownPeriod {
        const Window* window = nullptr;
        Day from, to;
        Day first, next;
    };
    mutable KnownPeriod known_period{};

    /// A replay goes from order to order with one Work: nothing is due before this instant. What an order adds to the
    /// state may bring it forward; after anything but an order, and in a new tier, it is not known (0).
    Instant idle_until{};
    void wake_at(Instant at) {
        if constexpr (!for_size) idle_until = std::min(idle_until, at);
    }
    /// Some zone's start of that day.
    void wake_by(Day day) { wake_at({(std::int64_t{day.number} - 1) * ms_per_day}); }

    /// What a metric comes to in a period, likewise; forgotten when metrics change.
    struct KnownValue {
        const Metric* metric = nullptr;
        Day first, next;
        std::int64_t value = 0;
    };
    mutable KnownValue known_value{};

    /// Which level the metrics came to when asked last, likewise.
    struct KnownLevel {
        Day day = no_day;
        std::int16_t held = 0, before = 0, level = 0;
    };
    mutable KnownLevel known_reached{};

    /// What a programme has none of is not looked for after every order of a replay.
    struct Traits {
        const Program* of = nullptr;
        bool levels_by_metrics = false;   ///< alone: neither by earlier levels nor by periods that move
        bool concludes = true;            ///< something may follow from the event's end: see `conclude`
        bool limits = true;               ///< a rule or a campaign has limits, an interval or a budget
    };
    mutable Traits known_traits{};
    const Traits& traits() const;

    void forget_values() {
        known_value = {};
        known_reached = {};
    }

    /// The level that was asked for last: most ask again for the same.
    mutable std::int16_t known_level = 0;
};

/// Adds with overflow noted in `work.trouble`.
inline void add_to(Work& work, std::int64_t& target, std::int64_t units) {
    const std::int64_t sum = target + units;   // both within 2^53
    if (std::abs(sum) > max_safe_integer) {
        work.trouble = Code::overflow;
        return;
    }
    target = sum;
}

WalletState& wallet_state(Work& work, const Wallet& wallet);
const Wallet* find_wallet(const Program& program, std::string_view id);
std::int16_t level_index(const Program& program, std::string_view tier);
bool contains(const List<std::string>& list, std::string_view word);

/// A new entry with the time, version, event and order filled in.
Entry& enter(Work& work, EntryKind kind, std::string_view wallet, std::int64_t units);

/// Advances the state to the event and judges it (engine.cpp).
Result<void> run(Work& work, const Event& event);

/// Left of a shared counter after what this outcome has claimed already.
std::int64_t shared_left(const Work& work, std::string_view key, std::int64_t otherwise);

}  // namespace regulars::rules
