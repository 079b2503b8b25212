// Steps as events, and events as words.
#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/rules/judge.hpp"
#include "scenario.hpp"

namespace regulars::testing {

namespace {

constexpr std::int64_t hour = 3'600'000;

constexpr std::int64_t amounts[] = {100, 1, 49, 50, 51, 99, 101, 199, 200, 201, 7, 333, 600, 1000};

template <class Map>
const typename Map::mapped_type& nth(const Map& map, std::size_t n) {
    return std::next(map.begin(), static_cast<std::ptrdiff_t>(n % map.size()))->second;
}

}  // namespace

Walk::Walk(const Scenario& scenario, std::vector<Kind> kinds) : Walk(scenario, std::move(kinds), history_of(scenario)) {}

Walk::Walk(const Scenario& scenario, std::vector<Kind> kinds, ProgrammeHistory p) : World(std::move(p)), kinds_(std::move(kinds)) {
    const Program first = program_of(scenario);
    for (const Reward& r : first.rewards) {
        if (r.stock) shared.push_back({"stock:" + r.id, *r.stock});
    }
    for (const EarnRule& r : first.earning) {
        if (r.budget_units) shared.push_back({"budget:" + r.id, *r.budget_units});
    }
    for (const Campaign& c : first.campaigns) {
        if (c.budget_units) shared.push_back({"budget:" + c.id, *c.budget_units});
    }
    const Instant start = start_of(scenario);
    const Civil birth = civil(Zone{}.day({start.ms + 40 * ms_per_day}));
    must(joined(start, {birth.month, birth.day}));
}

std::vector<Instant> Walk::boundaries() const {
    std::vector<Instant> list;
    const Zone& zone = programme.at(state.clock).zone;
    auto add = [&](Instant t) {
        if (t == no_instant) return;
        for (std::int64_t off : {-1, 0, 1}) {
            if (t.ms + off >= state.clock.ms) list.push_back({t.ms + off});
        }
    };
    for (const WalletState& w : state.wallets) {
        for (const Lot& lot : w.lots) {
            if (lot.remaining > 0) add(zone.start_of(lot.expires));
            add(lot.available_at);
        }
    }
    for (const RedemptionRecord& hold : state.holds) add(hold.hold_until);
    for (const TierGrant& g : state.tier.grants) add(zone.start_of(g.until));
    for (const ZoneOffset& o : zone.offsets) {
        if (o.from > state.clock) {
            add(o.from);
            break;
        }
    }
    const Day today = zone.day(state.clock);
    add(zone.start_of({today.number + 1}));
    add(zone.start_of({end_of_month(today).number + 1}));
    return list;
}

Instant Walk::when(const Step& step) const {
    constexpr std::int64_t gaps[] = {0, hour, ms_per_day, 1, 0, 7 * hour, 2 * ms_per_day, 5 * ms_per_day, 12 * ms_per_day, 35 * ms_per_day};
    constexpr std::size_t plain = std::size(gaps);
    const std::size_t n = step.gap % (plain + 6);
    if (n < plain) return {state.clock.ms + gaps[n]};
    const std::vector<Instant> list = boundaries();
    return list[step.pick % list.size()];
}

Order Walk::new_order(const Step& step, const std::string& id) const {
    Order o = order(id, regulars::List<OrderLine>{});
    const std::size_t lines = 1 + step.pick % 3;
    for (std::size_t i = 0; i < lines; ++i) {
        OrderLine l = line(std::to_string(i + 1), amounts[(step.amount + i) % std::size(amounts)], 1 + static_cast<std::int64_t>((step.amount + i) % 3));
        if (i == 1) l.tags = {"promo"};
        if (step.amount % 5 == 1) l.discount.minor = l.amount.minor / 4;
        if (step.amount % 5 == 2) l.tax.minor = l.amount.minor / 10;
        if (step.amount % 7 == 3 && i == 2) l.gift_card = true;
        o.lines.push_back(std::move(l));
    }
    if (step.amount % 3 == 2) o.shipping = {20};
    if (step.amount % 6 == 4) {
        std::int64_t total = o.shipping.minor;
        for (const OrderLine& l : o.lines) total += l.amount.minor - l.discount.minor + l.tax.minor;
        o.tenders = {{"gift_card", {total / 3}, ""}, {"card", {total - total / 3}, ""}};
    }
    return o;
}

std::optional<Event> Walk::refund(const Step& step, Kind kind, Instant when) {
    if (orders.empty()) return std::nullopt;
    const OrderRecord& record = nth(orders, step.pick);
    const std::string id = new_id("x-");
    if (kind == Kind::refund_all) return refunded(when, id, record.order.id);
    const Order rest = rules::remaining_order(record);
    if (kind == Kind::refund_amount) {
        std::int64_t left = 0;
        for (const OrderLine& l : rest.lines) left += l.amount.minor - l.discount.minor;
        if (left == 0) return std::nullopt;
        return refunded_amount(when, id, record.order.id, 1 + (step.amount * 37) % left);
    }
    const OrderLine& l = rest.lines[step.amount % rest.lines.size()];
    RefundLine r{l.id, l.quantity == 0 ? 0 : 1 + step.amount % l.quantity, std::nullopt};
    const std::int64_t left = l.amount.minor - l.discount.minor;
    if (step.amount % 2 == 1 && left > 0) r = {l.id, 0, Money{1 + step.amount % left}};
    if (r.quantity == 0 && !r.amount) return std::nullopt;
    return refunded(when, id, record.order.id, {r});
}

std::optional<Event> Walk::redemption(const Step& step, Kind kind, Instant when) {
    if (kind == Kind::redeem || kind == Kind::hold) {
        constexpr const char* names[] = {"cup", "bag", "slider", "card"};
        const std::string reward = names[step.pick % std::size(names)];
        std::optional<std::int64_t> units;
        if (reward == "slider") units = std::max<std::int64_t>(5, available() / (1 + step.amount % 3) / 5 * 5);
        return kind == Kind::redeem ? testing::redeem(when, new_id("r-"), reward, units) : testing::hold(when, new_id("r-"), reward, units);
    }
    if (kind == Kind::cancel) {
        if (redemptions.empty()) return std::nullopt;
        Event e = cancelled(when, nth(redemptions, step.pick).id);
        e.id = new_id("c-");
        return e;
    }
    if (state.holds.empty()) return std::nullopt;
    const std::string& id = state.holds[step.pick % state.holds.size()].id;
    return kind == Kind::capture ? captured(when, id) : voided(when, id);
}

std::optional<Event> Walk::event_of(const Step& step) { return event_as(kinds_[step.kind % kinds_.size()], step); }

std::optional<Event> Walk::event_as(Kind kind, const Step& step) {
    const Instant t = when(step);
    switch (kind) {
        case Kind::order: {
            const std::string id = new_id("o-");
            return placed(t, new_order(step, id));
        }
        case Kind::refund_line:
        case Kind::refund_amount:
        case Kind::refund_all: return refund(step, kind, t);
        case Kind::redeem:
        case Kind::hold:
        case Kind::capture:
        case Kind::void_hold:
        case Kind::cancel: return redemption(step, kind, t);
        case Kind::deliver: {
            if (orders.empty()) return std::nullopt;
            return event(new_id("d-"), t, OrderEvent{nth(orders, step.pick).order.id, "delivered"});
        }
        case Kind::adjust: {
            const std::int64_t units = 1 + step.amount % 90;
            return adjusted(t, new_id("j-"), step.pick % 3 == 2 ? -units : units);
        }
        case Kind::act: return action(t, new_id("a-"), "review");
        case Kind::profile: {
            ProfileChanged body;
            body.birthday = Birthday{1 + step.amount % 12, 1 + step.pick % 28};
            return event(new_id("p-"), t, body);
        }
        case Kind::wait: break;
    }
    return event(new_id("t-"), t, TimeAdvanced{});
}

namespace {

std::string list_of(const Order& o) {
    std::string text;
    for (const OrderLine& l : o.lines) {
        text += " " + l.id + ":" + std::to_string(l.quantity) + "x" + std::to_string(l.amount.minor);
        if (l.discount.minor != 0) text += "-" + std::to_string(l.discount.minor);
        if (l.tax.minor != 0) text += "+tax" + std::to_string(l.tax.minor);
        if (!l.tags.empty()) text += "#" + l.tags.front();
        if (l.gift_card) text += "(gift card)";
    }
    if (o.shipping.minor != 0) text += " shipping " + std::to_string(o.shipping.minor);
    for (const Tender& t : o.tenders) text += " by " + t.kind + " " + std::to_string(t.amount.minor);
    return text;
}

struct Words {
    std::string operator()(const MemberJoined&) const { return "joined"; }
    std::string operator()(const ProfileChanged&) const { return "profile changed"; }
    std::string operator()(const OrderPlaced& b) const { return "order" + list_of(b.order); }
    std::string operator()(const OrderEvent& b) const { return b.event + " " + b.order_id; }
    std::string operator()(const OrderRefunded& b) const {
        std::string text = "refund of " + b.order_id;
        if (b.all) text += " all";
        for (const RefundLine& l : b.lines) {
            text += " line " + l.id + " x" + std::to_string(l.quantity);
            if (l.amount) text += " amount " + std::to_string(l.amount->minor);
        }
        if (b.amount) text += " amount " + std::to_string(b.amount->minor);
        return text;
    }
    std::string operator()(const Action& b) const { return "action " + b.action; }
    std::string operator()(const RedemptionRequested& b) const {
        return std::string(b.hold ? "hold " : "redeem ") + b.reward_id + (b.units ? " " + std::to_string(*b.units) : "");
    }
    std::string operator()(const RedemptionCaptured& b) const { return "capture " + b.redemption_id; }
    std::string operator()(const RedemptionVoided& b) const { return "void " + b.redemption_id; }
    std::string operator()(const RedemptionCancelled& b) const { return "cancel " + b.redemption_id; }
    std::string operator()(const PointsAdjusted& b) const { return "adjust " + std::to_string(b.units.count); }
    template <class Body>
    std::string operator()(const Body&) const { return "other"; }
    std::string operator()(const TimeAdvanced&) const { return "time"; }
};

}  // namespace

std::string text_of(const Event& e) { return text_of(e.occurred_at) + " " + e.id + " " + std::visit(Words{}, e.body); }

std::string text_of(const Scenario& s) {
    constexpr const char* names[] = {"start", "zone", "rate", "rounding", "round_per", "stage", "base", "pending", "expiry", "counts_from",
        "negative", "ceiling", "second_rule", "limit", "interval", "budget", "campaign", "condition", "window", "keep", "metric", "multiplier",
        "tier_at", "downgrade", "grace", "on_refund", "entry_reward", "requalify", "stock", "per_member", "automatic", "occasions", "stamps", "new_version", "own_terms",
        "after", "review", "exempt", "whole_refunds"};
    static_assert(std::size(names) == knob_count);
    std::string text = "programme:";
    for (std::size_t i = 0; i < knob_count; ++i) {
        if (s.knobs[i] >= 550) text += " " + std::string(names[i]) + "=" + std::to_string(s.knobs[i]);
    }
    return text + "\n" + std::to_string(s.steps.size()) + " steps";
}

}  // namespace regulars::testing
