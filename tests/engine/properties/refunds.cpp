// Refunds and reversals: whatever the order and the split, nothing is gained and nothing is lost.
#include <algorithm>
#include <map>
#include <vector>

#include "engine/rules/lots.hpp"
#include "property.hpp"

using namespace regulars;
using namespace regulars::testing;

namespace {

/// What gives units or levels for something other than an order, or keeps what an order gave, by policy.
const std::vector<Knob> not_of_orders{Knob::occasions, Knob::entry_reward, Knob::automatic, Knob::new_version};

std::int64_t reversed_so_far(const World& w, std::string_view wallet = "points") {
    std::int64_t sum = 0;
    for (const Entry& e : w.ledger) {
        if (e.kind == EntryKind::reversed && e.wallet == wallet) sum -= e.units;
    }
    return sum;
}

/// The order less what has been refunded line by line; computed apart from the engine.
Order less(Order order, const std::map<std::string, std::int64_t>& refunded) {
    for (OrderLine& l : order.lines) {
        const auto it = refunded.find(l.id);
        if (it != refunded.end()) l.amount.minor -= it->second;
    }
    erase_if(order.lines, [](const OrderLine& l) { return l.amount.minor == 0; });
    return order;
}

std::int64_t award_of(const Outcome& out, std::string_view rule) {
    for (const Award& a : out.awards) {
        if (a.rule == rule) return a.units;
    }
    return 0;
}

/// A member's books without what only remembers: closed lots, the time of the last activity.
std::vector<std::int64_t> books(const World& w) {
    std::vector<std::int64_t> list;
    for (const WalletState& ws : w.state.wallets) {
        if (ws.lots.empty() && ws.debt == 0 && ws.lifetime_earned == 0) continue;
        list.push_back(w.available(ws.wallet));
        list.push_back(w.pending(ws.wallet));
        list.push_back(w.held(ws.wallet));
        list.push_back(ws.debt);
        list.push_back(ws.lifetime_earned);
        for (const Lot& l : ws.lots) {
            if (l.remaining == 0 && l.held == 0) continue;
            list.insert(list.end(), {l.expires.number, l.remaining, l.held, l.value.minor, l.available_at.ms});
        }
    }
    if (const auto tier = w.summary(w.state.clock).tier) {   // metrics as far as the window reaches
        for (const MetricProgress& m : tier->to_next) list.push_back(m.have);
        for (const MetricProgress& m : tier->to_keep) list.push_back(m.have);
    }
    list.insert(list.end(), {w.state.orders, w.state.spend});
    return list;
}

}  // namespace

PROPERTY("I24", "any partition and order of partial refunds reverses earned - f(what remains), in the end all", 200) {
    Shape shape{{Kind::order}, not_of_orders, 0};
    for (Knob k : {Knob::base, Knob::pending, Knob::negative, Knob::condition, Knob::limit, Knob::budget, Knob::interval, Knob::ceiling, Knob::stamps,
                   Knob::whole_refunds}) shape.off.push_back(k);
    const Scenario scenario = *scenarios(shape);
    Run run(scenario, shape);
    const std::size_t count = *rc::gen::inRange<std::size_t>(1, 4);
    Order placed_order = order("o", regulars::List<OrderLine>{});
    for (std::size_t i = 0; i < count; ++i) {
        placed_order.lines.push_back(line(std::to_string(i), *rc::gen::element<std::int64_t>(1, 2, 3, 49, 50, 51, 99, 100, 101, 333)));
        if (*rc::gen::inRange(0, 2) == 1) placed_order.lines.back().tags = {"promo"};
    }
    const World before = run;
    const Instant when{run.state.clock.ms + 1};
    run.require(run.submit_logged(placed(when, placed_order)), "the order was refused");
    const OrderRecord sale = run.orders.at("o");
    std::map<std::string, std::int64_t> refunded_minor;
    std::int64_t earned = 0;
    for (const Award& a : sale.awards) earned += a.units;
    std::map<std::string, std::int64_t> stands;   // a refund never gives: where a gift is multiplied for some items alone,
    for (const Award& a : sale.awards) stands[a.rule] = a.units;   // f may rise when others go back, and what stands does not
    for (int n = 0;; ++n) {
        const Order rest = less(placed_order, refunded_minor);
        std::int64_t remaining = 0;
        if (!rest.lines.empty()) {   // f: what the rest would have earned under the circumstances of the sale
            auto quoted = quote(run.programme, before.shared, before.state, rest, when);
            run.require(quoted.ok(), "the quote was refused");
            for (auto& [rule, units] : stands) remaining += units = std::min(units, award_of(*quoted, rule));
            // The level that the sale reached is that of the sale, also for what remains of it.
            if (sale.tier_after == quoted->order->tier_after) run.require_equal(reversed_so_far(run), earned - remaining, "reversed so far");
        } else {
            run.require_equal(reversed_so_far(run), earned, "reversed in the end");
            break;
        }
        const OrderLine& l = rest.lines[*rc::gen::inRange<std::size_t>(0, 8) % rest.lines.size()];
        const std::int64_t part = n > 12 ? l.amount.minor : 1 + *rc::gen::inRange<std::int64_t>(0, l.amount.minor);
        refunded_minor[l.id] += part;
        const Event refund = refunded(when, "x-" + std::to_string(n), "o", {RefundLine{l.id, refunded_minor[l.id] == placed_order.lines[std::stoul(l.id)].amount.minor ? 1 : 0, Money{part}}});
        run.require(run.submit_logged(refund), "the refund was refused");
    }
}

