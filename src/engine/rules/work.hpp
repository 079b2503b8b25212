// What the rules share while one event is judged: the programme in force, the state being made, the outcome.
#pragma once
#include <string>
#include <string_view>

#include "../list.hpp"
#include "../compile.hpp"
#include "../outcome.hpp"
#include "../result.hpp"
#include "../state.hpp"

namespace regulars::rules {

struct Work {
    const ProgrammeHistory& history;
    const SharedCounters& shared;
    MemberState& state;
    Outcome& out;
    const Program* program;      ///< in force at state.clock
    std::string_view event;      ///< id of the event being judged; empty while time passes
    std::string_view order;      ///< order the entries belong to
    const MemberState* other = nullptr;   ///< whom a merge brings in
    bool explain = true;         ///< lines and why; the lab's fold leaves them out
    bool metrics_changed = false;   ///< since the tier was last reviewed
    bool limited = false;        ///< a limit or an interval left a rule nothing to pay
    Code trouble = Code::ok;     ///< arithmetic that did not fit; checked once at the end

    const Program& p() const { return *program; }
    const Zone& zone() const { return program->zone; }
    Day today() const {
        if (known.program != program || known.at != state.clock) known = {program, state.clock, zone().day(state.clock)};
        return known.day;
    }

    /// The day of the clock, asked for many times while one event is judged.
    struct KnownDay {
        const Program* program = nullptr;
        Instant at;
        Day day;
    };
    mutable KnownDay known{};

    /// The period of a window that a day lies in, likewise.
    struct KnownPeriod {
        const Window* window = nullptr;
        Day day, first, next;
    };
    mutable KnownPeriod known_period{};
};

/// Adds with overflow noted in `work.trouble`.
inline void add_to(Work& work, std::int64_t& target, std::int64_t units) {
    std::int64_t sum = 0;
    if (!add(target, units, sum) || sum > max_safe_integer || sum < -max_safe_integer) {
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

/// Left of a shared counter after what this outcome has claimed already.
std::int64_t shared_left(const Work& work, std::string_view key, std::int64_t otherwise);

}  // namespace regulars::rules
