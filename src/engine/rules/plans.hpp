// Paid plans: the merchant charges, the engine reacts.
#pragma once
#include <optional>

#include "work.hpp"

namespace regulars::rules {

Result<void> start_plan(Work& work, const PlanStarted& body);
Result<void> pay_plan(Work& work, const PlanPaid& body);
Result<void> fail_plan_payment(Work& work, const PlanPaymentFailed& body);
Result<void> cancel_plan(Work& work, const PlanCancelled& body);
void end_plans(Work& work);

/// What the plan costs a member who starts (or renews) at `at`; nothing where no price holds yet.
std::optional<Money> plan_fee(const Plan& plan, Instant at, bool renewal);

}  // namespace regulars::rules
