// Redemptions: held, captured, voided, expired, cancelled. The engine owns this state machine.
#pragma once
#include <cstdint>

#include "work.hpp"

namespace regulars::rules {

/// Whether a member may take a reward now, and if not, why. Units: what it would cost.
enum class RewardStatus : std::uint8_t {
    available, not_yet, tier_locked, segment_locked, out_of_stock, limit_reached, not_started, ended, automatic
};

struct RewardOffer {
    RewardStatus status = RewardStatus::available;
    std::int64_t cost = 0;         ///< the least it can cost
    std::int64_t missing = 0;      ///< units still needed for that
};

/// `by_itself`: not asked for by the member.
RewardOffer offer(const Work& work, const Reward& reward, bool by_itself = false);

Result<void> request_redemption(Work& work, const Event& event, const RedemptionRequested& body);
Result<void> capture_redemption(Work& work, const RedemptionCaptured& body);
Result<void> void_redemption(Work& work, const RedemptionVoided& body);
Result<void> cancel_redemption(Work& work, const Event& event, const RedemptionCancelled& body);
void expire_holds(Work& work);

/// How many units a reward takes that issues itself.
std::int64_t automatic_units(const Work& work, const Reward& reward);

/// Books a redemption whose conditions have been checked.
RedemptionRecord redeem(Work& work, const Reward& reward, std::string id, std::int64_t units, bool hold, std::int32_t hold_minutes);

}  // namespace regulars::rules
