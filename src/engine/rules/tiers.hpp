// Qualifying metrics, windows, and which level a member holds.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "work.hpp"

namespace regulars::rules {

struct Period {
    Day first;
    Day next;    ///< first day after it; no_day for a lifetime
};

/// The window's period that holds `day` (for rolling windows: the window that ends with `day`).
Period period_of(const Work& work, const Window& window, Day day);

/// What a metric counts in the window as of `day`.
std::int64_t metric_value(const Work& work, const Metric& metric, Day day);
/// What a metric counted from `first` to before `next`.
std::int64_t metric_between(const Work& work, std::string_view metric, Day first, Day next);
void count_metric(Work& work, std::string_view metric, Day day, std::int64_t value);
/// Whether a level lasts from the day on which it is reached, not with its period.
bool from_reaching(const Tiers& tiers);

/// Whether a level that needs another one first (`after`) can be reached in the period of `day`.
bool is_open(const Work& work, const Level& level, Day day);
/// The highest level whose thresholds the window reaches on `day`.
std::int16_t earned_level(const Work& work, Day day);
/// The level that a new member has.
void start_at_base(Work& work);
/// Level the member holds now, -1 without tiers.
std::int16_t current_level(const Work& work);

/// Brings the tier up to date at the state's clock: grants what was reached, ends what has run out. Books the
/// change and entry rewards. `reversal`: something was taken back, so earlier grants are judged again.
void review_tier(Work& work, bool reversal);

/// Whether an order can change the tier with itself; otherwise the next review does.
bool changes_at_once(const Work& work);

/// The next instant at which the tier may change by time alone.
Day next_tier_review(const Work& work);

/// First day on which the level held now is no longer kept without more activity; no_day where it does not end.
Day kept_until(const Work& work);
/// Whether the member's tier keeps the wallet from expiring. What is beyond its day then goes with the tier.
bool is_exempt(const Work& work, const Wallet& wallet);

}  // namespace regulars::rules
