// Orders, what happens to them, and refunds.
#pragma once
#include "work.hpp"

namespace regulars::rules {

Result<void> place_order(Work& work, const Order& order);
Result<void> order_event(Work& work, const Event& event, const OrderEvent& body);
Result<void> refund_order(Work& work, const Event& event, const OrderRefunded& body);

/// Ids of the plans that are active now.
List<std::string> active_plans(const Work& work);
bool in_birthday_month(const Work& work);

}  // namespace regulars::rules
