// Limits that no schema can state, at the limit and one beyond. Those of fields are tried by tests/package/schema.test.mjs,
// those of texts by json_parse_test.cpp, holds, receipts, friends and settled debts by the property I56b.
#include <string>

#include "catch.hpp"
#include "engine/generated/limits.hpp"
#include "engine/json/stored.hpp"
#include "support/world.hpp"

using namespace regulars;
using namespace regulars::testing;

namespace {

World member(Program p) {
    World w(std::move(p));
    w.must(joined(at("2026-01-10T09:30")));
    return w;
}

Instant after(const World& w, std::int64_t days) { return {w.state.clock.ms + days * ms_per_day}; }

}  // namespace

TEST_CASE("an order sums up to the limit, and not to one more") {
    Program p = simple();
    p.earning[0].award.per_minor = 1'000'000;
    World w = member(p);
    const std::int64_t half = limits::order_minor / 2;
    CHECK(w.submit(placed(w.state.clock, order("o1", {line("1", half), line("2", half)}))) == Code::ok);
    CHECK(w.submit(placed(w.state.clock, order("o2", {line("1", half), line("2", half + 1)}))) == Code::amount_too_large);
}

TEST_CASE("as many rewards as the limit issue themselves in one step; the rest with the next") {
    Program p = simple();
    p.rewards.push_back(reward("auto", 1));
    p.rewards.back().automatic = Automatic{};
    World w = member(p);
    const auto most = static_cast<std::int64_t>(limits::automatic_run);
    w.must(placed(w.state.clock, "o", most + 1));
    CHECK(w.last.redemptions.size() == limits::automatic_run);
    CHECK(w.available() == 1);
    w.must(placed(w.state.clock, "o2", 1));
    CHECK(w.available() == 0);
}

TEST_CASE("a wallet has as many lots as the limit; one more is refused, and then nothing of it is booked") {
    Program p = simple();
    p.wallets[0].expiry.kind = ExpiryKind::days;
    p.wallets[0].expiry.days = static_cast<std::int32_t>(limits::lots) + 100;
    World w = member(p);
    for (std::size_t n = 0; n < limits::lots; ++n) w.must(placed(after(w, 1), "o" + std::to_string(n), 10));
    CHECK(w.wallet()->lots.size() == limits::lots);
    const MemberState full = w.state;
    CHECK(w.submit(placed(after(w, 1), "more", 10)) == Code::too_many);
    CHECK(w.state == full);
    w.must(placed(w.state.clock, "same-day", 10));
}

TEST_CASE("a lot is remembered for the limit's days after its last one, and no longer") {
    Program p = simple();
    p.wallets[0].expiry.kind = ExpiryKind::days;
    p.wallets[0].expiry.days = 1;
    World w = member(p);
    w.must(placed(w.state.clock, "o", 10));   // of 10 January, so it ends on the 12th
    auto lots_after = [&](std::int64_t days) {
        World later = w;
        const Instant then = Zone{}.start_of(Day{day("2026-01-12").number + static_cast<std::int32_t>(days)});
        later.must(placed({then.ms - 1}, "look", 10));
        later.must(time_passes(then));
        later.must(adjusted({then.ms + 2 * ms_per_day}, "end", 1));   // something ends: the wallet is looked over
        later.must(time_passes({then.ms + 4 * ms_per_day}));
        return later.wallet()->lots.front().expires == day("2026-01-12");
    };
    CHECK(lots_after(limits::closed_lot_days - 5));
    CHECK_FALSE(lots_after(limits::closed_lot_days));
}

TEST_CASE("a kept text is as long as the limit, and not one byte more") {
    const std::string text = json::write_state(MemberState{});
    const std::string frame = R"({"format":1,"data":)";
    const auto longer = [&](std::size_t bytes) { return frame + std::string(bytes - text.size(), ' ') + text.substr(frame.size()); };
    // Rows have no spaces, so neither is read; what is too long is not even looked at.
    CHECK_FALSE(json::read_state(longer(limits::state_bytes + 1)));
    MemberState big;
    for (std::size_t n = 0; json::write_state(big).size() + 70'000 < limits::state_bytes; ++n) big.segments.push_back(std::string(60'000, 'x'));
    big.segments.push_back(std::string(limits::state_bytes - json::write_state(big).size() - 3, 'x'));
    REQUIRE(json::write_state(big).size() == limits::state_bytes);
    CHECK(json::read_state(json::write_state(big)));
    big.segments.front() += 'x';
    CHECK_FALSE(json::read_state(json::write_state(big)));
}
