#include "engine.hpp"

#include <algorithm>

#include "rules/actions.hpp"
#include "rules/advance.hpp"
#include "rules/judge.hpp"
#include "rules/limits.hpp"
#include "rules/lots.hpp"
#include "rules/merge.hpp"
#include "rules/orders.hpp"
#include "rules/plans.hpp"
#include "rules/redemptions.hpp"
#include "rules/referral.hpp"
#include "rules/tiers.hpp"
#include "generated/limits.hpp"

namespace regulars {

namespace {

using rules::Work;

List<std::string> sorted(List<std::string> words) {
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
}

Result<void> judge_event(Work& work, const Event&, const MemberJoined& body) {
    MemberState& s = work.state;
    if (s.joined_at) return refuse(Code::already_joined, "member");
    if (!body.referred_by.empty() && body.referred_by == s.member) return refuse(Code::self_referral, "referred_by");
    s.joined_at = s.clock;
    if (body.birthday) s.birthday = *body.birthday;
    s.birthday_set = work.today();
    s.segments = sorted(body.segments);
    s.referred_by = body.referred_by;
    rules::start_at_base(work);
    rules::award_trigger(work, Trigger::joined);
    rules::review_tier(work, false);
    rules::award_milestones(work);
    return {};
}

Result<void> judge_event(Work& work, const Event&, const ProfileChanged& body) {
    MemberState& s = work.state;
    if (body.birthday && !(*body.birthday == s.birthday)) {
        s.birthday = *body.birthday;
        s.birthday_set = work.today();
    }
    if (body.segments) s.segments = sorted(*body.segments);
    return {};
}

Result<void> judge_event(Work& work, const Event& event, const OrderPlaced& body) {
    work.order = body.order.id.empty() ? std::string_view(event.id) : std::string_view(body.order.id);
    return rules::place_order(work, body.order, rules::keep_order);
}

Result<void> judge_event(Work& work, const Event& event, const OrderEvent& body) { return rules::order_event(work, event, body); }
Result<void> judge_event(Work& work, const Event& event, const OrderRefunded& body) { return rules::refund_order(work, event, body); }

bool known_action(const Program& p, const std::string& action, bool& counted) {
    bool known = false;
    for (const EarnRule& r : p.earning) {
        known = known || (r.on == Trigger::action && r.action == action);
        if (r.on == Trigger::streak && r.streak->action == action) known = counted = true;
    }
    if (!p.tiers) return known;
    for (const Metric& m : p.tiers->metrics) {
        if (m.kind == MetricKind::action_units && m.action == action) known = counted = true;
    }
    return known;
}

Result<void> judge_event(Work& work, const Event&, const Action& body) {
    MemberState& s = work.state;
    bool counted = false;
    if (!known_action(work.p(), body.action, counted)) return refuse(Code::unknown_action, "action").with("action", body.action);
    if (!body.receipt.empty()) {
        if (rules::contains(s.receipts, body.receipt)) return refuse(Code::duplicate_receipt, "receipt").with("receipt", body.receipt);
        if (s.receipts.size() >= limits::receipts) s.receipts.erase(s.receipts.begin());
        s.receipts.push_back(body.receipt);
    }
    std::int64_t awarded = 0;
    work.limited = false;
    for (const EarnRule& r : work.p().earning) {
        if (r.on == Trigger::action && r.action == body.action) awarded += rules::award_rule(work, r, body.amount, body.units);
    }
    if (awarded == 0 && work.limited && !counted) return refuse(Code::limit_reached, "action").with("limit", body.action);
    if (work.p().tiers) {
        for (const Metric& m : work.p().tiers->metrics) {
            if (m.kind == MetricKind::action_units && m.action == body.action) rules::count_metric(work, m.id, work.today(), body.units);
        }
    }
    rules::award_streaks(work, body.action);
    rules::review_tier(work, false);
    rules::award_milestones(work);
    return {};
}

Result<void> judge_event(Work& work, const Event& event, const RedemptionRequested& body) { return rules::request_redemption(work, event, body); }
Result<void> judge_event(Work& work, const Event&, const RedemptionCaptured& body) { return rules::capture_redemption(work, body); }
Result<void> judge_event(Work& work, const Event&, const RedemptionVoided& body) { return rules::void_redemption(work, body); }
Result<void> judge_event(Work& work, const Event& event, const RedemptionCancelled& body) { return rules::cancel_redemption(work, event, body); }

Result<void> judge_event(Work& work, const Event&, const PointsAdjusted& body) {
    const Wallet* wallet = rules::find_wallet(work.p(), body.wallet);
    if (!wallet) return refuse(Code::unknown_wallet, "wallet").with("wallet", body.wallet);
    if (body.units.count == 0) return refuse(Code::wrong_value, "units").with("expected", "a number that is not 0");
    const WalletState& ws = rules::wallet_state(work, *wallet);
    const std::int64_t have = rules::available_units(ws, work.state.clock);
    if (body.units.count < 0 && have < -body.units.count && wallet->negative != NegativePolicy::allow_debt) {
        return refuse(Code::insufficient_points, "units")
            .with("wallet", wallet->id).with("available", have).with("cost", -body.units.count).with("missing", -body.units.count - have);
    }
    rules::Place place;
    place.available_at = Instant{};
    place.expires = rules::expiry_day(wallet->expiry, work.today(), work.today());
    rules::adjust(work, *wallet, body.units.count, place);
    if (body.units.count > 0) rules::touch(work, *wallet, true);
    Entry& e = rules::enter(work, EntryKind::adjusted, wallet->id, body.units.count);
    e.expires = body.units.count > 0 ? place.expires : no_day;
    e.why.emplace();
    e.why->kind = "adjustment";
    e.why->note = body.reason;
    return {};
}

Result<void> judge_event(Work& work, const Event&, const TierOverridden& body) {
    TierState& tier = work.state.tier;
    if (body.tier.empty()) {   // the override is lifted
        tier.override_tier.clear();
        rules::review_tier(work, true);
        return {};
    }
    if (!work.p().tiers || work.p().tiers->levels[static_cast<std::size_t>(rules::level_index(work.p(), body.tier))].id != body.tier) {
        return refuse(Code::unknown_tier, "tier").with("tier", body.tier);
    }
    tier.override_tier = body.tier;
    tier.override_until = body.until.value_or(no_day);
    rules::review_tier(work, false);
    return {};
}

Result<void> judge_event(Work& work, const Event&, const PlanStarted& body) { return rules::start_plan(work, body); }
Result<void> judge_event(Work& work, const Event&, const PlanPaid& body) { return rules::pay_plan(work, body); }
Result<void> judge_event(Work& work, const Event&, const PlanPaymentFailed& body) { return rules::fail_plan_payment(work, body); }
Result<void> judge_event(Work& work, const Event&, const PlanCancelled& body) { return rules::cancel_plan(work, body); }

Result<void> judge_event(Work& work, const Event&, const ReferralConverted& body) {
    if (body.friend_id == work.state.member) return refuse(Code::self_referral, "friend_id");
    return body.reversed ? rules::reverse_referral_of(work, body.friend_id) : rules::reward_advocate(work, body.friend_id);
}

Result<void> judge_event(Work&, const Event&, const TimeAdvanced&) { return {}; }

/// What the action had brought is not there: the host books history again without it.
Result<void> judge_event(Work&, const Event&, const ActionReversed&) { return {}; }

Result<void> judge_event(Work& work, const Event& event, const MemberMerged& body) {
    if (!body.into.empty()) return rules::merge_out(work);
    if (!work.other) return refuse(Code::not_a_member, "from");   // only a host knows her
    return rules::merge_in(work, event, *work.other);
}

}  // namespace

Result<void> rules::run(Work& work, const Event& event) {
    MemberState& s = work.state;
    if (event.occurred_at < s.clock) return refuse(Code::late_event, "occurred_at").with("oldest", to_text(s.clock));
    work.event = {};
    rules::advance(work, event.occurred_at);
    work.out.awards.clear();   // what time alone gave is in the entries; awards are the event's own
    if (work.explain()) work.out.tier_before = s.tier.tier;
    const bool joining = std::holds_alternative<MemberJoined>(event.body) || std::holds_alternative<TimeAdvanced>(event.body);
    if (!s.joined_at && !joining) return refuse(Code::not_a_member, "member");
    work.event = event.id;
    auto judged = std::visit([&](const auto& body) { return judge_event(work, event, body); }, event.body);
    if (!judged) return judged;
    if (!std::holds_alternative<OrderPlaced>(event.body)) work.idle_until = {};
    rules::conclude(work);
    if (work.trouble != Code::ok) return refuse(work.trouble, "event");
    s.version = work.p().version;
    if (work.explain()) work.out.tier_after = s.tier.tier;
    return {};
}

namespace {

Result<Outcome> outcome_of(const ProgrammeHistory& history, const SharedCounters& shared, const MemberState& state, const MemberState* other, const Event& event) {
    Outcome out(state);
    Work work{history, shared, out.next, out, &history.at(state.clock), {}, {}, other};
    if (auto r = rules::run(work, event); !r) return r.refusal();
    return out;
}

}  // namespace

Result<Outcome> apply(const ProgrammeHistory& history, const SharedCounters& shared, const MemberState& state, const Event& event) {
    return outcome_of(history, shared, state, nullptr, event);
}

Result<Outcome> merge(const ProgrammeHistory& history, const SharedCounters& shared, const MemberState& state, const MemberState& from, const Event& event) {
    return outcome_of(history, shared, state, &from, event);
}

Instant next_due(const ProgrammeHistory& history, const MemberState& state) {
    if (!state.joined_at) return no_instant;
    Outcome out(state);
    const SharedCounters none;
    const Work work{history, none, out.next, out, &history.at(state.clock), {}, {}};
    return rules::next_due(work, no_day);
}

}  // namespace regulars
