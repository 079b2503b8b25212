// Instants, local days, and the programme's own table of zone offsets. The engine has no
// clock and no time-zone database: the host writes the offsets into the programme version.
#pragma once
#include <algorithm>
#include <cstdint>
#include <string>

#include "list.hpp"

namespace regulars {

// Written out, since compilers that optimise for size turn a defaulted <=> into calls, one to compare and one to ask.
#define REGULARS_COMPARE_BY(type, member)                                                     \
    friend constexpr bool operator==(type a, type b) { return a.member == b.member; }          \
    friend constexpr bool operator<(type a, type b) { return a.member < b.member; }            \
    friend constexpr bool operator>(type a, type b) { return a.member > b.member; }            \
    friend constexpr bool operator<=(type a, type b) { return a.member <= b.member; }          \
    friend constexpr bool operator>=(type a, type b) { return a.member >= b.member; }

/// A UTC instant, milliseconds since 1970-01-01T00:00:00Z.
struct Instant {
    std::int64_t ms = 0;
    REGULARS_COMPARE_BY(Instant, ms)
};

/// A calendar day in the programme's zone, counted from 1970-01-01.
struct Day {
    std::int32_t number = 0;
    REGULARS_COMPARE_BY(Day, number)
};

#undef REGULARS_COMPARE_BY

inline constexpr Instant no_instant{9'007'199'254'740'991};
inline constexpr Day no_day{2'000'000'000};
inline constexpr std::int64_t ms_per_day = 86'400'000;

struct Civil {
    std::int32_t year = 1970;
    std::int32_t month = 1;  ///< 1..12
    std::int32_t day = 1;    ///< 1..31
    bool operator==(const Civil&) const = default;
};

Civil civil(Day day);
Day day_of(Civil date);
std::int32_t days_in_month(std::int32_t year, std::int32_t month);

/// ISO weekday, Monday = 1 .. Sunday = 7.
std::int32_t weekday(Day day);

/// The same day of the month `months` later; the last day of that month where it is shorter.
Day add_months(Day day, std::int32_t months);

/// The last day of the month of `day`.
Day end_of_month(Day day);

/// "2026-11-22T05:00:00.000Z": always with milliseconds, so that a text stands for one instant and an instant for one text.
void append(std::string& out, Instant at);
/// "2026-11-22"
void append(std::string& out, Day day);
inline std::string to_text(Instant at) {
    std::string out;
    append(out, at);
    return out;
}

/// What a calendar on the wall shows.
inline Day local_day(Instant at, std::int32_t offset_seconds) {
    const std::int64_t ms = at.ms + std::int64_t{offset_seconds} * 1000;
    return {static_cast<std::int32_t>(ms / ms_per_day) - (ms % ms_per_day < 0)};
}

struct ZoneOffset {
    Instant from;                      ///< valid from this instant on
    std::int32_t offset_seconds = 0;   ///< local = UTC + offset, -50400..50400
    bool operator==(const ZoneOffset&) const = default;
};

/// Offsets in ascending order of `from`; before the first entry the first offset holds.
class Zone {
public:
    std::string name = "UTC";
    List<ZoneOffset> offsets;

    /// An offset and how long it holds: from the first instant to before the second.
    struct Stretch {
        Instant from, until;
        std::int32_t offset_seconds = 0;
        Day last = no_day;   ///< the day that is on when it ends: clocks that go back over midnight do not go back to a day that is over
        bool has(Instant at) const { return from <= at && at < until; }
        /// Of an instant within it.
        Day day(Instant at) const { return std::min(last, local_day(at, offset_seconds)); }
    };
    Stretch stretch_at(Instant at) const;
    std::int32_t offset_at(Instant at) const { return stretch_at(at).offset_seconds; }
    /// The local day. It never goes back: where clocks are turned back over midnight (St. John's did so at 00:01), the new day
    /// begins when they reach midnight again.
    Day day(Instant at) const;
    /// Minutes since local midnight, 0..1439.
    std::int32_t minute_of_day(Instant at) const;
    /// The first instant of a local day; of one that a change of offset leaves out, that of the next.
    Instant start_of(Day day) const;
    bool operator==(const Zone&) const = default;

private:
    const ZoneOffset* change_after(Instant at) const;
};

}  // namespace regulars
