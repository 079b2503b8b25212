// Referrals, both sides: the friend's first order counts once for her and once for her advocate.
#pragma once
#include <cstdint>
#include <string_view>

#include "work.hpp"

namespace regulars::rules {

/// The friend's side: whether this order makes the referral count, and its undoing.
void convert_referral(Work& work, const std::string& order, std::int64_t spend);
void reverse_referral(Work& work, const OrderRecord& record);

/// What the friend got for her first order, which is not paid back.
void take_back_friends_gift(Work& work, OrderRecord& record);

/// The advocate's side: at most one reward for a friend, and no more than the programme's limit.
Result<void> reward_advocate(Work& work, std::string_view friend_id);
Result<void> reverse_referral_of(Work& work, std::string_view friend_id);

}  // namespace regulars::rules
