// Around the pure engine: each event once, refusals without a trace, refunds before their order, any order of arrival,
// counters that members share.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "../support/hosted.hpp"
#include "engine/json/stored.hpp"
#include "property.hpp"

using namespace regulars;
using namespace regulars::testing;

namespace {

const Shape all_kinds = steps_of_every_kind(30);

void require(bool holds, const Scenario& scenario, const std::string& why) {
    if (!holds) RC_FAIL(why + "\n" + text_of(scenario));
}

/// The same key with another body.
Event another(Event e) {
    e.occurred_at.ms += 1;
    return e;
}

}  // namespace

PROPERTY("I9", "an event that comes again gets its first answer and changes nothing; its key with another body is refused (I9, I10, I12)", 100) {
    const Scenario scenario = *scenarios(all_kinds);
    Hosted all(scenario, all_kinds, 2);
    std::vector<std::pair<std::size_t, Event>> taken;
    for (const Step& step : scenario.steps) {
        const std::size_t member = step.pick % 2;
        const auto e = all.event_of(member, step);
        if (!e) continue;
        const auto answer = all.submit(member, *e);
        if (!answer.ok() || std::holds_alternative<TimeAdvanced>(e->body)) continue;
        const std::string before = all.digest();
        const auto again = all.submit(member, *e);
        require(again.ok() && again->status == host::Status::repeated && again->text == answer->text, scenario, "the second answer differs: " + text_of(*e));
        const auto other = all.submit(member, another(*e));
        // What is said to have happened to an order before it was placed happens with it, so two such times are one.
        const bool same_time = other.ok() && other->status == host::Status::repeated && (std::holds_alternative<OrderRefunded>(e->body) || std::holds_alternative<OrderEvent>(e->body));
        require(same_time || (!other.ok() && other.refusal().code == Code::key_reused), scenario, "another body under the same key was taken: " + text_of(*e));
        const auto elsewhere = all.submit(1 - member, *e);
        require(!elsewhere.ok(), scenario, "another member's event under the same key was taken: " + text_of(*e));
        require(all.digest() == before, scenario, "a repeated event left a trace: " + text_of(*e));
        taken.emplace_back(member, *e);
    }
    const std::string before = all.digest();
    for (const auto& [member, e] : taken) require(all.submit(member, e).ok(), scenario, "the same event was refused later");
    require(all.digest() == before, scenario, "events that came again later left a trace");
}

PROPERTY("I13", "what is refused leaves no trace, whatever the reason", 100) {
    const Scenario scenario = *scenarios(all_kinds);
    Hosted all(scenario, all_kinds, 2);
    std::map<Code, int> seen;
    auto refused = [&](std::size_t member, const Event& e) {
        const std::string before = all.digest();
        const auto answer = all.submit(member, e);
        if (answer.ok()) return;
        ++seen[answer.refusal().code];
        require(all.digest() == before, scenario, "refused with " + std::string(regulars::name(answer.refusal().code)) + ", and yet it left a trace: " + text_of(e));
    };
    std::size_t n = 0;
    for (const Step& step : scenario.steps) {
        const std::size_t member = step.pick % 2;
        if (const auto e = all.event_of(member, step)) refused(member, *e);
        const Instant now = all.state(member).clock;
        const std::string id = "bad" + std::to_string(++n);
        Order twice = order(id, {line("1", 100), line("1", 100)});
        Order foreign = order(id, 100);
        foreign.currency = "XXX";
        Order overpaid = order(id, 100);
        overpaid.tenders = {{"card", {101}, ""}};
        const std::string first = all.walk(member).orders.empty() ? "none" : all.walk(member).orders.begin()->first;
        const Event bad[] = {placed(now, twice), placed(now, foreign), placed(now, overpaid), redeem(now, id, "no-such"), redeem(now, id, "cup", 3),
                             redeem(now, id, "slider"), redeem(now, id, "slider", 7), redeem(now, id, "bag"), captured(now, id), voided(now, id), cancelled(now, id),
                             action(now, id, "no-such"), adjusted(now, id, 0), adjusted(now, id, 5, "no-such"), adjusted(now, id, -1'000'000),
                             joined(now), event(id, now, TierOverridden{"no-such", std::nullopt, ""}), event(id, now, PlanStarted{"no-such", false}),
                             event(id, now, ReferralConverted{all.name(member), false}), refunded(now, id, first, {RefundLine{"no-such", 1, std::nullopt}}),
                             refunded_amount(now, id, first, 99'999'999)};
        if (first == "none" && step.amount % std::size(bad) > 18) continue;   // it would wait for that order
        refused(member, bad[step.amount % std::size(bad)]);
    }
}

