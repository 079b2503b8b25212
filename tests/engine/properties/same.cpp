// What must be the same by two ways: the preview and the booking, the fast fold and the careful one, a state and what is
// read back of it, the ledger's accounts and the records.
#include <algorithm>
#include <map>
#include <string>

#include "engine/json/compiled.hpp"
#include "engine/json/stored.hpp"
#include "engine/replay.hpp"
#include "property.hpp"

using namespace regulars;
using namespace regulars::testing;

namespace {

const Shape all_kinds = steps_of_every_kind(30);

}  // namespace

PROPERTY("I1", "every unit has two accounts: what the member has, was issued, redeemed, expired, taken back and written off sums up to nothing", 200) {
    const Scenario scenario = *scenarios(all_kinds);
    Run run(scenario, all_kinds);
    for (const Step& step : scenario.steps) {
        if (!run.step(step)) continue;
        for (const WalletState& ws : run.state.wallets) {
            std::map<EntryKind, std::int64_t> posted;   // the counter-account of each kind gets the opposite sign
            for (const Entry& e : run.ledger) {
                if (e.wallet == ws.wallet) posted[e.kind] -= e.units;
            }
            // Independent of the entries: lots and debt say what the member has, records what stands redeemed.
            std::int64_t standing = 0;
            for (const auto& [id, r] : run.redemptions) {
                if (r.wallet == ws.wallet && (r.status == RedemptionStatus::held || r.status == RedemptionStatus::captured)) standing += r.units;
            }
            run.require_equal(posted[EntryKind::held] + posted[EntryKind::redeemed] + posted[EntryKind::restored], standing, "account of redemptions in " + ws.wallet);
            std::int64_t others = 0;
            for (const auto& [kind, units] : posted) others += kind == EntryKind::held || kind == EntryKind::redeemed || kind == EntryKind::restored ? 0 : units;
            run.require_equal(run.balance(ws.wallet) + standing + others, 0, "sum of all accounts of " + ws.wallet);
        }
    }
}

PROPERTY("I8", "folding the events, carefully or fast, gives the state that was kept, after each of them", 200) {
    // The fast fold knows no shared counters.
    Shape shape = all_kinds;
    shape.off = {Knob::stock, Knob::budget, Knob::campaign};
    const Scenario scenario = *scenarios(shape);
    Run run(scenario, shape);
    World again(run.programme);
    MemberState folded;
    folded.member = "m-1";
    const Civil birth = civil(Zone{}.day({start_of(scenario).ms + 40 * ms_per_day}));
    const Event join = joined(start_of(scenario), {birth.month, birth.day});
    again.must(join);
    Fold fold(run.programme);
    fold.member(folded);
    run.require(fold.add(join).ok(), "joining was refused");
    for (const Step& step : scenario.steps) {
        const auto e = run.event_of(step);
        if (!e) continue;
        const Event attached = run.with_records(*e);
        if (!run.submit_logged(*e)) continue;
        run.require(again.submit(*e) == Code::ok && again.state == run.state && again.last.entries == run.last.entries, "the same event gave something else");
        run.require(fold.add(attached).ok(), "the fast fold refused an event");
        run.require(folded == run.state, "the fast fold differs:\n" + json::write_state(folded) + "\n" + json::write_state(run.state));
    }
}

namespace {

/// As the browser's engine is given it.
ProgrammeHistory compiled(const Scenario& scenario, Instant at) {
    const ProgrammeHistory whole = history_of(scenario);
    auto program = json::read_compiled(json::write_compiled(whole.at(at)));
    if (!program) RC_FAIL("the compiled programme is refused: " + json::write_compiled(whole.at(at)));
    ProgrammeHistory h;
    RC_ASSERT(h.add({Instant{}, std::move(*program)}).ok());
    return h;
}

}  // namespace

