// What is awarded for something other than an order: joining, birthdays, actions, milestones, streaks, tiers.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "lots.hpp"
#include "work.hpp"

namespace regulars::rules {

/// Units that still fit under the wallet's ceiling.
std::int64_t ceiling_room(const Work& work, const Wallet& wallet);

/// Books an award: lot, entry, counters, metrics over its wallet.
void book_award(Work& work, const Wallet& wallet, const Place& place, const Award& award, Money stamp_value);

/// Awards a rule that is not about an order's lines: `amount` for rates, `count` for per-item awards.
/// Returns what was awarded after limits; `work.limited` where one left nothing of it.
std::int64_t award_rule(Work& work, const EarnRule& rule, Money amount, std::int64_t count);

void award_entry_reward(Work& work, const Level& level, const EntryReward& entry);
void award_tier_entered(Work& work, std::int16_t level);
void award_trigger(Work& work, Trigger trigger);
/// Takes back what a rule that is not about an order gave on `day`: units, limits, metrics.
void take_back(Work& work, const EarnRule& rule, const Award& given, Day day);
/// What was awarded since there were `given` awards.
List<Gift> gifts_since(const Work& work, std::size_t given);
/// Takes gifts of `day` back. Returns the sum of their units.
std::int64_t take_back_gifts(Work& work, const List<Gift>& gifts, Day day);
void award_milestones(Work& work);
void award_streaks(Work& work, std::string_view action);

/// The next day, `day` or later, on which a monthly reward issues itself.
Day next_issue(const Automatic& cycle, Day day);
/// Rewards that are issued by themselves once the balance reaches their cost, on their day of the month, or before their
/// wallet is lost; of this wallet, if one is named.
void issue_automatic(Work& work, AutomaticKind kind, std::int16_t wallet = -1);

/// The id of the n-th redemption that issues itself. Redemption ids are one space for all members.
std::string automatic_id(std::string_view reward, std::int64_t n, std::string_view member);
/// Counts one more of them and names it.
std::string next_automatic_id(Work& work, const Reward& reward);

/// A reward given without cost.
void issue_free(Work& work, const Reward& reward);

}  // namespace regulars::rules