PROPERTY("I7", "ledgers only grow: what was entered stays as it was, and sums up to the balance whatever comes late; no clock goes back (I46)", 100) {
    const Scenario scenario = *scenarios(all_kinds);
    Hosted all(scenario, all_kinds, 2);
    std::vector<std::vector<Entry>> known(2);
    for (const Step& step : scenario.steps) {
        const std::size_t member = step.pick % 2;
        auto e = all.event_of(member, step);
        if (!e) continue;
        if (step.amount % 4 == 3) e->occurred_at.ms -= std::min<std::int64_t>(step.gap * 600'000, e->occurred_at.ms - start_of(scenario).ms);
        const Instant clock = all.state(member).clock;
        (void)all.submit(member, *e);
        require(all.state(member).clock >= clock, scenario, "the clock went back");
        for (std::size_t i = 0; i < 2; ++i) {
            const auto& ledger = all.ledger(i);
            require(ledger.size() >= known[i].size() && std::equal(known[i].begin(), known[i].end(), ledger.begin()), scenario, "an entry changed or is gone");
            known[i].assign(ledger.begin(), ledger.end());
            for (const char* wallet : {"points", "stamps"}) {
                std::int64_t sum = 0;
                for (const Entry& entry : ledger) sum += entry.wallet == wallet ? entry.units : 0;
                require(sum == all.balance(i, wallet), scenario, "the entries sum up to " + std::to_string(sum) + ", the balance is " + std::to_string(all.balance(i, wallet)));
            }
        }
    }
}

namespace {

/// Nothing that two members share, nothing that is decided once and stands: what is left is the same in any order.
const Shape commuting{{Kind::order, Kind::order, Kind::order, Kind::refund_line, Kind::refund_amount, Kind::refund_all, Kind::deliver, Kind::act, Kind::profile},
                      {Knob::budget, Knob::stock, Knob::automatic}, 14};

struct Arrival {
    std::size_t member;
    Event event;
};

std::vector<Arrival> history_of(Hosted& all, const Scenario& scenario) {
    std::vector<Arrival> list;
    for (const Step& step : scenario.steps) {
        const std::size_t member = step.pick % all.size();
        auto e = all.event_of(member, step);
        if (!e) continue;
        if (all.submit(member, *e).ok()) list.push_back({member, *e});
    }
    return list;
}

/// Refunds of one order at one instant do not commute by nature (first half of the money, then half of the pieces), so the
/// order in which they arrive is part of what happened: in a shuffled list they stand where they stand, in their own order.
template <class T, class EventIn>
void keep_ties(std::vector<T>& list, const std::vector<T>& straight, EventIn event_in) {
    std::map<std::pair<std::string, std::int64_t>, std::vector<T*>> places;
    std::map<std::pair<std::string, std::int64_t>, std::vector<T>> sorted;
    auto tie = [&](const T& item) -> std::optional<std::pair<std::string, std::int64_t>> {
        const auto* r = std::get_if<OrderRefunded>(&event_in(item).body);
        if (!r) return std::nullopt;
        return std::pair{r->order_id, event_in(item).occurred_at.ms};
    };
    for (T& item : list) {
        if (const auto key = tie(item)) places[*key].push_back(&item);
    }
    for (const T& known : straight) {
        const auto key = tie(known);
        if (!key) continue;
        for (const T& item : list) {
            if (event_in(item).id == event_in(known).id && tie(item)) sorted[*key].push_back(known);
        }
    }
    for (auto& [key, at] : places) {
        for (std::size_t i = 0; i < at.size(); ++i) *at[i] = sorted[key][i];
    }
}

/// State hashes leave out what only tells of arrival.
std::string lasting(MemberState s) {
    return json::write_state(s);
}

}  // namespace

PROPERTY("I30b", "a refund that comes before its order waits for it: then all is as if it had come after", 150) {
    const Shape shape{{Kind::order, Kind::refund_line, Kind::refund_amount, Kind::refund_all, Kind::deliver, Kind::wait}, {Knob::automatic}, 12};
    const Scenario scenario = *scenarios(shape);
    Hosted after(scenario, shape, 1), before(scenario, shape, 1);
    const auto first = after.event_of(0, scenario.steps.empty() ? Step{} : scenario.steps.front());
    if (!first || !std::holds_alternative<OrderPlaced>(first->body) || !after.submit(0, *first).ok()) return;
    std::vector<Event> follow;
    for (const Step& step : scenario.steps) {
        const auto e = after.event_of(0, step);
        if (!e || std::holds_alternative<OrderPlaced>(e->body) || std::holds_alternative<TimeAdvanced>(e->body)) continue;
        if (after.submit(0, *e).ok()) follow.push_back(*e);
    }
    const auto shuffle = *rc::gen::container<std::vector<std::size_t>>(follow.size(), rc::gen::inRange<std::size_t>(0, 100));
    std::vector<Event> early = follow;
    for (std::size_t i = 0; i < early.size(); ++i) std::swap(early[i], early[shuffle[i] % early.size()]);
    keep_ties(early, follow, [](const Event& e) -> const Event& { return e; });
    for (const Event& e : early) {
        const auto answer = before.submit(0, e);
        require(answer.ok() && answer->status == host::Status::parked, scenario, "a refund without its order was not parked");
        require(before.submit(0, e).ok(), scenario, "it may come again while it waits");
        require(!before.submit(0, another(e)).ok(), scenario, "another one under the same key is refused while it waits");
    }
    require(before.submit(0, *first).ok(), scenario, "the order was refused");
    require(lasting(before.state(0)) == lasting(after.state(0)), scenario, "the states differ:\n" + lasting(before.state(0)) + "\n" + lasting(after.state(0)));
    require(before.balance(0) == after.balance(0), scenario, "the balances differ");
}

PROPERTY("I30c", "every refund that was taken counts, also those that come late: none pushes out another", 150) {
    const Shape shape{{Kind::order, Kind::refund_amount, Kind::refund_amount, Kind::wait}, {Knob::automatic}, 16};
    const Scenario scenario = *scenarios(shape);
    Hosted all(scenario, shape, 1);
    std::map<std::string, std::int64_t> taken;
    for (const Step& step : scenario.steps) {
        auto e = all.event_of(0, step);
        if (!e) continue;
        auto* refund = std::get_if<OrderRefunded>(&e->body);
        if (refund) {   // as if nothing had been refunded yet: by who does not know of the other refunds
            e->occurred_at.ms -= std::min<std::int64_t>(step.gap * 3'600'000, e->occurred_at.ms - start_of(scenario).ms);
            refund->amount = Money{1 + step.amount % 150};
        }
        if (all.submit(0, *e).ok() && refund) taken[refund->order_id] += refund->amount->minor;
        for (const auto& [id, record] : all.walk(0).orders) {
            std::int64_t refunded_minor = 0;
            for (const RefundLine& l : record.refunded) refunded_minor += l.amount->minor;
            require(refunded_minor == taken[id], scenario, "refunds of " + std::to_string(taken[id]) + " were taken, " + std::to_string(refunded_minor) + " count");
        }
    }
}

PROPERTY("I30d", "refunds of one instant are judged in the order in which they arrive, whatever their ids: as if a moment lay between them", 150) {
    const Shape shape{{Kind::refund_line, Kind::refund_amount, Kind::refund_all, Kind::deliver}, {Knob::automatic}, 10};
    const Scenario scenario = *scenarios(shape);
    Hosted apart(scenario, shape, 1), at_once(scenario, shape, 1);
    const Event first = placed({start_of(scenario).ms + 1}, order("o-1", {line("1", 1000, 3), line("2", 700, 2)}));
    if (!apart.submit(0, first).ok() || !at_once.submit(0, first).ok()) return;
    std::int64_t n = 0;
    for (const Step& step : scenario.steps) {
        auto e = apart.event_of(0, step);
        if (!e) continue;
        e->id.insert(0, 1, static_cast<char>('a' + step.gap % 26));
        e->occurred_at.ms = first.occurred_at.ms + 5;
        const bool taken = at_once.submit(0, *e).ok();
        e->occurred_at.ms += ++n;
        require(apart.submit(0, *e).ok() == taken, scenario, std::string(taken ? "taken" : "refused") + " because of its id: " + text_of(*e));
    }
    require(at_once.walk(0).orders.at("o-1").refunded == apart.walk(0).orders.at("o-1").refunded, scenario, "other parts of the order were refunded");
}

PROPERTY("I42", "whatever the order in which events arrive, and however often: the same state in the end", 150) {
    Scenario scenario = *scenarios(commuting);
    if (scenario.choice(Knob::campaign, 6) == 5) scenario.knobs[static_cast<std::size_t>(Knob::campaign)] = 0;   // a budget
    Hosted straight(scenario, commuting, 2), shuffled(scenario, commuting, 2);
    const std::vector<Arrival> list = history_of(straight, scenario);
    std::vector<Arrival> arrivals = list;
    const auto numbers = *rc::gen::container<std::vector<std::size_t>>(2 * list.size() + 1, rc::gen::inRange<std::size_t>(0, 1000));
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (numbers[i] % 5 == 0) arrivals.push_back(list[i]);   // a duplicate
    }
    for (std::size_t i = 0; i < arrivals.size(); ++i) std::swap(arrivals[i], arrivals[numbers[(list.size() + i) % numbers.size()] % arrivals.size()]);
    keep_ties(arrivals, list, [](const Arrival& a) -> const Event& { return a.event; });
    // What was refused in the wrong order (its limit, its review) is sent again by whoever sent it.
    for (std::size_t round = 0; round <= list.size() && !arrivals.empty(); ++round) {
        std::vector<Arrival> again;
        for (const Arrival& a : arrivals) {
            if (!shuffled.submit(a.member, a.event).ok()) again.push_back(a);
        }
        if (again.size() == arrivals.size()) break;
        arrivals = again;
    }
    require(arrivals.empty(), scenario, "refused for ever in another order: " + (arrivals.empty() ? "" : text_of(arrivals.front().event)));
    for (std::size_t i = 0; i < 2; ++i) {
        const Instant end{std::max(straight.state(i).clock, shuffled.state(i).clock).ms + 100 * ms_per_day};
        straight.host.advance(straight.name(i), end);
        shuffled.host.advance(shuffled.name(i), end);
        require(lasting(straight.state(i)) == lasting(shuffled.state(i)), scenario,
                "the states differ:\n" + lasting(straight.state(i)) + "\n" + lasting(shuffled.state(i)));
        require(straight.balance(i) == shuffled.balance(i), scenario, "the balances differ");
    }
}