PROPERTY("I15", "the preview is the award: the same units, lines and reasons, and asking changes nothing", 200) {
    const Scenario scenario = *scenarios(all_kinds);
    Run run(scenario, all_kinds);
    for (const Step& step : scenario.steps) {
        const auto e = run.event_of(step);
        if (!e) continue;
        const auto* body = std::get_if<OrderPlaced>(&e->body);
        if (!body) {
            run.submit_logged(*e);
            continue;
        }
        const MemberState before = run.state;
        const auto preview = quote(run.programme, run.shared, run.state, body->order, e->occurred_at);
        run.require(run.state == before, "asking changed the state");
        const json::QuoteRequest question{e->occurred_at, body->order};
        const auto asked = json::read_question(json::write_question(question));
        run.require(asked.ok() && asked->order == question.order && asked->at == question.at, "the question reads back as another");
        const auto elsewhere = quote(compiled(scenario, e->occurred_at), run.shared, run.state, asked->order, asked->at);
        run.require(elsewhere.ok() == preview.ok() && (!preview.ok() || elsewhere->awards == preview->awards || second_version_at(scenario) != no_instant),
                    "the browser's engine says something else");
        const bool taken = run.submit_logged(*e);
        run.require(preview.ok() == taken, "one was refused and the other not");
        if (!taken) continue;
        run.require(preview->tier_before == run.last.tier_before, "other tiers before the order");
        run.require(preview->awards.size() == run.last.awards.size(), "another number of awards");
        for (std::size_t i = 0; i < preview->awards.size(); ++i) run.require(preview->awards[i] == run.last.awards[i], "other units, lines or reasons by " + preview->awards[i].rule);
        run.require(preview->next.wallets == run.state.wallets && preview->next.tier == run.state.tier, "another state in the end");
        run.require(preview->next.metrics == run.state.metrics && preview->next.counters == run.state.counters, "judged under other circumstances");
    }
}

PROPERTY("I19", "what is kept reads back as it was, and is written the same way again", 200) {
    const Scenario scenario = *scenarios(all_kinds);
    Run run(scenario, all_kinds);
    auto check = [&](const auto& value, const std::string& text, const auto& read, const auto& write, const std::string& what) {
        const auto back = read(text);
        run.require(back.ok(), what + " is refused: " + text);
        run.require(*back == value, what + " reads back as another: " + text);
        run.require(write(*back) == text, what + " is written another way: " + text);
    };
    for (const Step& step : scenario.steps) {
        const auto e = run.event_of(step);
        if (!e) continue;
        const Event attached = run.with_records(*e);
        check(attached, json::write_booked_event(attached), json::read_booked_event, json::write_booked_event, "the event");
        if (!run.submit_logged(*e)) continue;
        check(run.state, json::write_state(run.state), json::read_state, json::write_state, "the state");
        if (run.last.order) check(*run.last.order, json::write_order_record(*run.last.order), json::read_order_record, json::write_order_record, "the order's record");
        for (const RedemptionRecord& r : run.last.redemptions) {
            check(r, json::write_redemption_record(r), json::read_redemption_record, json::write_redemption_record, "the redemption's record");
        }
    }
}

PROPERTY("I50b", "a card of stamps is worth the average of its stamps, and all cards no more than what was bought", 200) {
    Shape shape{{Kind::order, Kind::order, Kind::order, Kind::redeem, Kind::redeem, Kind::cancel, Kind::refund_line, Kind::wait, Kind::deliver}, {Knob::new_version}, 30};
    Scenario scenario = *scenarios(shape);
    scenario.knobs[static_cast<std::size_t>(Knob::stamps)] = 999;
    Run run(scenario, shape);
    std::int64_t bought = 0;
    for (const Step& step : scenario.steps) {
        if (!run.step(step)) continue;
        if (run.last.order && run.log.back().find(" order ") != std::string::npos) {
            for (const OrderLine& l : run.last.order->order.lines) bought += l.amount.minor - l.discount.minor;
        }
        std::int64_t worth = 0;
        for (const auto& [id, r] : run.redemptions) {
            if (r.reward != "card") continue;
            std::int64_t carried = 0;
            for (const Taken& t : r.taken) carried += t.value.minor;
            run.require_equal(r.value.minor, static_cast<std::int64_t>(divide(carried, r.units, Rounding::half_up)), "value of the card " + id);
            worth += r.status == RedemptionStatus::captured ? carried : 0;
        }
        if (const WalletState* stamps = run.wallet("stamps")) {
            for (const Lot& l : stamps->lots) worth += l.value.minor;
        }
        run.require(worth <= bought, "stamps are worth " + std::to_string(worth) + ", bought was " + std::to_string(bought));
    }
}

PROPERTY("I55", "what is known about the person can be taken away: sums, tiers and ledgers stay", 150) {
    Shape shape = all_kinds;
    const Scenario scenario = *scenarios(shape);
    Run run(scenario, shape);
    for (const Step& step : scenario.steps) {
        run.step(step);
        World erased = run;
        ProfileChanged nobody;
        nobody.birthday = Birthday{};
        nobody.segments = List<std::string>{};
        run.require(erased.submit(event("erased", run.state.clock, nobody)) == Code::ok, "the erasure was refused");
        run.require(erased.last.entries.empty(), "the erasure entered something");
        run.require(erased.state.birthday.month == 0 && erased.state.segments.empty(), "something is still known");
        MemberState left = erased.state;
        left.birthday = run.state.birthday;
        left.birthday_set = run.state.birthday_set;
        left.segments = run.state.segments;
        run.require(left == run.state, "the erasure changed more than what is known about the person");
    }
}
