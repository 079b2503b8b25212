// Which fields the compiled programme has, struct by struct. A test counts them against the structs.
//
// Ranges are named where a rule relies on them without looking (a divisor, a month): a document was checked against its
// schema, but this text comes over the wire.
#pragma once
#include "../program.hpp"
#include "stored_rows.hpp"

namespace regulars::json {

template <class A> void row(A& a, Is<RoundingPolicy> auto& r) {
    a.word(r.mode, Rounding::keep); a.word(r.per, RoundPer::line); a.word(r.stage, RoundStage::final);
}
template <class A> void row(A& a, Is<PendingPolicy> auto& p) {
    a.word(p.kind, PendingKind::event); a.count(p.days); a.count(p.hours); a(p.event);
}
template <class A> void row(A& a, Is<ExpiryPolicy> auto& e) {
    a.word(e.kind, ExpiryKind::activity_extends); a.between(e.month, 1, 12); a.between(e.day, 1, 31); a.count(e.days);
    a.count(e.months); a.count(e.years); a.word(e.counts_from, CountsFrom::available); a(e.earning_is_activity);
    a(e.redeeming_is_activity); a(e.to_month_end); a.refs(e.exempt_tiers, Refers::level);
    a(e.ordering_is_activity);
}
template <class A> void row(A& a, Is<CashValue> auto& c) { a(c.units); a(c.value); }
template <class A> void row(A& a, Is<Wallet> auto& w) {
    a(w.id); a.word(w.unit, WalletUnit::stamps); a.between(w.scale, 0, 4); a(w.rounding); a(w.pending); a(w.expiry);
    a.word(w.negative, NegativePolicy::pending_only); a(w.max_balance_units); a.left_out(w.cash_value); a.left_out(w.name);
}

template <class A> void row(A& a, Is<Range> auto& r) { a(r.min); a(r.max); }
template <class A> void row(A& a, Is<Hours> auto& h) { a.between(h.from_minute, 0, 1440); a.between(h.to_minute, 0, 1440); }
template <class A> void row(A& a, Is<Condition> auto& c) {
    a.refs(c.tiers, Refers::level); a(c.channels); a(c.segments); a(c.not_segments); a.refs(c.plans, Refers::plan); a(c.from);
    a(c.to); a(c.weekdays); a(c.hours); a(c.order_minor); a(c.order_number); a(c.tenders); a(c.birthday_month);
}
template <class A> void row(A& a, Is<ItemSet> auto& s) { a(s.skus); a(s.categories); a(s.tags); }
template <class A> void row(A& a, Is<ItemFilter> auto& f) { a(f.include); a(f.exclude); a(f.gift_cards); }
template <class A> void row(A& a, Is<BasePolicy> auto& b) {
    a(b.tax); a(b.shipping); a(b.before_discounts); a(b.without_tenders);
}

template <class A> void row(A& a, Is<AwardSpec> auto& s) {
    a.word(s.kind, AwardKind::per_stamp); a(s.units); a.positive(s.per_minor); a(s.percent); a(s.whole_steps);
    a.ref_or_none(s.stamps, Refers::wallet);
}
template <class A> void row(A& a, Is<Limit> auto& l) { a.word(l.per, Per::lifetime); a(l.units); a(l.times); }
template <class A> void row(A& a, Is<TierMultiplier> auto& m) { a.ref(m.tier, Refers::level); a(m.multiplier); }
template <class A> void row(A& a, Is<Milestone> auto& m) {
    a.word(m.metric, MilestoneMetric::units); a.positive(m.at); a(m.repeat); a.ref_or_none(m.wallet, Refers::wallet);
}
template <class A> void row(A& a, Is<Streak> auto& s) { a(s.action); a.positive(s.count); a.word(s.period, Per::lifetime); }
template <class A> void row(A& a, Is<BirthdayRule> auto& b) {
    a.count(b.lead_days); a.word(b.from, BirthdayFrom::month_start);
    a.word(b.late, BirthdayLate::after_lead);
}
template <class A> void row(A& a, Is<EarnRule> auto& r) {
    a(r.id); a.ref(r.wallet, Refers::wallet); a.word(r.on, Trigger::anniversary); a(r.award); a(r.multipliable);
    a(r.qualifies); a(r.birthday); a(r.tier_multipliers); a.word(r.tier_at, TierAt::after); a(r.limits); a(r.items); a(r.when);
    a(r.base); a(r.action); a(r.milestone); a(r.streak); a.ref_or_none(r.tier, Refers::level); a.count(r.min_interval_days);
    a(r.budget_units); a(r.pending); a(r.expiry); a(r.stamp_value); a.left_out(r.name);
}
template <class A> void row(A& a, Is<Campaign> auto& c) {
    a(c.id); a(c.multiplier); a.word(c.combine, Combine::compound); a(c.when); a(c.items); a.refs(c.rules, Refers::rule);
    a(c.limits); a(c.budget_units); a.left_out(c.name);
}

template <class A> void row(A& a, Is<Metric> auto& m) {
    a(m.id); a.word(m.kind, MetricKind::action_units); a.ref_or_none(m.wallet, Refers::wallet);
    a.word(m.count, MetricCount::all); a(m.action); a(m.base); a(m.items);
}
template <class A> void row(A& a, Is<Window> auto& w) {
    a.word(w.kind, WindowKind::fixed_months); a.between(w.start_month, 1, 12); a.between(w.start_day, 1, 31); a.between(w.months, 1, 1200);
    a.word(w.anchor, Anchor::first_earn); a.word(w.by, RollBy::month);
}
template <class A> void row(A& a, Is<Keep> auto& k) { a.word(k.kind, KeepKind::months_from_reaching); a.count(k.months); }
template <class A> void row(A& a, Is<Threshold> auto& t) { a.ref(t.metric, Refers::metric); a(t.at_least); }
template <class A> void row(A& a, Is<EntryReward> auto& e) {
    a.ref_or_none(e.wallet, Refers::wallet); a(e.units); a.ref_or_none(e.reward, Refers::reward);
}
template <class A> void row(A& a, Is<Level> auto& l) {
    a(l.id); a(l.any); a(l.qualify); a(l.requalify); a(l.invite_only); a(l.entry_rewards); a.left_out(l.name);
    a.left_out(l.perks); a.ref_or_none(l.after, Refers::level);
}
template <class A> void row(A& a, Is<Tiers> auto& t) {
    a(t.metrics); a(t.levels); a(t.window); a(t.keep); a.word(t.downgrade, Downgrade::to_base_reset); a.count(t.grace_days);
    a.word(t.on_refund, OnRefund::keep); a.word(t.review, TierReview::month_start);
}

template <class A> void row(A& a, Is<Variable> auto& v) {
    a.positive(v.min_units); a.positive(v.step_units); a(v.minor_per_step); a(v.max_units); a(v.max_percent_of_order);
}
template <class A> void row(A& a, Is<Automatic> auto& m) { a.word(m.kind, AutomaticKind::before_loss); a.between(m.day, 1, 31); a.between(m.months, 0, 4095); }
template <class A> void row(A& a, Is<VoucherPolicy> auto& v) { a.count(v.valid_days); a(v.min_order_minor); }
template <class A> void row(A& a, Is<Gives> auto& g) { a.ref(g.wallet, Refers::wallet); a(g.units); }
template <class A> void row(A& a, Is<Reward> auto& r) {
    a(r.id); a.ref(r.wallet, Refers::wallet); a(r.cost_units); a.word(r.kind, RewardKind::variable_amount); a(r.value);
    a(r.percent); a(r.max_minor); a(r.variable); a.refs(r.tiers, Refers::level); a(r.voucher); a(r.stock); a(r.per_member);
    a(r.segments); a(r.from); a(r.to); a.count(r.hold_minutes); a(r.automatic); a(r.average_of_stamps);
    a.word(r.average_rounding, Rounding::keep); a.left_out(r.sku); a.left_out(r.name); a.left_out(r.description);
    a(r.gives);
}

template <class A> void row(A& a, Is<PlanPrice> auto& p) { a(p.from); a(p.renewals_from); a(p.fee); }
template <class A> void row(A& a, Is<Plan> auto& p) {
    a(p.id); a(p.prices); a.between(p.period_months, 1, 1200); a.count(p.trial_days); a(p.refund_if_unused);
    a.ref_or_none(p.tier, Refers::level); a.left_out(p.name); a.left_out(p.perks);
}
template <class A> void row(A& a, Is<ReferralPolicy> auto& r) {
    a(r.min_order_minor); a.count(r.days_to_convert); a(r.advocate_limit);
}
template <class A> void row(A& a, Is<Currency> auto& c) { a(c.code); a.between(c.exponent, 0, 4); }
template <class A> void row(A& a, Is<ZoneOffset> auto& o) { a(o.from); a.between(o.offset_seconds, -50'400, 50'400); }
template <class A> void row(A& a, Is<Zone> auto& z) { a(z.offsets); a.left_out(z.name); }
template <class A> void row(A& a, Is<Program> auto& p) {
    a(p.id); a(p.version); a(p.currency); a(p.zone); a(p.wallets); a(p.earning); a(p.campaigns); a(p.tiers); a(p.rewards);
    a(p.plans); a(p.referral); a.word(p.partial_refunds, PartialRefunds::whole_order); a.left_out(p.name); a.left_out(p.claim_days);
}

}  // namespace regulars::json