PROPERTY("I40b", "members share stock and budgets: never overdrawn, and what is left and what was given make the whole", 150) {
    const Shape shape{{Kind::order, Kind::order, Kind::order, Kind::refund_line, Kind::refund_all, Kind::redeem, Kind::redeem, Kind::redeem, Kind::hold,
                       Kind::void_hold, Kind::cancel, Kind::wait},
                      {Knob::new_version, Knob::negative, Knob::occasions}, 40};
    Scenario scenario = *scenarios(shape);
    for (Knob k : {Knob::stock, Knob::budget}) scenario.knobs[static_cast<std::size_t>(k)] = 999;
    Hosted all(scenario, shape, 2);
    for (const Step& step : scenario.steps) {
        const std::size_t member = (step.pick + step.amount) % 2;
        auto e = all.event_of(member, step);
        if (!e) continue;
        // History that is booked again (two events of one instant) takes no more of a budget than is left, but refuses nothing.
        e->occurred_at.ms = std::max(e->occurred_at.ms, all.state(member).clock.ms + 1);
        (void)all.submit(member, *e);
        const std::int64_t stock = all.store.counter("stock:cup", 3), budget = all.store.counter("budget:base", 260);
        std::int64_t earned = 0;
        for (std::size_t i = 0; i < 2; ++i) {
            for (const auto& [id, r] : all.walk(i).orders) {
                for (const Award& a : r.awards) earned += a.rule == "base" ? a.units : 0;
            }
        }
        require(stock >= 0 && budget >= 0, scenario, "a shared counter was overdrawn");
        require(stock + all.given_away("cup") == 3, scenario, std::to_string(stock) + " cups left of 3, " + std::to_string(all.given_away("cup")) + " given");
        require(budget + earned == 260, scenario, std::to_string(budget) + " left of the budget of 260, " + std::to_string(earned) + " earned");
    }
}

