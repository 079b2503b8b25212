// Redemptions: taken soonest-expiring first, given back as they were, settled once.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "property.hpp"

using namespace regulars;
using namespace regulars::testing;

namespace {

const Shape earning{{Kind::order, Kind::order, Kind::adjust, Kind::deliver, Kind::wait, Kind::redeem, Kind::refund_line}, {Knob::automatic, Knob::new_version}, 20};

struct LiveLot {
    Day expires;
    std::string source;
    Instant available_at;
    std::int64_t remaining, value;
    bool operator==(const LiveLot&) const = default;
};

std::vector<LiveLot> live_lots(const World& w, std::string_view wallet = "points") {
    std::vector<LiveLot> list;
    if (!w.wallet(wallet)) return list;
    for (const Lot& l : w.wallet(wallet)->lots) {
        if (l.remaining > 0) list.push_back({l.expires, l.source, l.available_at, l.remaining, l.value.minor});
    }
    return list;
}

std::optional<Event> any_redemption(Run& run, bool hold) {
    const Step step{0, 0, *rc::gen::inRange<std::uint16_t>(0, 40), *rc::gen::inRange<std::uint16_t>(0, 40)};
    return run.event_as(hold ? Kind::hold : Kind::redeem, step);
}

}  // namespace

PROPERTY("I27", "a redemption and its cancelling leave the same lots with the same units, value and expiry", 300) {
    Shape shape = earning;
    const Scenario scenario = *scenarios(shape);
    Run run(scenario, shape);
    for (const Step& step : scenario.steps) run.step(step);
    if (run.debt() > 0) return;
    run.submit_logged(time_passes({run.state.clock.ms + 1}));   // a refund at the very instant would claim the units first
    const bool hold = *rc::gen::inRange(0, 2) == 1;
    const auto request = any_redemption(run, hold);
    if (!request) return;
    const auto before = live_lots(run), stamps = live_lots(run, "stamps");
    if (!run.submit_logged(*request)) return;
    run.require(run.submit_logged(cancelled(run.state.clock, request->id)), "the cancelling was refused");
    run.require(live_lots(run) == before && live_lots(run, "stamps") == stamps, "the lots differ");
    std::int64_t held = 0;
    for (const RedemptionRecord& r : run.state.holds) held += r.wallet == "points" ? r.units : 0;
    run.require_equal(run.held(), held, "held");
    run.require(!run.submit_logged(cancelled(run.state.clock, request->id)), "it was cancelled twice");
}

PROPERTY("I27b", "cancelled later, units whose lot expired meanwhile are restored and expired at once", 300) {
    Shape shape = earning;
    for (Knob k : {Knob::occasions, Knob::entry_reward, Knob::downgrade}) shape.off.push_back(k);
    Scenario scenario = *scenarios(shape);
    // Whether redeeming is activity is another matter.
    if (const auto kind = scenario.choice(Knob::expiry, 10); kind >= 7) scenario.knobs[static_cast<std::size_t>(Knob::expiry)] = 0;
    Run run(scenario, shape);
    for (const Step& step : scenario.steps) run.step(step);
    if (run.debt() > 0) return;
    run.submit_logged(time_passes({run.state.clock.ms + 1}));
    Run without = run;
    const auto request = any_redemption(run, false);
    if (!request || !run.submit_logged(*request)) return;
    const Instant later{run.state.clock.ms + *rc::gen::element<std::int64_t>(1, 3, 6, 20, 45, 110) * ms_per_day};
    run.require(run.submit_logged(cancelled(later, request->id)), "the cancelling was refused");
    without.submit_logged(time_passes(later));
    run.require(live_lots(run) == live_lots(without), "the lots differ from those of a member who redeemed nothing");
    run.require_equal(run.balance(), without.balance(), "balance");
}

PROPERTY("I32", "what expires first is spent first: no later lot is touched while an earlier one has units", 300) {
    const Scenario scenario = *scenarios(earning);
    Run run(scenario, earning);
    for (const Step& step : scenario.steps) {
        const auto e = run.event_of(step);
        if (!e) continue;
        run.submit_logged(time_passes(e->occurred_at));
        auto before = live_lots(run);
        std::sort(before.begin(), before.end(), [](const LiveLot& a, const LiveLot& b) { return std::tie(a.expires, a.source) < std::tie(b.expires, b.source); });
        if (!run.submit_logged(*e) || !std::holds_alternative<RedemptionRequested>(e->body)) continue;
        if (run.last.redemptions.front().wallet != "points") continue;
        const auto after = live_lots(run);
        bool untouched = false;   // seen, in order of expiry, an available lot that still has units
        for (const LiveLot& b : before) {
            const auto a = std::find_if(after.begin(), after.end(), [&](const LiveLot& l) { return l.expires == b.expires && l.source == b.source && l.available_at == b.available_at; });
            const std::int64_t left = a == after.end() ? 0 : a->remaining;
            if (b.available_at > run.state.clock) {
                run.require(left == b.remaining, "pending units were spent");
                continue;
            }
            run.require(left == b.remaining || !untouched, "a later lot was spent before an earlier one was used up");
            untouched = untouched || left > 0;
        }
    }
}

