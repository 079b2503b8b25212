#include "host.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <type_traits>
#include <utility>

#include "../rules/actions.hpp"
#include "late.hpp"

namespace regulars::host {

namespace {

/// The order that an event speaks of, where it needs that order's record.
std::string_view order_of(const Event& event) {
    if (const auto* r = std::get_if<OrderRefunded>(&event.body)) return r->order_id;
    if (const auto* o = std::get_if<OrderEvent>(&event.body)) return o->order_id;
    return {};
}

/// Under which key that was booked which the event speaks of; empty: of nothing.
std::string booked_as(const Event& event) {
    if (const std::string_view order = order_of(event); !order.empty()) return "order_placed:" + std::string(order);
    std::string_view redemption;
    if (const auto* e = std::get_if<RedemptionCaptured>(&event.body)) redemption = e->redemption_id;
    if (const auto* e = std::get_if<RedemptionVoided>(&event.body)) redemption = e->redemption_id;
    if (const auto* e = std::get_if<RedemptionCancelled>(&event.body)) redemption = e->redemption_id;
    return redemption.empty() ? std::string() : "redemption_requested:" + std::string(redemption);
}

std::int64_t initial_of(const Program& program, std::string_view key) {
    for (const Reward& r : program.rewards) {
        if (r.stock && key == "stock:" + r.id) return *r.stock;
    }
    for (const EarnRule& r : program.earning) {
        if (r.budget_units && key == "budget:" + r.id) return *r.budget_units;
    }
    for (const Campaign& c : program.campaigns) {
        if (c.budget_units && key == "budget:" + c.id) return *c.budget_units;
    }
    return 0;
}

/// The event as it came, without what the host attached to it.
Event as_sent(Event event) {
    event.order.reset();
    event.redemption.reset();
    event.counters.clear();
    return event;
}

/// Whether an event is the one that was booked. Those that had to wait were booked for a later time than they said, and two
/// members are merged once, whenever that is.
bool is_same(const Event& known, const Event& event) {
    const bool may_wait = std::holds_alternative<PlanPaid>(event.body) || std::holds_alternative<PlanPaymentFailed>(event.body) ||
                          std::holds_alternative<PlanCancelled>(event.body);
    Event sent = as_sent(event);
    if ((may_wait && sent.occurred_at < known.occurred_at) || std::holds_alternative<MemberMerged>(event.body)) sent.occurred_at = known.occurred_at;
    return as_sent(known) == sent;
}

std::string plan_key(std::string_view member, std::string_view plan) { return "plan:" + std::string(member) + ":" + std::string(plan); }

/// The event as it is kept: with the counters it was judged with.
Event as_kept(Event event, SharedCounters shared) {
    event = as_sent(std::move(event));
    event.counters = std::move(shared);
    return event;
}

}  // namespace

std::string_view kind_name(const EventBody& body) {
    constexpr std::string_view names[] = {
        "member_joined", "profile_changed", "order_placed", "order_event", "order_refunded", "action",
        "redemption_requested", "redemption_captured", "redemption_voided", "redemption_cancelled", "points_adjusted",
        "tier_overridden", "plan_started", "plan_paid", "plan_payment_failed", "plan_cancelled", "referral_converted", "time_advanced",
        "action_reversed", "member_merged"};
    static_assert(std::size(names) == std::variant_size_v<EventBody>);
    return names[body.index()];
}

std::string natural_key(const Event& event) {
    const auto* merged = std::get_if<MemberMerged>(&event.body);   // booked on both sides
    return std::string(kind_name(event.body)) + (merged && !merged->into.empty() ? "_into:" : ":") + event.id;
}

std::string Host::owner_of(std::string_view member) {
    std::string owner(member);
    while (auto into = store_.merged_into(owner)) owner = std::move(*into);
    return owner;
}

/// Hosts name whom the person is now. What the event speaks of may lie in the history of an account that was merged into
/// her since; and before she joined, her person was only there.
std::string Host::origin_of(std::string_view member, const Event& event) {
    if (const std::string speaks_of = booked_as(event); !speaks_of.empty()) {
        if (const auto booked = store_.event(speaks_of)) return booked->member;
    }
    std::string origin;
    for (const Booked& b : store_.events_of(member)) {
        if (b.event.occurred_at <= event.occurred_at && std::holds_alternative<MemberJoined>(b.event.body)) return std::string(member);
        const auto* merged = std::get_if<MemberMerged>(&b.event.body);
        if (merged && !merged->from.empty() && origin.empty()) origin = origin_of(merged->from, event);
    }
    return origin;   // empty: nobody of them was a member then
}

std::string Host::part_of(std::string_view member, const Event& event) {
    std::string part = origin_of(member, event);
    if (part.empty()) part = member;
    for (auto into = store_.merged_into(part); into && event.occurred_at >= state_of(part).clock; into = store_.merged_into(part)) {
        part = std::move(*into);
    }
    return part;
}

MemberState Host::state_of(std::string_view member) {
    if (auto known = store_.state(member)) return std::move(*known);
    MemberState fresh;
    fresh.member = member;
    return fresh;
}

SharedCounters Host::counters(Instant at) {
    SharedCounters list;
    const Program& p = history_.at(at);
    auto read = [&](std::string key, std::int64_t initial) {
        const std::int64_t left = store_.counter(key, initial);
        list.push_back({std::move(key), left});
    };
    for (const Reward& r : p.rewards) {
        if (r.stock) read("stock:" + r.id, *r.stock);
    }
    for (const EarnRule& r : p.earning) {
        if (r.budget_units) read("budget:" + r.id, *r.budget_units);
    }
    for (const Campaign& c : p.campaigns) {
        if (c.budget_units) read("budget:" + c.id, *c.budget_units);
    }
    return list;
}

/// `shared` is what the event was judged with: of what nobody claimed before, it knows how much there is. The newest
/// version may not have it any more.
Result<void> Host::claim(const List<Claim>& claims, const SharedCounters& shared) {
    std::map<std::string, std::int64_t> sums;
    for (const Claim& c : claims) sums[c.key] += c.units;
    List<std::pair<std::string, std::int64_t>> taken;
    for (const auto& [key, units] : sums) {
        const auto known = std::find_if(shared.begin(), shared.end(), [&key = key](const SharedCounter& c) { return c.key == key; });
        const std::int64_t initial = known != shared.end() ? known->left : initial_of(history_.latest(), key);
        if (store_.claim(key, units, initial)) {
            taken.emplace_back(key, units);
            continue;
        }
        for (const auto& [k, u] : taken) store_.claim(k, -u, 0);
        return refuse(Code::reward_out_of_stock, "reward_id");
    }
    return {};
}

void Host::keep(std::string_view member, const Outcome& out) {
    store_.put_state(member, out.next);
    store_.append(member, out.entries);
    if (out.order) store_.put_order(out.order->order.id, {std::string(member), *out.order});
    for (const RedemptionRecord& r : out.redemptions) store_.put_redemption({std::string(member), r});
}

Result<void> Host::attach(std::string_view member, Event& event, bool& park) {
    park = false;
    if (const std::string_view id = order_of(event); !id.empty()) {
        auto row = store_.order(id);
        if (!row) {
            park = true;
            return {};
        }
        if (row->member != member) return refuse(Code::unknown_order, "order_id").with("order", std::string(id));
        event.order = std::move(row->record);
    }
    if (const auto* c = std::get_if<RedemptionCancelled>(&event.body)) {
        auto row = store_.redemption(c->redemption_id);
        if (!row || row->member != member) return refuse(Code::unknown_redemption, "redemption_id").with("redemption", c->redemption_id);
        event.redemption = std::move(row->record);
    }
    return {};
}

bool Host::is_late(std::string_view member, const Event& event, const MemberState& state) {
    if (!state.joined_at || std::holds_alternative<MemberJoined>(event.body)) return false;
    if (event.occurred_at < state.clock) return true;
    if (event.occurred_at > state.clock) return false;
    // The same instant: a fixed order among its events makes the order of arrival irrelevant.
    for (const Booked& b : store_.events_of(member)) {
        if (b.event.occurred_at == event.occurred_at && comes_before(event, b.event)) return true;
    }
    return false;
}

/// Time needs no key and is never late: what falls due by then is booked, once.
Result<Answer> Host::pass_time(std::string_view member, Instant to) {
    const MemberState state = state_of(member);
    if (!state.joined_at) return refuse(Code::not_a_member, "member");
    Answer answer;
    const SharedCounters shared = counters(to);
    answer.outcome = advance_to(history_, shared, state, std::max(to, state.clock));
    if (auto r = claim(answer.outcome.claims, shared); !r) return r.refusal();
    keep(member, answer.outcome);
    answer.text = encode_ ? encode_(answer.outcome) : std::string();
    return answer;
}

Result<Answer> Host::wait(std::string_view awaited, std::string_view member, const Event& event) {
    const std::string key = natural_key(event);
    for (const Booked& b : store_.parked(awaited)) {
        if (natural_key(b.event) != key) continue;
        if (b.member == member && b.event == event) return Answer{Status::parked, {}, {}};
        return refuse(Code::key_reused, "id").with("id", event.id);
    }
    store_.park(awaited, {std::string(member), event, {}});
    return Answer{Status::parked, {}, {}};
}

/// Where events of a plan wait that came before the plan was taken; empty: this one does not wait.
std::string Host::awaited_plan(std::string_view member, const Event& event, const MemberState& state) {
    std::string_view plan;
    if (const auto* e = std::get_if<PlanPaid>(&event.body)) plan = e->plan;
    if (const auto* e = std::get_if<PlanPaymentFailed>(&event.body)) plan = e->plan;
    if (const auto* e = std::get_if<PlanCancelled>(&event.body)) plan = e->plan;
    if (plan.empty() || !state.joined_at) return {};
    const bool started = std::any_of(state.plans.begin(), state.plans.end(), [&](const PlanState& p) { return p.plan == plan; });
    const auto& plans = history_.at(event.occurred_at).plans;
    const bool exists = std::any_of(plans.begin(), plans.end(), [&](const Plan& p) { return p.id == plan; });
    return started || !exists ? std::string() : plan_key(member, plan);
}

/// Only an action of hers that was booked can be taken back, and once.
Result<void> Host::check_reversal(std::string_view member, const ActionReversed& body) {
    const auto action = store_.event("action:" + body.action_id);
    if (!action || owner_of(action->member) != member) return refuse(Code::unknown_reference, "action_id").with("value", body.action_id);
    for (const Booked& b : store_.events_of(action->member)) {
        const auto* known = std::get_if<ActionReversed>(&b.event.body);
        if (known && known->action_id == body.action_id) return refuse(Code::key_reused, "action_id").with("id", body.action_id);
    }
    return {};
}

/// An account that is part of another one cannot be merged again: its person is named by whom she is now.
Result<void> Host::check_merge(const Event& event) {
    const auto* merged = std::get_if<MemberMerged>(&event.body);
    if (!merged || !store_.merged_into(merged->from)) return {};
    return refuse(Code::already_merged, "from").with("into", owner_of(merged->from));
}

Result<Answer> Host::merge(std::string_view into, Event event) {
    const std::string from = std::get<MemberMerged>(event.body).from;
    if (from == into) return refuse(Code::same_member, "from");
    MemberState here = state_of(into), there = state_of(from);
    if (!here.joined_at) return refuse(Code::not_a_member, "member");
    if (!there.joined_at) return refuse(Code::not_a_member, "from");
    const Instant at = std::max({event.occurred_at, here.clock, there.clock});   // what was booked was booked for two
    const SharedCounters shared = counters(at);
    name_as_now(here, there, [&](const std::string& id) { return owner_of(id) == into; }, [&](const std::string& id) { return owner_of(id) == from; });
    const Outcome passed = advance_to(history_, shared, there, at);
    Event gone{event.id, at, MemberMerged{{}, std::string(into)}, {}, {}, {}};
    const auto out = apply(history_, shared, passed.next, gone);
    if (!out) return out.refusal();
    Event ready = event;
    ready.occurred_at = at;
    const bool was_friend = there.referred_by == into;
    if (was_friend || here.referred_by == from) {
        if (auto row = store_.order(was_friend ? there.referral_order : here.referral_order)) ready.order = std::move(row->record);
    }
    auto in = regulars::merge(history_, shared, here, passed.next, ready);
    if (!in) return in.refusal();
    List<Claim> claims = passed.claims;
    claims.append(in->claims.begin(), in->claims.end());
    if (auto r = claim(claims, shared); !r) return r.refusal();
    keep(from, passed);
    keep(from, *out);
    store_.put_event(natural_key(gone), {from, as_kept(gone, shared), encode_ ? encode_(*out) : std::string()});
    store_.put_merged(from, into);
    keep(into, *in);
    Answer answer{Status::booked, std::move(*in), {}};
    answer.text = encode_ ? encode_(answer.outcome) : std::string();
    store_.put_event(natural_key(ready), {std::string(into), as_kept(ready, shared), answer.text});
    return answer;
}

Part Host::part(std::string_view member) { return {store_.events_of(member), issued_to(state_of(member))}; }

Result<Answer> Host::submit(std::string_view named, Event event) {
    const std::string member = owner_of(named);
    if (std::holds_alternative<TimeAdvanced>(event.body)) return pass_time(member, event.occurred_at);
    if (auto* placed = std::get_if<OrderPlaced>(&event.body)) {
        if (event.id.empty()) event.id = placed->order.id;
        if (placed->order.id.empty()) placed->order.id = event.id;
        if (placed->order.id != event.id) return refuse(Code::contradiction, "order.id").with("value", "another id than the event's");
    }
    if (const std::string_view id = order_of(event); !id.empty()) {   // nothing happens to an order before it was placed
        if (const auto row = store_.order(id)) event.occurred_at = std::max(event.occurred_at, row->record.occurred_at);
    }
    const std::string key = natural_key(event);
    if (auto known = store_.event(key)) {
        if (owner_of(known->member) == member && is_same(known->event, event)) return Answer{Status::repeated, {}, known->answer};
        if (auto r = check_merge(event); !r) return r.refusal();   // says more than that the id is known
        return refuse(Code::key_reused, "id").with("id", event.id);
    }
    if (auto r = check_merge(event); !r) return r.refusal();
    if (std::holds_alternative<MemberMerged>(event.body)) return merge(member, std::move(event));
    if (const auto* reversed = std::get_if<ActionReversed>(&event.body)) {
        if (auto r = check_reversal(member, *reversed); !r) return r.refusal();
    }
    bool park = false;
    Event ready = event;
    if (auto r = attach(member, ready, park); !r) return r.refusal();
    if (park) return wait(order_of(event), member, event);
    const MemberState state = state_of(member);
    if (const std::string plan = awaited_plan(member, event, state); !plan.empty()) return wait(plan, member, event);
    const std::string part = part_of(named, event);
    const bool again = part != member || std::holds_alternative<ActionReversed>(event.body) || is_late(member, event, state);
    return again ? book_late(member, part, event, state) : book(member, std::move(ready), state);
}

Result<Answer> Host::book(std::string_view member, Event event, const MemberState& state) {
    const SharedCounters shared = counters(event.occurred_at);
    auto out = apply(history_, shared, state, event);
    if (!out) return out.refusal();
    if (auto r = claim(out->claims, shared); !r) return r.refusal();
    keep(member, *out);
    Answer answer{Status::booked, std::move(*out), {}};
    answer.text = encode_ ? encode_(answer.outcome) : std::string();
    store_.put_event(natural_key(event), {std::string(member), as_kept(event, shared), answer.text});
    follow_up(member, event, answer);
    return answer;
}

/// Events for other members, and what waited for this order.
void Host::follow_up(std::string_view member, const Event& event, Answer& answer) {
    for (const ForAdvocate& told : answer.outcome.for_others) {
        if (!state_of(owner_of(told.member)).joined_at) continue;   // an advocate who is no member gets nothing
        Event converted;
        converted.id = told.id;
        converted.occurred_at = told.occurred_at;
        converted.body = told.body;
        (void)submit(told.member, converted);
    }
    const auto* started = std::get_if<PlanStarted>(&event.body);
    if (!started && !std::holds_alternative<OrderPlaced>(event.body)) return;
    const std::string awaited = started ? plan_key(member, started->plan) : event.id;
    List<Booked> waiting = store_.parked(awaited);
    if (waiting.empty()) return;
    store_.unpark(awaited);
    std::stable_sort(waiting.begin(), waiting.end(), [](const Booked& a, const Booked& b) { return comes_before(a.event, b.event); });
    for (Booked& w : waiting) {
        if (started) w.event.occurred_at = std::max(w.event.occurred_at, event.occurred_at);   // nothing happens to a plan before it was taken
        // What names no member is the shop's word on its own order; other members have no say in it.
        const bool may = w.member.empty() || owner_of(w.member) == member;
        const auto done = may ? submit(member, w.event) : Result<Answer>(refuse(Code::unknown_order, "order_id").with("order", awaited));
        if (done) continue;
        store_.turn_down(awaited, w, done.refusal());
        answer.turned_down.push_back({std::move(w.event), done.refusal()});
    }
}

/// Redemptions that issued themselves to a member and stand.
List<RedemptionRecord> Host::issued_to(const MemberState& state) {
    List<RedemptionRecord> list;
    for (const LimitCounter& c : state.counters) {
        constexpr std::string_view prefix = "auto:";
        if (!c.rule.starts_with(prefix)) continue;
        for (std::int64_t n = 1; n <= c.times; ++n) {
            const auto row = store_.redemption(rules::automatic_id(c.rule.substr(prefix.size()), n, state.member));
            if (row && row->record.status == RedemptionStatus::captured) list.push_back(row->record);
        }
    }
    return list;
}

/// What is asked for late must be there now as well: what was given since stands, and no point is spent twice.
Result<void> Host::still_there(const Event& event, const MemberState& state, const SharedCounters& shared) const {
    if (!std::holds_alternative<RedemptionRequested>(event.body) && !std::holds_alternative<PointsAdjusted>(event.body)) return {};
    Event today = event;
    today.occurred_at = state.clock;
    const auto out = apply(history_, shared, state, today);
    if (out || (out.refusal().code != Code::insufficient_points && out.refusal().code != Code::reward_limit_reached)) return {};
    return out.refusal();
}

Result<Answer> Host::book_late(std::string_view member, std::string_view part_of_event, const Event& event, const MemberState& state) {
    const SharedCounters shared = counters(event.occurred_at);
    if (auto r = still_there(event, state, shared); !r) return r.refusal();
    auto again = rebook(history_, [this](std::string_view m) { return part(m); }, part_of_event, event, state, shared);
    if (!again) return again.refusal();
    if (auto r = claim(again->outcome.claims, shared); !r) return r.refusal();
    keep(member, again->outcome);
    for (const OrderRecord& record : again->orders) store_.put_order(record.order.id, {std::string(member), record});
    for (const RedemptionRecord& record : again->redemptions) {
        const bool is_new = record.automatic && !store_.redemption(record.id);   // it issued itself because of the late event
        if (is_new) again->outcome.redemptions.push_back(record);
        store_.put_redemption({std::string(member), record});
    }
    Answer answer{Status::booked, std::move(again->outcome), {}};
    answer.text = encode_ ? encode_(answer.outcome) : std::string();
    store_.put_event(natural_key(event), {std::string(part_of_event), as_kept(event, shared), answer.text});
    follow_up(member, event, answer);
    return answer;
}

Result<Outcome> Host::quote(std::string_view member, const Order& order, Instant at) {
    return regulars::quote(history_, counters(at), member.empty() ? MemberState{} : state_of(member), order, at);
}

Summary Host::summary(std::string_view member, Instant at) {
    return summarise(history_, counters(at), member.empty() ? MemberState{} : state_of(member), at);
}

void Host::advance(std::string_view member, Instant to) {
    if (to > state_of(member).clock) (void)pass_time(member, to);
}

}  // namespace regulars::host