namespace {

/// What must be the same before and after two members became one.
struct Sums {
    std::int64_t points = 0, stamps = 0, held = 0, spend = 0, orders = 0, earned = 0;
    bool operator==(const Sums&) const = default;
};

Sums sums_of(Hosted& all) {
    Sums sum;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const MemberState s = all.state(i);
        sum.points += all.balance(i);
        sum.stamps += all.balance(i, "stamps");
        sum.spend += s.spend;
        sum.orders += s.orders;
        for (const WalletState& w : s.wallets) {
            sum.earned += w.lifetime_earned;
            for (const Lot& lot : w.lots) sum.held += lot.held;
        }
    }
    return sum;
}

void check_ledgers(Hosted& all, const Scenario& scenario) {
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (const char* wallet : {"points", "stamps"}) {
            std::int64_t sum = 0;
            for (const Entry& entry : all.ledger(i)) sum += entry.wallet == wallet ? entry.units : 0;
            require(sum == all.balance(i, wallet), scenario, "the entries sum up to " + std::to_string(sum) + ", the balance is " + std::to_string(all.balance(i, wallet)));
        }
    }
}

}  // namespace

PROPERTY("I52", "two accounts of one person become one: sums stay, either way round, once; orders of both can be refunded, late ones are booked", 150) {
    const Shape shape{{Kind::order, Kind::order, Kind::order, Kind::refund_line, Kind::redeem, Kind::hold, Kind::cancel, Kind::deliver, Kind::adjust, Kind::act, Kind::wait},
                      {Knob::entry_reward, Knob::automatic, Knob::occasions, Knob::stock, Knob::budget}, 20};
    const Scenario scenario = *scenarios(shape);
    Hosted one(scenario, shape, 2), other(scenario, shape, 2);
    for (const Step& step : scenario.steps) {
        const std::size_t member = step.pick % 2;
        const auto e = one.event_of(member, step);
        if (!e) continue;
        const bool taken = one.submit(member, *e).ok();
        require(other.submit(member, *e).ok() == taken, scenario, "two hosts of one history differ");
    }
    const Instant now{std::max(one.state(0).clock, one.state(1).clock).ms + 1};
    for (Hosted* all : {&one, &other}) {
        for (std::size_t i = 0; i < 2; ++i) all->host.advance(all->name(i), now);
    }
    const Sums before = sums_of(one);
    auto merge = [&](Hosted& all, std::size_t stays) { return all.submit(stays, event("merge", now, MemberMerged{all.name(1 - stays), {}})); };
    require(merge(one, 0).ok() && merge(other, 1).ok(), scenario, "merging was refused");
    require(sums_of(one) == before, scenario, "merging changed a sum");
    require(sums_of(other) == before, scenario, "merging the other way round changed a sum");
    require(one.balance(1) == 0 && !one.state(1).joined_at, scenario, "the other one is still there");
    check_ledgers(one, scenario);
    check_ledgers(other, scenario);
    const std::string after = one.digest();
    require(merge(one, 0)->status == host::Status::repeated && one.digest() == after, scenario, "merging again left a trace");
    Event late = placed({start_of(scenario).ms + 1}, "late", 777);
    require(one.submit(1, late).ok(), scenario, "an order of the other one that comes late was refused");
    check_ledgers(one, scenario);
    for (std::size_t i = 0; i < 2; ++i) {
        for (const auto& [id, record] : other.walk(i).orders) {
            const auto answer = one.submit(i, refunded(now, "all-" + id, id));
            require(answer.ok() || answer.refusal().code == Code::order_already_refunded, scenario, "a refund was refused after merging: " + id);
        }
    }
    require(one.submit(0, refunded(now, "all-late", "late")).ok(), scenario, "a refund of what came late was refused");
    require(one.state(0).orders == 0 && one.state(0).spend == 0, scenario, "refunded, and yet it counts");
    check_ledgers(one, scenario);
}
