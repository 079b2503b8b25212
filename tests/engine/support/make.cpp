#include "make.hpp"

#include <cstdio>
#include <stdexcept>
#include <utility>

namespace regulars::testing {

namespace {

std::int32_t number(std::string_view text, std::size_t from, std::size_t length) {
    std::int32_t value = 0;
    for (char c : text.substr(from, length)) value = value * 10 + (c - '0');
    return value;
}

/// The last Sunday of a month at 01:00 UTC, when Europe changes its clocks.
Instant last_sunday(std::int32_t year, std::int32_t month) {
    const Day last = day_of({year, month, 31});
    return {std::int64_t{last.number - weekday(last) % 7} * ms_per_day + 3'600'000};
}

[[noreturn]] void give_up(const std::string& path, Code code) {
    throw std::logic_error("the test's programme does not resolve: " + path + " " + std::string(name(code)));
}

}  // namespace

Day day(std::string_view t) { return day_of({number(t, 0, 4), number(t, 5, 2), number(t, 8, 2)}); }

Instant at(std::string_view t) {
    std::int64_t ms = std::int64_t{day(t).number} * ms_per_day;
    if (t.size() >= 16) ms += number(t, 11, 2) * 3'600'000LL + number(t, 14, 2) * 60'000LL;
    if (t.size() >= 19) ms += number(t, 17, 2) * 1000LL;
    if (t.size() >= 23) ms += number(t, 20, 3);
    return {ms};
}

std::string text_of(Day d) {
    if (d == no_day) return "never";
    const Civil c = civil(d);
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", c.year, c.month, c.day);
    return text;
}

std::string text_of(Instant t) {
    if (t == no_instant) return "never";
    const std::int64_t in_day = (t.ms % ms_per_day + ms_per_day) % ms_per_day;
    char text[32];
    std::snprintf(text, sizeof text, "T%02d:%02d:%02d.%03d", static_cast<int>(in_day / 3'600'000),
                  static_cast<int>(in_day / 60'000 % 60), static_cast<int>(in_day / 1000 % 60), static_cast<int>(in_day % 1000));
    return text_of(Zone{}.day(t)) + text;
}

Zone hanoi() { return {"Asia/Ho_Chi_Minh", {{Instant{}, 7 * 3600}}}; }

Zone berlin() {
    Zone zone{"Europe/Berlin", {{Instant{}, 3600}}};
    for (std::int32_t year = 2024; year <= 2031; ++year) {
        zone.offsets.push_back({last_sunday(year, 3), 7200});
        zone.offsets.push_back({last_sunday(year, 10), 3600});
    }
    return zone;
}

Zone twice() {
    Zone zone{"twice", {{Instant{}, -12'600}}};
    for (std::int32_t year = 2024; year <= 2031; ++year) {
        const std::int64_t april = std::int64_t{day_of({year, 4, 1}).number} * ms_per_day, november = std::int64_t{day_of({year, 11, 1}).number} * ms_per_day;
        zone.offsets.push_back({{april + (3 * 60 + 31) * 60'000}, -9'000});
        zone.offsets.push_back({{november + (2 * 60 + 31) * 60'000}, -12'600});
    }
    return zone;
}

Ref ref(std::string_view id) { return {std::string(id), -1}; }
Ratio ratio(std::int64_t num, std::int64_t den) { return {num, den}; }

Wallet wallet(std::string_view id, WalletUnit unit) {
    Wallet w;
    w.id = id;
    w.unit = unit;
    return w;
}

EarnRule per_amount(std::string_view id, std::int64_t units, std::int64_t per_minor, std::string_view wallet) {
    EarnRule r;
    r.id = id;
    r.wallet = ref(wallet);
    r.award.units = units;
    r.award.per_minor = per_minor;
    return r;
}

EarnRule fixed(std::string_view id, Trigger on, std::int64_t units, std::string_view wallet) {
    EarnRule r;
    r.id = id;
    r.on = on;
    r.wallet = ref(wallet);
    r.award.kind = AwardKind::fixed;
    r.award.units = units;
    return r;
}

EarnRule on_action(std::string_view id, std::string_view action, std::int64_t units, std::string_view wallet) {
    EarnRule r = fixed(id, Trigger::action, units, wallet);
    r.action = action;
    return r;
}

Campaign times(std::string_view id, std::int64_t num, std::int64_t den) {
    Campaign c;
    c.id = id;
    c.multiplier = {num, den};
    return c;
}

Metric spend_metric(std::string_view id) {
    Metric m;
    m.id = id;
    return m;
}

Tiers tiers(Window window, Keep keep, const std::vector<std::int64_t>& thresholds) {
    Tiers t;
    t.metrics.push_back(spend_metric());
    t.window = window;
    t.keep = keep;
    t.levels.resize(1);
    t.levels[0].id = "base";
    for (std::int64_t threshold : thresholds) {
        Level level;
        level.id = "t" + std::to_string(t.levels.size());
        level.qualify.push_back({ref("spend"), threshold});
        t.levels.push_back(level);
    }
    return t;
}

Reward reward(std::string_view id, std::int64_t cost, std::string_view wallet) {
    Reward r;
    r.id = id;
    r.wallet = ref(wallet);
    r.cost_units = cost;
    r.value = {cost};
    return r;
}

Limit limit(Per per, std::optional<std::int64_t> units, std::optional<std::int64_t> times) { return {per, units, times}; }

Program simple() {
    Program p;
    p.id = "test";
    p.wallets.push_back(wallet("points"));
    p.earning.push_back(per_amount("base", 1, 1));
    return p;
}

ProgrammeHistory history(Program program) {
    std::vector<ProgrammeVersion> versions;
    versions.push_back({Instant{}, std::move(program)});
    return history(std::move(versions));
}

ProgrammeHistory history(std::vector<ProgrammeVersion> versions) {
    ProgrammeHistory h;
    for (ProgrammeVersion& v : versions) {
        if (const auto wrong = resolve(v.program); !wrong.empty()) give_up(wrong.front().path, wrong.front().code);
        if (auto added = h.add(std::move(v)); !added) give_up(added.refusal().path, added.refusal().code);
    }
    return h;
}

OrderLine line(std::string_view id, std::int64_t minor, std::int64_t quantity) {
    OrderLine l;
    l.id = id;
    l.sku = id;
    l.quantity = quantity;
    l.amount = {minor};
    return l;
}

Order order(std::string_view id, regulars::List<OrderLine> lines) {
    Order o;
    o.id = id;
    o.currency = "VND";
    o.channel = "web";
    o.lines = std::move(lines);
    return o;
}

Order order(std::string_view id, std::int64_t minor) { return order(id, {line("1", minor)}); }

Event event(std::string_view id, Instant when, EventBody body) { return {std::string(id), when, std::move(body), {}, {}}; }

Event joined(Instant when, Birthday birthday) {
    MemberJoined body;
    if (birthday.month != 0) body.birthday = birthday;
    return event("join", when, body);
}

Event placed(Instant when, Order o) {
    const std::string id = o.id;
    return event(id, when, OrderPlaced{std::move(o)});
}
Event placed(Instant when, std::string_view id, std::int64_t minor) { return placed(when, order(id, minor)); }

Event refunded(Instant when, std::string_view id, std::string_view order_id) {
    OrderRefunded body;
    body.order_id = order_id;
    body.all = true;
    return event(id, when, body);
}
Event refunded(Instant when, std::string_view id, std::string_view order_id, regulars::List<RefundLine> lines) {
    OrderRefunded body;
    body.order_id = order_id;
    body.lines = std::move(lines);
    return event(id, when, body);
}
Event refunded_amount(Instant when, std::string_view id, std::string_view order_id, std::int64_t minor) {
    OrderRefunded body;
    body.order_id = order_id;
    body.amount = Money{minor};
    return event(id, when, body);
}

Event redeem(Instant when, std::string_view id, std::string_view reward, std::optional<std::int64_t> units) {
    RedemptionRequested body;
    body.reward_id = reward;
    body.units = units;
    return event(id, when, body);
}
Event hold(Instant when, std::string_view id, std::string_view reward, std::optional<std::int64_t> units) {
    Event e = redeem(when, id, reward, units);
    std::get<RedemptionRequested>(e.body).hold = true;
    return e;
}
Event cancelled(Instant when, std::string_view r) { return event("cancel-" + std::string(r), when, RedemptionCancelled{std::string(r)}); }
Event captured(Instant when, std::string_view r) { return event("capture-" + std::string(r), when, RedemptionCaptured{std::string(r)}); }
Event voided(Instant when, std::string_view r) { return event("void-" + std::string(r), when, RedemptionVoided{std::string(r)}); }
Event adjusted(Instant when, std::string_view id, std::int64_t units, std::string_view wallet) {
    return event(id, when, PointsAdjusted{std::string(wallet), {units}, "test", "staff"});
}
Event action(Instant when, std::string_view id, std::string_view name, std::int64_t units) {
    Action body;
    body.action = name;
    body.units = units;
    return event(id, when, body);
}
Event time_passes(Instant when) { return event("time", when, TimeAdvanced{}); }

}  // namespace regulars::testing
