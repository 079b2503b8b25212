// Frequency limits and caps of rules and campaigns, counted in the member's state; budgets in shared counters.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "../list.hpp"
#include "work.hpp"

namespace regulars::rules {

inline constexpr std::int64_t no_limit = max_safe_integer;

/// First day of the period of this kind that holds `day`. Weeks start on Monday.
Day period_start(Per per, Day day);

/// What was counted in this period; begun where another one was counted last. Any other call may move it.
LimitCounter& counter(Work& work, std::string_view id, Per per, Day period);

/// Units that the limits still allow today; 0 where a limit of times is used up.
std::int64_t room_left(const Work& work, std::string_view id, const List<Limit>& limits,
                       std::optional<std::int64_t> budget);
/// The kind of limit that binds at this many units, for the explanation.
std::string_view binding_limit(const Work& work, std::string_view id, const List<Limit>& limits,
                               std::optional<std::int64_t> budget, std::int64_t units);
void count_use(Work& work, std::string_view id, const List<Limit>& limits, std::optional<std::int64_t> budget,
               std::int64_t units);
/// Gives back what a reversal took, in the periods of `day` that are still counted.
void uncount_use(Work& work, std::string_view id, const List<Limit>& limits, std::optional<std::int64_t> budget,
                 Day day, std::int64_t units, bool whole);

/// Day of the last use, for rules with a minimum interval; -1: none.
Day last_use(const Work& work, std::string_view id);
void note_use(Work& work, std::string_view id);

/// Left of one limit now, for "ways to earn".
struct LimitLeft {
    Limit limit;
    std::optional<std::int64_t> units;
    std::optional<std::int64_t> times;
};
List<LimitLeft> limits_left(const Work& work, std::string_view id, const List<Limit>& limits);

}  // namespace regulars::rules
