// The texts that a host keeps: a member's state, records of orders and redemptions, accepted events. Compact and
// canonical: the same struct gives the same text, so a hash of the text is a hash of the state. Opaque to others.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "../event.hpp"
#include "../outcome.hpp"
#include "../result.hpp"
#include "../state.hpp"

namespace regulars::json {

std::string write_state(const MemberState& state);
/// "" is somebody who is no member yet.
Result<MemberState> read_state(std::string_view text);

std::string write_order_record(const OrderRecord& record);
Result<OrderRecord> read_order_record(std::string_view text);

std::string write_redemption_record(const RedemptionRecord& record);
Result<RedemptionRecord> read_redemption_record(std::string_view text);

/// An event with what the host attached to it.
std::string write_booked_event(const Event& event);
Result<Event> read_booked_event(std::string_view text);

/// FNV-1a, 64 bits: the same on every machine. For comparing states, not against forgery.
std::uint64_t hash(std::string_view text);

}  // namespace regulars::json
