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

/// Whether she has the plan on this day.
bool is_running(const PlanState& plan, Day today);

/// Whether a period was paid since the plan was last started. `started` is the first day that has to be paid for: a
/// trial's end. So the charge that ends a trial is a first one, not a renewal.
bool has_paid(const PlanState& state);

/// What the plan costs a member who starts (or renews) at `at`; nothing where no price holds yet.
std::optional<Money> plan_fee(const Plan& plan, Instant at, bool renewal);

}  // namespace regulars::rules