PROPERTY("I25", "a reversal judges by the version of the sale: a later version changes nothing of it", 200) {
    const Shape shape{{Kind::order}, {Knob::occasions, Knob::entry_reward, Knob::new_version, Knob::automatic}, 6};
    Scenario scenario = *scenarios(shape);
    scenario.knobs[static_cast<std::size_t>(Knob::new_version)] = 999;
    const std::vector<Step> refunds = *rc::gen::map(scenarios(Shape{{Kind::refund_line}, {}, 8}), [](const Scenario& s) { return s.steps; });
    Scenario first = scenario;
    first.knobs[static_cast<std::size_t>(Knob::new_version)] = 0;
    const Shape refunding{{Kind::refund_line, Kind::refund_amount, Kind::refund_all}, {}, 8};
    Run with(scenario, refunding), without(first, refunding);
    Run orders(first, shape);
    const Instant change = second_version_at(scenario);
    for (const Step& step : scenario.steps) {
        const auto e = orders.event_of(step);
        if (!e || e->occurred_at >= change) break;
        if (!orders.submit_logged(*e)) continue;
        with.submit_logged(*e);
        without.submit_logged(*e);
    }
    with.submit_logged(time_passes({change.ms + ms_per_day}));
    without.submit_logged(time_passes({change.ms + ms_per_day}));
    for (const Step& step : refunds) {
        Step now = step;
        now.gap = 0;
        const auto e = without.event_of(now);
        if (!e || !without.submit_logged(*e)) continue;
        with.require(with.submit_logged(*e), "refused under the new version");
        with.require_equal(with.change(EntryKind::reversed), without.change(EntryKind::reversed), "reversed");
    }
    with.require(books(with) == books(without), "the books differ under a later version");
}

PROPERTY("I26", "an order and its full refund leave balance, lots, tier progress and counts as they were", 300) {
    Shape shape{{Kind::order, Kind::order, Kind::refund_line, Kind::adjust, Kind::redeem, Kind::wait, Kind::deliver}, not_of_orders, 20};
    for (Knob k : {Knob::negative, Knob::keep, Knob::requalify, Knob::downgrade, Knob::on_refund, Knob::grace}) shape.off.push_back(k);
    const Scenario scenario = *scenarios(shape);
    Run run(scenario, shape);
    for (const Step& step : scenario.steps) run.step(step);
    if (run.debt() > 0) return;   // new points pay old debt; their refund makes it anew, in the name of another lot
    const std::vector<std::int64_t> before = books(run);
    const std::string tier = run.tier();
    const Step one{0, 0, *rc::gen::inRange<std::uint16_t>(0, 99), *rc::gen::inRange<std::uint16_t>(0, 99)};
    if (!run.step(one)) return;
    const std::string id = run.last.order->order.id;
    run.require(run.submit_logged(refunded(run.state.clock, "back", id)), "the refund was refused");
    run.require(books(run) == before, "the books differ after an order and its refund");
    run.require(run.tier() == tier, "the tier is " + run.tier() + ", was " + tier);
}

PROPERTY("I28", "when every order is refunded and every reward cancelled, nothing is left and nothing is owed", 500) {
    Shape shape{{Kind::order, Kind::order, Kind::order, Kind::refund_line, Kind::refund_amount, Kind::refund_all, Kind::redeem, Kind::hold,
                 Kind::capture, Kind::void_hold, Kind::cancel, Kind::deliver, Kind::wait},
                not_of_orders, 40};
    shape.off.push_back(Knob::negative);   // a debt that is written off is given by policy
    shape.off.push_back(Knob::on_refund);
    const Scenario scenario = *scenarios(shape);
    Run run(scenario, shape);
    for (const Step& step : scenario.steps) run.step(step);
    for (int n = 0; n < 1000; ++n) {   // in any order
        regulars::List<Event> left;
        const Instant now = run.state.clock;
        for (const auto& [id, record] : run.orders) {
            Event e = refunded(now, "end-" + std::to_string(n), id);
            if (apply(run.programme, run.shared, run.state, run.with_records(e)).ok()) left.push_back(e);
        }
        for (const auto& [id, r] : run.redemptions) {
            if (r.status == RedemptionStatus::captured || r.status == RedemptionStatus::held) left.push_back(cancelled(now, id));
        }
        if (left.empty()) break;
        run.require(run.submit_logged(left[*rc::gen::inRange<std::size_t>(0, 100) % left.size()]), "an undoing was refused");
    }
    for (const WalletState& w : run.state.wallets) {
        run.require_equal(run.balance(w.wallet), 0, "balance in the end");
        run.require_equal(run.debt(w.wallet), 0, "debt in the end");
        run.require_equal(run.held(w.wallet), 0, "held in the end");
        run.require_equal(w.lifetime_earned, 0, "earned in the end");
    }
    run.require(run.state.metrics.empty(), "metrics still count something");
    run.require_equal(run.state.orders, 0, "orders in the end");
    run.require_equal(run.state.spend, 0, "spend in the end");
    if (run.state.tier.grants.empty()) run.require(run.tier().empty() || run.tier() == "base", "the tier is " + run.tier());
}

