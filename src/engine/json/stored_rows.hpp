// Which fields the stored texts have, struct by struct. A test counts them against the structs.
#pragma once
#include "../event.hpp"
#include "../outcome.hpp"
#include "../state.hpp"
#include "rows.hpp"

namespace regulars::json {

// The order of fields is the format: append new ones at the end, where older texts simply lack them.

template <class A> void row(A& a, Is<Birthday> auto& b) { a.between(b.month, 0, 12); a.between(b.day, 0, 31); }
template <class A> void row(A& a, Is<Ratio> auto& r) { a(r.num); a.positive(r.den); }

template <class A> void row(A& a, Is<OrderLine> auto& l) {
    a(l.id); a(l.sku); a(l.quantity); a(l.amount); a(l.category); a(l.discount); a(l.tax); a(l.gift_card); a(l.tags);
}
template <class A> void row(A& a, Is<Tender> auto& t) { a(t.kind); a(t.amount); a(t.redemption_id); }
template <class A> void row(A& a, Is<Order> auto& o) {
    a(o.id); a(o.currency); a(o.lines); a(o.shipping); a(o.shipping_tax); a(o.tenders); a(o.channel); a(o.to_base);
}
template <class A> void row(A& a, Is<RefundLine> auto& l) { a(l.id); a(l.quantity); a(l.amount); }

template <class A> void row(A& a, Is<WhyMultiplier> auto& m) { a(m.source); a(m.id); a(m.multiplier); }
template <class A> void row(A& a, Is<WhyExcluded> auto& e) { a(e.reason); a(e.amount); }
template <class A> void row(A& a, Is<Why> auto& w) {
    a(w.kind); a(w.base); a(w.units); a(w.per_minor); a(w.base_units); a(w.rounding); a(w.result); a(w.multipliers);
    a(w.capped_by); a(w.excluded); a(w.before); a(w.after); a(w.note);
}
template <class A> void row(A& a, Is<LineUnits> auto& l) { a(l.id); a(l.units); }
template <class A> void row(A& a, Is<CampaignUse> auto& c) { a(c.campaign); a(c.units); }
template <class A> void row(A& a, Is<Award> auto& w) {
    a(w.rule); a(w.wallet); a(w.units); a(w.base_units); a(w.available_at); a(w.expires); a(w.source); a(w.lines);
    a(w.campaigns); a(w.why);
}
template <class A> void row(A& a, Is<Room> auto& r) { a(r.rule); a(r.units); a(r.by); }
template <class A> void row(A& a, Is<MetricPart> auto& m) { a(m.metric); a(m.value); }
template <class A> void row(A& a, Is<OrderRecord> auto& o) {
    a(o.order); a(o.occurred_at); a(o.version); a(o.tier_before); a(o.tier_after); a(o.order_number); a(o.awards);
    a(o.metrics); a(o.rooms); a(o.refunded); a(o.refunded_shipping); a(o.refunded_tenders); a(o.segments); a(o.plans);
    a(o.birthday_month);
}
template <class A> void row(A& a, Is<Taken> auto& t) { a(t.expires); a(t.units); a(t.source); a(t.value); }
template <class A> void row(A& a, Is<Gift> auto& g) {
    a(g.rule); a(g.wallet); a(g.units); a(g.base_units); a(g.available_at); a(g.expires);
}
template <class A> void row(A& a, Is<RedemptionRecord> auto& r) {
    a(r.id); a(r.reward); a(r.wallet); a(r.units); a(r.value); a(r.version); a(r.requested_at); a(r.hold_until);
    a(r.voucher_until); a.word(r.status, RedemptionStatus::cancelled); a(r.taken); a(r.restored_units); a(r.automatic);
    a(r.gave);
}

template <class A> void row(A& a, Is<Lot> auto& l) {
    a(l.expires); a(l.remaining); a(l.spent); a(l.available_at); a(l.reclaimed); a(l.reversed); a(l.expired); a(l.held);
    a(l.settled); a(l.source); a(l.value); a(l.claimed_at);
}
template <class A> void row(A& a, Is<Settlement> auto& s) { a(s.payer); a(s.debtor); a(s.units); a(s.payer_source); a(s.debtor_source); }
template <class A> void row(A& a, Is<WalletState> auto& w) {
    a(w.wallet); a(w.lots); a(w.lifetime_earned); a(w.lifetime_redeemed); a(w.last_activity); a(w.debt); a(w.settlements);
    a(w.lost_before); a(w.forgotten_before);
}
template <class A> void row(A& a, Is<MetricBucket> auto& b) { a(b.day); a(b.value); }
template <class A> void row(A& a, Is<MetricState> auto& m) { a(m.metric); a(m.buckets); }
template <class A> void row(A& a, Is<TierGrant> auto& g) { a(g.tier); a(g.from); a(g.until); a(g.kept); a(g.held); }
template <class A> void row(A& a, Is<TierState> auto& t) {
    a(t.tier); a(t.since); a(t.grants); a(t.entered); a(t.override_tier); a(t.override_until);
    a(t.counts_from);
}
template <class A> void row(A& a, Is<LimitCounter> auto& c) {
    a(c.rule); a.word(c.per, Per::lifetime); a(c.period); a(c.units); a(c.times);
}
template <class A> void row(A& a, Is<StreakState> auto& s) { a(s.rule); a(s.last); a(s.run); }
template <class A> void row(A& a, Is<PlanState> auto& p) {
    a(p.plan); a.word(p.status, PlanStatus::ended); a(p.started); a(p.paid_until); a(p.used); a(p.trial_used);
    a(p.paid_on); a(p.gifts);
}
template <class A> void row(A& a, Is<ReferralState> auto& r) { a(r.friend_id); a(r.day); a(r.gifts); }
template <class A> void row(A& a, Is<MemberState> auto& s) {
    a(s.clock); a(s.version); a(s.member); a(s.joined_at); a(s.orders); a(s.spend); a(s.first_earn); a(s.wallets);
    a(s.metrics); a(s.tier); a(s.counters); a(s.birthday); a(s.birthday_set); a(s.birthday_paid); a(s.segments);
    a(s.referred_by); a(s.referral_counted); a(s.referral_order); a(s.streaks); a(s.holds); a(s.plans); a(s.receipts);
    a(s.referrals); a(s.birthday_month_paid); a(s.referral_name);
}

template <class A> void row(A& a, Is<MemberJoined> auto& e) { a(e.birthday); a(e.segments); a(e.referred_by); }
template <class A> void row(A& a, Is<ProfileChanged> auto& e) { a(e.birthday); a(e.segments); }
template <class A> void row(A& a, Is<OrderPlaced> auto& e) { a(e.order); }
template <class A> void row(A& a, Is<OrderEvent> auto& e) { a(e.order_id); a(e.event); }
template <class A> void row(A& a, Is<OrderRefunded> auto& e) {
    a(e.order_id); a(e.all); a(e.lines); a(e.amount); a(e.shipping); a(e.tenders);
}
template <class A> void row(A& a, Is<Action> auto& e) { a(e.action); a(e.units); a(e.amount); a(e.receipt); }
template <class A> void row(A& a, Is<RedemptionRequested> auto& e) {
    a(e.reward_id); a(e.units); a(e.hold); a(e.order_total); a(e.decided);
}
template <class A> void row(A& a, Is<RedemptionCaptured> auto& e) { a(e.redemption_id); }
template <class A> void row(A& a, Is<RedemptionVoided> auto& e) { a(e.redemption_id); }
template <class A> void row(A& a, Is<RedemptionCancelled> auto& e) { a(e.redemption_id); }
template <class A> void row(A& a, Is<PointsAdjusted> auto& e) { a(e.wallet); a(e.units); a(e.reason); a(e.actor); }
template <class A> void row(A& a, Is<TierOverridden> auto& e) { a(e.tier); a(e.until); a(e.reason); }
template <class A> void row(A& a, Is<PlanStarted> auto& e) { a(e.plan); a(e.trial); }
template <class A> void row(A& a, Is<PlanPaid> auto& e) { a(e.plan); a(e.fee); }
template <class A> void row(A& a, Is<PlanPaymentFailed> auto& e) { a(e.plan); }
template <class A> void row(A& a, Is<PlanCancelled> auto& e) { a(e.plan); a(e.refund); }
template <class A> void row(A& a, Is<ReferralConverted> auto& e) { a(e.friend_id); a(e.reversed); }
template <class A> void row(A&, Is<TimeAdvanced> auto&) {}
template <class A> void row(A& a, Is<ActionReversed> auto& e) { a(e.action_id); }
template <class A> void row(A& a, Is<MemberMerged> auto& e) { a(e.from); a(e.into); }
template <class A> void row(A& a, Is<SharedCounter> auto& c) { a(c.key); a(c.left); }
template <class A> void row(A& a, Is<Event> auto& e) {
    a(e.id); a(e.occurred_at); a.one_of(e.body); a(e.order); a(e.redemption); a(e.counters);
}

}  // namespace regulars::json
