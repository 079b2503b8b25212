#include "plans.hpp"

#include <algorithm>

#include "actions.hpp"
#include "lots.hpp"
#include "tiers.hpp"

namespace regulars::rules {

namespace {

const Plan* find_plan(const Program& p, std::string_view id) {
    for (const Plan& plan : p.plans) {
        if (plan.id == id) return &plan;
    }
    return nullptr;
}

PlanState* find_state(MemberState& s, std::string_view id) {
    for (PlanState& plan : s.plans) {
        if (plan.plan == id) return &plan;
    }
    return nullptr;
}

Refusal unknown(std::string_view id) { return refuse(Code::unknown_plan, "plan").with("plan", std::string(id)); }

void note_change(Work& work, std::string_view plan, std::string_view what) {
    Entry& e = enter(work, EntryKind::plan_changed, {}, 0);
    e.rule = plan;
    e.why.emplace();
    e.why->kind = "plan";
    e.why->note = what;
}

}  // namespace

std::optional<Money> plan_fee(const Plan& plan, Instant at, bool renewal) {
    std::optional<Money> fee;
    for (const PlanPrice& price : plan.prices) {
        const Instant from = renewal ? price.renewals_from : price.from;
        if (from <= at) fee = price.fee;
    }
    return fee;
}

bool is_running(const PlanState& plan, Day today) { return plan.status != PlanStatus::ended && plan.paid_until > today; }

bool has_paid(const PlanState& state) { return state.paid_until > state.started; }

Result<void> start_plan(Work& work, const PlanStarted& body) {
    const Plan* plan = find_plan(work.p(), body.plan);
    if (!plan) return unknown(body.plan);
    const Day today = work.today();
    PlanState* state = find_state(work.state, body.plan);
    if (state && is_running(*state, today) && state->status == PlanStatus::cancelled && !body.trial) {   // she stays after all
        state->status = has_paid(*state) ? PlanStatus::active : PlanStatus::trial;
        note_change(work, body.plan, "resumed");
        return {};
    }
    if (state && is_running(*state, today)) return refuse(Code::plan_already_active, "plan").with("plan", body.plan);
    if (body.trial && (plan->trial_days == 0 || (state && state->trial_used))) return refuse(Code::plan_used, "trial").with("plan", body.plan);
    if (!state) {
        auto& plans = work.state.plans;
        auto at = std::find_if(plans.begin(), plans.end(), [&](const PlanState& p) { return p.plan > body.plan; });
        PlanState fresh;
        fresh.plan = body.plan;
        state = &*plans.insert(at, std::move(fresh));
    }
    state->status = body.trial ? PlanStatus::trial : PlanStatus::past_due;
    state->paid_until = body.trial ? Day{today.number + plan->trial_days} : today;
    state->started = state->paid_until;
    state->used = false;
    state->gifts.clear();
    state->trial_used = state->trial_used || body.trial;
    note_change(work, body.plan, body.trial ? "trial_started" : "started");
    review_tier(work, false);
    return {};
}

Result<void> pay_plan(Work& work, const PlanPaid& body) {
    const Plan* plan = find_plan(work.p(), body.plan);
    PlanState* state = plan ? find_state(work.state, body.plan) : nullptr;
    if (!plan) return unknown(body.plan);
    if (!state || state->status == PlanStatus::ended || state->status == PlanStatus::cancelled) {
        return refuse(Code::plan_not_active, "plan").with("plan", body.plan);
    }
    const Day today = work.today();
    const bool renewal = has_paid(*state);
    const std::optional<Money> fee = plan_fee(*plan, work.state.clock, renewal);
    if (!fee || *fee != body.fee) return refuse(Code::fee_mismatch, "fee_minor").with("expected", fee ? fee->minor : 0).with("found", body.fee.minor);
    if (state->paid_until < today) state->started = state->paid_until = today;   // paid late: the period starts now
    // Paid early or on the day: it follows on. Counted from the start, so that the 31st comes back after a February.
    const Civil from = civil(state->started), to = civil(state->paid_until);
    state->paid_until = add_months(state->started, (to.year - from.year) * 12 + to.month - from.month + plan->period_months);
    state->status = PlanStatus::active;
    state->used = false;
    note_change(work, body.plan, renewal ? "renewed" : "paid");
    const std::size_t given = work.out.awards.size();
    for (const EarnRule& rule : work.p().earning) {
        if (rule.on == Trigger::plan_paid) award_rule(work, rule, body.fee, 1);
    }
    state->paid_on = today;
    state->gifts = gifts_since(work, given);
    review_tier(work, false);
    return {};
}

Result<void> fail_plan_payment(Work& work, const PlanPaymentFailed& body) {
    PlanState* state = find_state(work.state, body.plan);
    if (!find_plan(work.p(), body.plan)) return unknown(body.plan);
    if (!state || state->status == PlanStatus::ended) return refuse(Code::plan_not_active, "plan").with("plan", body.plan);
    state->status = PlanStatus::past_due;
    note_change(work, body.plan, "payment_failed");
    return {};
}

Result<void> cancel_plan(Work& work, const PlanCancelled& body) {
    const Plan* plan = find_plan(work.p(), body.plan);
    PlanState* state = plan ? find_state(work.state, body.plan) : nullptr;
    if (!plan) return unknown(body.plan);
    if (!state || state->status == PlanStatus::ended || state->status == PlanStatus::cancelled) {
        return refuse(Code::plan_not_active, "plan").with("plan", body.plan);
    }
    bool took_back = false;
    if (body.refund) {
        if (!plan->refund_if_unused || state->used) return refuse(Code::plan_used, "refund").with("plan", body.plan);
        state->status = PlanStatus::ended;
        state->paid_until = work.today();
        note_change(work, body.plan, "refunded");
        took_back = take_back_gifts(work, state->gifts, state->paid_on) > 0;
        state->gifts.clear();
    } else {
        state->status = PlanStatus::cancelled;   // it stays in force until what was paid for is over
        note_change(work, body.plan, "cancelled");
    }
    review_tier(work, took_back);
    return {};
}

void end_plans(Work& work) {
    const Day today = work.today();
    bool changed = false;
    for (PlanState& plan : work.state.plans) {
        if (plan.status == PlanStatus::ended || plan.paid_until > today) continue;
        if (plan.status == PlanStatus::cancelled) {
            plan.status = PlanStatus::ended;
            note_change(work, plan.plan, "ended");
            changed = true;
        } else if (plan.status != PlanStatus::past_due) {
            plan.status = PlanStatus::past_due;
            note_change(work, plan.plan, "payment_due");
            changed = true;
        }
    }
    if (changed) review_tier(work, false);
}

}  // namespace regulars::rules
