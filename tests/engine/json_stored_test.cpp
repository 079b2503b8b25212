// What hosts keep: written and read again it is the same, the same struct gives the same text, and damage is refused.
#include <string>

#include "catch.hpp"
#include "engine/generated/limits.hpp"
#include "engine/json/compiled.hpp"
#include "engine/json/decode.hpp"
#include "engine/json/stored.hpp"

using namespace regulars;

namespace {

Instant at(std::int64_t hours) { return {1'700'000'000'000 + hours * 3'600'000}; }

/// A number generator of our own, so that a failure is the same on every machine.
struct Random {
    std::uint64_t state;
    std::uint64_t next() {
        state = state * 6364136223846793005U + 1442695040888963407U;
        return state >> 33U;
    }
    std::int64_t number() {
        constexpr std::int64_t edges[] = {0, 0, 1, -1, 49, 51, 2'147'483'648, max_safe_integer, -max_safe_integer};
        return edges[next() % 9];
    }
    Ratio ratio() { return {number(), 1 + static_cast<std::int64_t>(next() % 1000)}; }
    bool flag() { return next() % 2 == 0; }
    std::string text() {
        const char* texts[] = {"", "", "o-1001", "cà phê \"sữa\" \\ đá", "line\nbreak\x01", "0"};
        return texts[next() % 6];
    }
    Day day() { return flag() ? no_day : Day{static_cast<std::int32_t>(next() % 40'000) - 20'000}; }
    Instant instant() { return next() % 3 == 0 ? no_instant : next() % 3 == 0 ? Instant{} : at(static_cast<std::int64_t>(next() % 100'000)); }
    template <class T, class F>
    regulars::List<T> list(F make) {
        regulars::List<T> out;
        for (std::size_t n = next() % 3; n > 0; --n) out.push_back(make());
        return out;
    }
};

Why why(Random& r) {
    return {r.text(), {r.number()}, r.number(), r.number(), r.number(),
            r.list<WhyMultiplier>([&] { return WhyMultiplier{r.text(), r.text(), r.ratio()}; }),
            r.text(), r.number(), r.text(), r.list<WhyExcluded>([&] { return WhyExcluded{r.text(), {r.number()}}; }),
            r.number(), r.number(), r.text()};
}

Tender tender(Random& r) { return {r.text(), {r.number()}, r.text()}; }

Order order(Random& r) {
    Order o;
    o.id = r.text();
    o.currency = "VND";
    if (r.flag()) o.to_base = r.ratio();
    o.channel = r.text();
    o.lines = r.list<OrderLine>([&] {
        return OrderLine{r.text(), r.text(), r.text(), r.list<std::string>([&] { return r.text(); }),
                         r.number(), {r.number()}, {r.number()}, {r.number()}, r.flag()};
    });
    o.shipping = {r.number()};
    o.tenders = r.list<Tender>([&] { return tender(r); });
    return o;
}

RefundLine refund_line(Random& r) {
    RefundLine l{r.text(), r.number(), {}};
    if (r.flag()) l.amount = Money{r.number()};
    return l;
}

OrderRecord order_record(Random& r) {
    OrderRecord o;
    o.order = order(r);
    o.occurred_at = r.instant();
    o.version = r.number();
    o.tier_before = r.text();
    o.tier_after = r.text();
    o.segments = r.list<std::string>([&] { return r.text(); });
    o.birthday_month = r.flag();
    o.order_number = r.number();
    o.rooms = r.list<Room>([&] { return Room{r.text(), r.number(), r.text()}; });
    o.awards = r.list<Award>([&] {
        Award a;
        a.rule = r.text();
        a.units = r.number();
        a.available_at = r.instant();
        a.expires = r.day();
        a.source = r.text();
        a.lines = r.list<LineUnits>([&] { return LineUnits{r.text(), r.number()}; });
        a.why = why(r);
        return a;
    });
    o.metrics = r.list<MetricPart>([&] { return MetricPart{r.text(), r.number()}; });
    o.refunded = r.list<RefundLine>([&] { return refund_line(r); });
    o.refunded_tenders = r.list<Tender>([&] { return tender(r); });
    return o;
}

RedemptionRecord redemption_record(Random& r) {
    RedemptionRecord d;
    d.id = r.text();
    d.units = r.number();
    d.requested_at = r.instant();
    d.hold_until = r.instant();
    d.voucher_until = r.day();
    d.status = static_cast<RedemptionStatus>(r.next() % 5);
    d.taken = r.list<Taken>([&] { return Taken{r.day(), r.text(), r.number(), {r.number()}}; });
    d.automatic = r.flag();
    return d;
}

MemberState member_state(Random& r) {
    MemberState s;
    s.clock = r.instant();
    s.version = r.number();
    s.member = r.text();
    if (r.flag()) s.joined_at = r.instant();
    s.birthday = {static_cast<std::int32_t>(r.next() % 13), static_cast<std::int32_t>(r.next() % 32)};
    s.birthday_set = r.day();
    s.birthday_paid = r.day();
    s.birthday_month_paid = r.day();
    s.segments = r.list<std::string>([&] { return r.text(); });
    s.orders = r.number();
    s.spend = r.number();
    s.first_earn = r.day();
    s.wallets = r.list<WalletState>([&] {
        WalletState w;
        w.wallet = r.text();
        w.lots = r.list<Lot>([&] {
            Lot l;
            l.expires = r.day();
            l.available_at = r.instant();
            l.source = r.text();
            l.remaining = r.number();
            l.spent = r.number();
            l.settled = r.number();
            l.value = {r.number()};
            return l;
        });
        w.debt = r.number();
        w.settlements = r.list<Settlement>([&] { return Settlement{r.day(), r.day(), r.number()}; });
        w.last_activity = r.day();
        return w;
    });
    s.metrics = r.list<MetricState>([&] {
        return MetricState{r.text(), r.list<MetricBucket>([&] { return MetricBucket{r.day(), r.number()}; })};
    });
    s.tier.tier = r.text();
    s.tier.since = r.day();
    s.tier.grants = r.list<TierGrant>([&] { return TierGrant{r.text(), r.day(), r.day(), r.flag(), r.text()}; });
    s.counters = r.list<LimitCounter>([&] {
        return LimitCounter{r.text(), static_cast<Per>(r.next() % 6), r.day(), r.number(), r.number()};
    });
    s.streaks = r.list<StreakState>([&] { return StreakState{r.text(), r.day(), r.number()}; });
    s.holds = r.list<RedemptionRecord>([&] { return redemption_record(r); });
    s.plans = r.list<PlanState>([&] {
        return PlanState{r.text(), static_cast<PlanStatus>(r.next() % 5), r.day(), r.day(), r.flag(), r.flag()};
    });
    s.receipts = r.list<std::string>([&] { return r.text(); });
    return s;
}

Event event(Random& r) {
    Event e;
    e.id = r.text();
    e.occurred_at = r.instant();
    const std::size_t kind = r.next() % 6;
    if (kind == 0) e.body = OrderPlaced{order(r)};
    if (kind == 1) {
        OrderRefunded refund{r.text(), r.flag(), r.list<RefundLine>([&] { return refund_line(r); }), {}, {r.number()}, {}};
        if (r.flag()) refund.amount = Money{r.number()};
        e.body = refund;
    }
    if (kind == 2) e.body = PointsAdjusted{r.text(), {r.number()}, r.text(), r.text()};
    if (kind == 3) e.body = TimeAdvanced{};
    if (kind == 4) {
        ProfileChanged changed;
        if (r.flag()) changed.segments = r.list<std::string>([&] { return r.text(); });
        if (r.flag()) changed.birthday = Birthday{2, 29};
        e.body = changed;
    }
    if (kind == 5) e.body = TierOverridden{r.text(), r.flag() ? std::optional<Day>(r.day()) : std::nullopt, r.text()};
    if (r.flag()) e.order = order_record(r);
    if (r.flag()) e.redemption = redemption_record(r);
    return e;
}

}  // namespace

TEST_CASE("what is written is read again, and written the same") {
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        Random r{seed};
        INFO("seed " << seed);
        const MemberState state = member_state(r);
        const std::string text = json::write_state(state);
        INFO(text);
        const auto again = json::read_state(text);
        REQUIRE(again);
        REQUIRE(*again == state);
        REQUIRE(json::write_state(*again) == text);

        const OrderRecord record = order_record(r);
        const auto record_again = json::read_order_record(json::write_order_record(record));
        REQUIRE(record_again);
        REQUIRE(*record_again == record);

        const RedemptionRecord redemption = redemption_record(r);
        const auto redemption_again = json::read_redemption_record(json::write_redemption_record(redemption));
        REQUIRE(redemption_again);
        REQUIRE(*redemption_again == redemption);

        const Event e = event(r);
        const auto e_again = json::read_booked_event(json::write_booked_event(e));
        REQUIRE(e_again);
        REQUIRE(*e_again == e);
    }
}

TEST_CASE("a new member's state is short, and nobody's is empty") {
    CHECK(json::read_state("")->wallets.empty());
    const std::string text = json::write_state(MemberState{});
    CHECK(text.size() <= 100);
    CHECK(*json::read_state(text) == MemberState{});
}

TEST_CASE("damaged texts are refused, never misread into a crash") {
    Random r{7};
    for (int i = 0; i < 40; ++i) {
        const std::string text = json::write_state(member_state(r));
        for (std::size_t cut = 0; cut < text.size(); cut += 1 + text.size() / 60) {
            if (cut > 0) CHECK_FALSE(json::read_state(text.substr(0, cut)));
            std::string other = text;
            other[cut] = static_cast<char>('0' + r.next() % 70);
            (void)json::read_state(other);   // refused or read: the sanitizers watch
        }
    }
    for (const char* text : {"{}", "[]", "null", R"({"format":2,"data":[1]})", R"({"format":1,"data":7})",
                             R"({"format":1,"data":["x"]})", R"({"format":1,"data":[1.5]})"}) {
        INFO(text);
        const auto state = json::read_state(text);
        REQUIRE_FALSE(state);
        CHECK(state.refusal().code == Code::state_invalid);
    }
}

TEST_CASE("a hash of a text is the same everywhere") {
    CHECK(json::hash("") == 0xcbf29ce484222325U);
    CHECK(json::hash("regulars") == json::hash(std::string("regulars")));
    CHECK(json::hash("a") == 0xaf63dc4c8601ec8cU);
}

TEST_CASE("a member with a thousand events and two years of lots stays small") {
    MemberState s;
    s.clock = at(0);
    s.joined_at = at(0);
    s.member = "m-0123456789";
    WalletState w;
    w.wallet = "points";
    MetricState m;
    m.metric = "spend";
    for (std::int32_t i = 0; i < 400; ++i) {   // a rolling year of daily earnings
        Lot lot;
        lot.expires = Day{20'400 + i};
        lot.remaining = 118;
        if (i < 100) lot.spent = 40;
        w.lots.push_back(lot);
        if (i < 366) m.buckets.push_back({Day{20'000 + i}, 118'000});
    }
    s.wallets = {w};
    s.metrics = {m};
    INFO(json::write_state(s).size());
    CHECK(json::write_state(s).size() < 16'384);
}

TEST_CASE("what is nothing but defaults reads back, too") {
    const std::string text = json::write_question({});
    CHECK(text == "[]");
    const auto back = json::read_question(text);
    REQUIRE(back);
    CHECK(back->at == Instant{});
    CHECK(back->order == Order{});
}
