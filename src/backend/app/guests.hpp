// Orders of shoppers who are no members (yet). The programme says how long before joining an order still counts.
#pragma once
#include <optional>
#include <string>

#include "context.hpp"

namespace regulars::backend {

struct GuestOrder {
    std::string order_id;
    std::string email;                     ///< normal form
    std::optional<std::string> customer_id;
    std::int64_t occurred_at_ms = 0;
    std::string event_json;
};

enum class GuestStored { now, before, conflict };
GuestStored store_guest_order(Database& db, const GuestOrder& order);
/// Whether an order is a guest's that nobody has claimed.
bool is_guest_order(Database& db, const std::string& order_id);

/// Books the orders that a new member placed as a guest.
void claim_guest_orders(Context& app, Tx& tx, const MemberRow& member);

}  // namespace regulars::backend
