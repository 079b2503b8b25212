// Orders, what happens to them, and refunds.
#pragma once
#include "work.hpp"

namespace regulars::rules {

/// Makes the record of an order that was just booked, for the host. What a friend got on account of it goes with it: the
/// outcome's awards from `own` on.
using Keeper = void (*)(Work& work, const Sale& sale, std::size_t own);
void keep_order(Work& work, const Sale& sale, std::size_t own);

/// `keep`: `keep_order`, or null for a preview, whose module then goes without it.
Result<void> place_order(Work& work, const Order& order, Keeper keep);
Result<void> order_event(Work& work, const Event& event, const OrderEvent& body);
Result<void> refund_order(Work& work, const Event& event, const OrderRefunded& body);

/// Ids of the plans that are active now.
List<std::string> active_plans(const Work& work);
bool in_birthday_month(const Work& work);

}  // namespace regulars::rules
