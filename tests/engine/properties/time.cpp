// The passing of time: each thing at its own instant, however often anybody looks.
#include <algorithm>
#include <map>
#include <vector>

#include "property.hpp"

using namespace regulars;
using namespace regulars::testing;

namespace {

const Shape everything{{Kind::order, Kind::order, Kind::order, Kind::refund_line, Kind::refund_all, Kind::redeem, Kind::hold, Kind::capture,
                        Kind::void_hold, Kind::cancel, Kind::deliver, Kind::adjust, Kind::act, Kind::profile, Kind::wait},
                       {}, 30};

/// Entries without the id of the event that happened to bring them about.
regulars::List<Entry> anonymous(regulars::List<Entry> entries) {
    for (Entry& e : entries) e.event.clear();
    return entries;
}

std::vector<Instant> some_instants(Instant from, Instant to) {
    std::vector<Instant> list;
    for (std::int64_t part : *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 1001))) {
        list.push_back({from.ms + (to.ms - from.ms) / 1000 * part});
    }
    std::sort(list.begin(), list.end());
    return list;
}

}  // namespace

PROPERTY("I33", "a lot can be spent until the last instant of its last day, and not at the next", 200) {
    const Shape shape{{Kind::order, Kind::order, Kind::adjust, Kind::deliver, Kind::wait}, {Knob::automatic, Knob::entry_reward, Knob::occasions}, 12};
    const Scenario scenario = *scenarios(shape);
    Run run(scenario, shape);
    for (const Step& step : scenario.steps) run.step(step);
    const WalletState* wallet = run.wallet();
    if (!wallet || wallet->debt > 0) return;   // debt takes what is released
    const Zone& zone = run.programme.at(run.state.clock).zone;
    for (const Lot& lot : wallet->lots) {
        if (lot.remaining == 0 || lot.expires == no_day || lot.available_at == no_instant) continue;
        const Instant over = zone.start_of(lot.expires);
        run.require(zone.day(over) == lot.expires && zone.day({over.ms - 1}) < lot.expires, "the day does not start where it starts");
        bool exempt = false;
        auto lives = [&](Instant at) {
            const MemberState then = advance_to(run.programme, run.shared, run.state, at).next;
            const auto& tiers = run.programme.at(at).wallets.front().expiry.exempt_tiers;
            exempt = std::any_of(tiers.begin(), tiers.end(), [&](const Ref& t) { return t.id == then.tier.tier; });
            for (const Lot& l : then.wallets.front().lots) {
                if (l.expires == lot.expires && l.remaining > 0) return true;
            }
            return false;
        };
        run.require(lives({over.ms - 1}), "gone before its last instant: " + text_of(over));
        const bool after = lives(over);
        run.require(after == exempt, (after ? "alive after its last day: " : "gone, though her tier keeps it: ") + text_of(over));
    }
}