PROPERTY("I30", "refunds never exceed the order, and a refused one changes nothing", 200) {
    const Shape shape{{Kind::order, Kind::refund_line, Kind::refund_amount, Kind::refund_all}, {}, 25};
    const Scenario scenario = *scenarios(shape);
    Run run(scenario, shape);
    for (const Step& step : scenario.steps) {
        run.step(step);
        for (const auto& [id, r] : run.orders) {
            std::map<std::string, const OrderLine*> lines;
            for (const OrderLine& l : r.order.lines) lines[l.id] = &l;
            for (const RefundLine& back : r.refunded) {
                const OrderLine& l = *lines.at(back.id);
                run.require(back.quantity >= 0 && back.quantity <= l.quantity, "more pieces refunded than sold");
                run.require(back.amount && back.amount->minor >= 0 && back.amount->minor <= l.amount.minor - l.discount.minor, "more refunded than paid");
            }
            for (const Award& a : r.awards) run.require(a.units >= 0, "an award below zero");
        }
        if (run.orders.empty()) continue;
        const OrderRecord& r = run.orders.begin()->second;
        std::int64_t left = 0;
        for (const OrderLine& l : r.order.lines) left += l.amount.minor - l.discount.minor;
        for (const RefundLine& back : r.refunded) left -= back.amount->minor;
        const std::int64_t shipping = r.order.shipping.minor - r.refunded_shipping.minor;
        auto is_refused = [&](const Event& beyond) {
            const Code code = World(run).submit(beyond);
            run.require(code == Code::refund_exceeds_order || code == Code::order_already_refunded, "a refund beyond the order was taken");
        };
        is_refused(refunded_amount(run.state.clock, "beyond", r.order.id, left + 1));
        for (const OrderLine& l : r.order.lines) {
            std::int64_t pieces = l.quantity, money = l.amount.minor - l.discount.minor;
            for (const RefundLine& back : r.refunded) {
                if (back.id == l.id) pieces -= back.quantity, money -= back.amount->minor;
            }
            is_refused(refunded(run.state.clock, "beyond", r.order.id, {RefundLine{l.id, pieces + 1, std::nullopt}}));
            is_refused(refunded(run.state.clock, "beyond", r.order.id, {RefundLine{l.id, 0, Money{money + 1}}}));
        }
        OrderRefunded by_post;
        by_post.order_id = r.order.id;
        by_post.shipping = {shipping + 1};
        is_refused(event("beyond", run.state.clock, by_post));
    }
}

PROPERTY("I31", "new earnings settle debt before anything can be spent", 200) {
    Shape shape{{Kind::order, Kind::order, Kind::refund_all, Kind::redeem, Kind::adjust, Kind::wait, Kind::deliver}, {Knob::negative}, 30};
    const Scenario scenario = *scenarios(shape);
    Run run(scenario, shape);
    for (const Step& step : scenario.steps) {
        const auto e = run.event_of(step);
        if (!e) continue;
        // What passes until the event is not the event's doing.
        run.submit_logged(time_passes(e->occurred_at));
        const std::int64_t debt = run.debt(), available = run.available();
        if (!run.submit_logged(*e)) continue;
        std::int64_t gained = 0;
        for (const Entry& n : run.last.entries) {
            const bool at_once = n.kind == EntryKind::earned && n.available_at <= run.state.clock;
            if (n.wallet == "points" && (at_once || n.kind == EntryKind::released)) gained += n.units + n.moved;
        }
        if (!std::holds_alternative<OrderPlaced>(e->body) && !std::holds_alternative<OrderEvent>(e->body)) continue;
        std::int64_t spent = 0;   // by rewards that issue themselves
        for (const Entry& n : run.last.entries) spent -= n.wallet == "points" && n.kind == EntryKind::redeemed ? n.units : 0;
        run.require_equal(run.debt(), std::max<std::int64_t>(0, debt - gained), "debt after earning " + std::to_string(gained));
        run.require_equal(run.available(), available + std::max<std::int64_t>(0, gained - debt) - spent, "available after earning");
    }
}