PROPERTY("I35", "held units do not expire; a hold is captured, voided or timed out, once, and only before its end", 300) {
    const Shape shape{{Kind::order, Kind::order, Kind::hold, Kind::hold, Kind::capture, Kind::void_hold, Kind::cancel, Kind::wait, Kind::deliver}, {Knob::new_version}, 40};
    const Scenario scenario = *scenarios(shape);
    Run run(scenario, shape);
    std::map<std::string, RedemptionStatus> ended;
    for (const Step& step : scenario.steps) {
        const regulars::List<RedemptionRecord> holds = run.state.holds;
        const auto e = run.event_of(step);
        if (!e || !run.submit_logged(*e)) continue;
        for (const RedemptionRecord& r : run.last.redemptions) {
            if (r.automatic) continue;
            if (r.status == RedemptionStatus::held) {
                run.require(r.hold_until > run.state.clock, "a hold that has ended at once");
                continue;
            }
            const bool was_cancelled = r.status == RedemptionStatus::cancelled && ended.count(r.id) && ended[r.id] == RedemptionStatus::captured;
            run.require(!ended.count(r.id) || was_cancelled, "the redemption ended twice");
            if (r.status == RedemptionStatus::captured && std::holds_alternative<RedemptionCaptured>(e->body)) {
                run.require(e->occurred_at < r.hold_until, "captured at or after the end of the hold");
            }
            ended[r.id] = r.status;
        }
        const auto ends_as = [&](const std::string& id, RedemptionStatus status) {
            run.require(run.redemptions.at(id).status == status, "the redemption did not end as was asked");
        };
        if (const auto* c = std::get_if<RedemptionCaptured>(&e->body)) ends_as(c->redemption_id, RedemptionStatus::captured);
        if (const auto* v = std::get_if<RedemptionVoided>(&e->body)) ends_as(v->redemption_id, RedemptionStatus::voided);
        std::int64_t held = 0;
        for (const RedemptionRecord& r : run.state.holds) {
            run.require(r.hold_until > run.state.clock, "a hold outlived its end");
            run.require(!ended.count(r.id), "a hold that was ended is still held");
            if (r.wallet == "points") held += r.units;
        }
        run.require_equal(run.held(), held, "held");
    }
}

PROPERTY("I49", "the same redemption gives its units back once, whatever is tried", 200) {
    const Shape shape{{Kind::order, Kind::hold, Kind::redeem, Kind::wait}, {Knob::new_version}, 20};
    const Scenario scenario = *scenarios(shape);
    Run run(scenario, shape);
    for (const Step& step : scenario.steps) run.step(step);
    std::map<std::string, std::int64_t> back;
    const auto tries = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1000));
    for (int n : tries) {
        if (run.redemptions.empty()) break;
        const std::string id = std::next(run.redemptions.begin(), n / 3 % static_cast<int>(run.redemptions.size()))->first;
        const Instant now = run.state.clock;
        if (!run.submit_logged(n % 3 == 0 ? voided(now, id) : n % 3 == 1 ? captured(now, id) : cancelled(now, id))) continue;
        for (const Entry& e : run.last.entries) {
            if (e.kind == EntryKind::restored) back[e.redemption] += e.units;
        }
        run.require(back[id] <= run.redemptions.at(id).units, "more came back than was taken");
    }
}

PROPERTY("I50", "what a redemption is worth is its units at the rate of its version", 200) {
    const Shape shape{{Kind::order, Kind::order, Kind::redeem, Kind::hold, Kind::wait, Kind::deliver}, {Knob::stamps}, 30};
    const Scenario scenario = *scenarios(shape);
    Run run(scenario, shape);
    for (const Step& step : scenario.steps) {
        if (!run.step(step)) continue;
        for (const RedemptionRecord& r : run.last.redemptions) {
            const Program& p = *run.programme.by_number(r.version);
            const auto reward = std::find_if(p.rewards.begin(), p.rewards.end(), [&](const Reward& x) { return x.id == r.reward; });
            run.require(reward != p.rewards.end(), "an unknown reward was given");
            const std::int64_t worth = reward->variable ? r.units / reward->variable->step_units * reward->variable->minor_per_step : reward->value.minor;
            run.require_equal(r.value.minor, worth, "value of " + r.reward);
            run.require(reward->variable || r.units == reward->cost_units || r.units == 0, "another price than the version's");
            std::int64_t taken = 0;
            for (const Taken& t : r.taken) taken += t.units;
            run.require_equal(taken, r.units, "taken from lots");
        }
    }
}

PROPERTY("I54", "no sequence of a shopper's own commands raises what she has and had", 300) {
    const Shape first{{Kind::order, Kind::order, Kind::refund_line, Kind::deliver, Kind::wait, Kind::adjust}, {Knob::occasions, Knob::new_version, Knob::review}, 15};   // a review brings what she bought for before
    const Scenario scenario = *scenarios(first);
    const auto steps = (*scenarios(Shape{{}, {}, 30})).steps;
    const Shape own{{Kind::redeem, Kind::hold, Kind::capture, Kind::void_hold, Kind::cancel, Kind::profile, Kind::wait}, {}, 30};
    Run run(scenario, first);
    for (const Step& step : scenario.steps) run.step(step);
    auto wealth = [&](std::string_view wallet) {
        std::int64_t sum = run.balance(wallet);
        for (const auto& [id, r] : run.redemptions) {
            if (r.wallet == wallet && (r.status == RedemptionStatus::held || r.status == RedemptionStatus::captured)) sum += r.units;
        }
        return sum;
    };
    std::int64_t points = wealth("points"), stamps = wealth("stamps");
    for (const Step& step : steps) {
        const auto e = run.event_as(own.kinds[step.kind % own.kinds.size()], step);
        if (!e || !run.submit_logged(*e)) continue;
        run.require(wealth("points") <= points && wealth("stamps") <= stamps, "she has more than before");
        points = wealth("points");
        stamps = wealth("stamps");
    }
}