PROPERTY("I33b", "a day starts at its first instant and ends where the next begins, and no day comes again, whatever the zone does to midnight", 400) {
    Zone zone = *rc::gen::element(Zone{}, hanoi(), berlin());
    if (*rc::gen::inRange(0, 2) == 1) {   // as zones in the tables are: whole quarters of an hour, also over the date line
        zone.offsets.clear();
        Instant from{};
        for (int n = 1 + *rc::gen::inRange(0, 4); n > 0; --n) {
            zone.offsets.push_back({from, 900 * *rc::gen::inRange(-48, 57)});
            from.ms += (*rc::gen::element<std::int64_t>(1, 90, 40 * 24 * 4) + *rc::gen::inRange<std::int64_t>(0, 150 * 24 * 4)) * 900'000;
        }
    }
    auto check = [&](Instant t) {
        const Day today = zone.day(t);
        const Instant first = zone.start_of(today);
        if (first > t || zone.day(first) != today || zone.day({first.ms - 1}) >= today) RC_FAIL("the day of " + text_of(t) + " starts at " + text_of(first));
        for (const ZoneOffset& change : zone.offsets) {
            if (change.from >= t && zone.day(change.from) < today) RC_FAIL("the day of " + text_of(t) + " is later than that of " + text_of(change.from));
        }
        const Instant next = zone.start_of({today.number + 1});   // time would stand still, waiting for what is over
        if (next <= t) RC_FAIL("after the day of " + text_of(t) + " another begins at " + text_of(next));
        // Where no clock is turned back near, it is the day of the wall's calendar.
        const Day wall = local_day(t, zone.offset_at(t));
        const bool turned = std::any_of(zone.offsets.begin(), zone.offsets.end(), [&](const ZoneOffset& c) { return c.from > t && local_day(c.from, c.offset_seconds) < wall; });
        if (turned ? today >= wall : today != wall) RC_FAIL("the day of " + text_of(t) + " is " + text_of(today));
        const std::int32_t minute = zone.minute_of_day(t);
        RC_ASSERT(minute >= 0 && minute < 24 * 60);
    };
    for (const ZoneOffset& change : zone.offsets) {
        for (std::int64_t off : {-ms_per_day, std::int64_t{-3'600'000}, std::int64_t{-1}, std::int64_t{0}, std::int64_t{1}, std::int64_t{3'600'000}, ms_per_day}) {
            if (change.from.ms + off > 2 * ms_per_day) check({change.from.ms + off});
        }
    }
    check({*rc::gen::inRange<std::int64_t>(2 * ms_per_day, 30'000 * ms_per_day)});
}

PROPERTY("I34", "one sweep, a thousand or none give the same state and the same entries", 300) {
    const Scenario scenario = *scenarios(everything);
    Run lazy(scenario, everything);
    Run swept = lazy;
    for (const Step& step : scenario.steps) {
        const auto e = lazy.event_of(step);
        if (!e) continue;
        const Instant from = swept.state.clock;
        if (World(lazy).submit(*e) != Code::ok) continue;   // what is refused does not advance the clock
        if (e->occurred_at > from && *rc::gen::inRange(0, 2) == 0) {
            for (Instant t : some_instants(from, e->occurred_at)) swept.submit_logged(time_passes(t));
        }
        lazy.submit_logged(*e);
        swept.require(swept.submit_logged(*e), "taken by one and refused by the other");
        swept.require(lazy.state == swept.state, "the states differ after " + e->id);
        swept.require(anonymous(lazy.ledger) == anonymous(swept.ledger), "the entries differ");
    }
    const Instant end{lazy.state.clock.ms + 500 * ms_per_day};
    for (Instant t : some_instants(lazy.state.clock, end)) swept.submit_logged(time_passes(t));
    lazy.submit_logged(time_passes(end));
    swept.submit_logged(time_passes(end));
    swept.require(lazy.state == swept.state, "the states differ in the end");
    swept.require(anonymous(lazy.ledger) == anonymous(swept.ledger), "the entries differ in the end");
}

PROPERTY("I36", "what is forecast to expire does expire on that day, and nothing else, while nothing happens", 300) {
    Shape shape{{Kind::order, Kind::order, Kind::adjust, Kind::redeem, Kind::deliver, Kind::refund_line, Kind::wait},
                {Knob::automatic, Knob::entry_reward, Knob::occasions, Knob::downgrade, Knob::new_version, Knob::negative, Knob::exempt}, 15};   // what a tier keeps goes with it
    const Scenario scenario = *scenarios(shape);
    Run run(scenario, shape);
    for (const Step& step : scenario.steps) run.step(step);
    if (run.debt() > 0) return;
    const Summary summary = run.summary(run.state.clock);
    std::map<Day, std::int64_t> forecast, happened;
    for (const ExpiryAhead& e : summary.wallets.front().expiring) forecast[e.on] += e.units;
    const Zone& zone = run.programme.at(run.state.clock).zone;
    const Outcome later = advance_to(run.programme, run.shared, run.state, {run.state.clock.ms + 800 * ms_per_day});
    // What waits for an event that does not come expires without ever having been spendable; it is no shopper's loss to announce.
    std::map<Day, std::int64_t> waiting;
    if (const WalletState* w = run.wallet()) {
        for (const Lot& l : w->lots) {
            if (l.available_at == no_instant) waiting[l.expires] += l.remaining;
        }
    }
    for (const Entry& e : later.entries) {
        if (e.kind == EntryKind::expired && e.wallet == "points") happened[zone.day(e.at)] -= e.units;
    }
    for (auto& [day, units] : waiting) happened[day] -= units;
    std::erase_if(happened, [](const auto& h) { return h.second == 0; });
    happened.erase(no_day);
    run.require(forecast.size() <= 12, "more than twelve");
    for (const auto& [day, units] : happened) {
        if (forecast.size() == 12 && day > forecast.rbegin()->first) break;
        run.require_equal(forecast.count(day) ? forecast[day] : 0, units, "forecast for " + text_of(day));
    }
    for (const auto& [day, units] : forecast) run.require(happened.count(day) != 0, "did not expire on " + text_of(day));
}

PROPERTY("I41", "a new version of the programme acts forward only", 200) {
    Scenario with = *scenarios(everything);
    with.knobs[static_cast<std::size_t>(Knob::new_version)] = 999;
    Scenario without = with;
    without.knobs[static_cast<std::size_t>(Knob::new_version)] = 0;
    const Instant change = second_version_at(with);
    Run a(with, everything), b(without, everything);
    for (const Step& step : with.steps) {
        const auto e = b.event_of(step);
        if (!e || e->occurred_at >= change) break;
        const bool taken = b.submit_logged(*e);
        a.require(a.submit_logged(*e) == taken, "the later version decided about an earlier event");
    }
    a.submit_logged(time_passes({change.ms - 1}));
    b.submit_logged(time_passes({change.ms - 1}));
    a.require(a.state == b.state && a.ledger == b.ledger, "the later version changed what was before it");
    a.submit_logged(placed(change, "new", 100));
    if (a.code == Code::ok) a.require_equal(a.last.order->version, 2, "version of an order at the change");
}

PROPERTY("I53", "the ledger up to any instant is the balance at that instant", 200) {
    const Scenario scenario = *scenarios(everything);
    Run run(scenario, everything);
    std::vector<std::pair<Instant, std::int64_t>> known;   // balances that were seen
    for (const Step& step : scenario.steps) {
        const auto e = run.event_of(step);
        if (!e || World(run).submit(*e) != Code::ok) continue;
        // Look ahead without booking anything: what the balance will be just before the event.
        if (e->occurred_at > run.state.clock) {
            const Instant t{run.state.clock.ms + (e->occurred_at.ms - run.state.clock.ms) / 2};
            World look = run;
            look.submit(time_passes(t));
            known.emplace_back(t, look.balance());
        }
        run.submit_logged(*e);
    }
    for (const auto& [t, balance] : known) {
        std::int64_t sum = 0;
        for (const Entry& e : run.ledger) {
            if (e.wallet == "points" && e.at <= t) sum += e.units;
        }
        run.require_equal(sum, balance, "the ledger up to " + text_of(t));
    }
    Instant last{};
    for (const Entry& e : run.ledger) {
        run.require(e.at >= last, "an entry before its predecessor");
        last = e.at;
    }
}
