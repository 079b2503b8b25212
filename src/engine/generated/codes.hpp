// Refusal and problem codes. First written by hand; schema/codes.json is the source.
#pragma once
#include <cstdint>
#include <string_view>

namespace regulars {

enum class Code : std::uint8_t {
    ok,
    // documents
    malformed_json, duplicate_key, not_an_integer, number_out_of_range, too_deep, too_large,
    unknown_field, missing_field, wrong_type, wrong_value, too_long, too_short, too_many, too_few,
    unknown_reference, duplicate_id, contradiction,
    // events
    unknown_type, already_joined, not_a_member, currency_mismatch, amount_mismatch, amount_too_large,
    late_event, too_far_ahead, unknown_order, order_not_attached, refund_exceeds_order, order_already_refunded,
    unknown_action, limit_reached, duplicate_receipt, unknown_line,
    unknown_reward, reward_locked_by_tier, reward_locked_by_segment, reward_not_started, reward_ended,
    reward_out_of_stock, reward_limit_reached, insufficient_points, amount_not_allowed, too_many_holds,
    unknown_redemption, redemption_not_held, redemption_not_captured, redemption_not_attached,
    unknown_wallet, unknown_tier, unknown_plan, plan_not_active, plan_already_active, plan_used, fee_mismatch,
    self_referral, already_referred, overflow, key_reused, same_member,
};

std::string_view name(Code code);

}  // namespace regulars
