// Birthdays and referrals: what people try with their data.
#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "engine/host/host.hpp"
#include "engine/host/memory.hpp"
#include "property.hpp"

using namespace regulars;
using namespace regulars::testing;

PROPERTY("I48", "a birthday is paid at most once in 365 days whatever is edited, and not when it was set shortly before", 300) {
    Program p = simple();
    p.zone = *rc::gen::element(Zone{}, hanoi(), berlin());
    p.earning.push_back(fixed("birthday", Trigger::birthday, 30));
    const std::int32_t lead = p.earning.back().birthday.lead_days = *rc::gen::element(0, 1, 30);
    World w(p);
    const auto dates = rc::gen::element(Birthday{2, 29}, Birthday{2, 28}, Birthday{1, 1}, Birthday{12, 31}, Birthday{3, 1}, Birthday{6, 15}, Birthday{6, 16});
    w.must(joined(at("2026-01-10T09:30"), *dates));
    std::map<std::int32_t, Birthday> set{{p.zone.day(w.state.clock).number, w.state.birthday}};
    const auto gaps = *rc::gen::container<std::vector<int>>(rc::gen::element(0, 1, 29, 30, 31, 180, 364, 365, 366, 400));
    for (int gap : gaps) {
        ProfileChanged body;
        body.birthday = *dates;
        const bool changes = !(*body.birthday == w.state.birthday);
        w.must(event("p", {w.state.clock.ms + gap * ms_per_day + 5'000'000}, body));
        if (changes) set[p.zone.day(w.state.clock).number] = *body.birthday;
    }
    w.must(time_passes({w.state.clock.ms + 1500 * ms_per_day}));
    std::int32_t last = -1'000'000, paid = 0;
    for (const Entry& e : w.ledger) {
        if (e.rule != "birthday") continue;
        const Day day = p.zone.day(e.at);
        RC_ASSERT(day.number - last >= 365);
        const auto known = std::prev(set.lower_bound(day.number));   // as it was set before that day
        RC_ASSERT(day.number - known->first >= lead);
        const Civil c = civil(day);
        const Birthday& b = known->second;
        RC_ASSERT((c.month == b.month && c.day == b.day) || (b.month == 2 && b.day == 29 && c.month == 2 && c.day == 28));
        last = day.number;
        ++paid;
    }
    RC_ASSERT(paid >= 3);   // 1500 quiet days have at least three paid birthdays
}

PROPERTY("I47", "nobody refers herself, a friend counts once, limits hold, and a refund takes back both sides", 200) {
    Program p = simple();
    p.earning.push_back(fixed("advocate", Trigger::referral_advocate, 50));
    p.earning.push_back(fixed("friend", Trigger::referral_friend, 20));
    p.referral = ReferralPolicy{};
    p.referral->min_order_minor = 100;
    const std::int64_t most = *rc::gen::element<std::int64_t>(1, 2, 100);
    p.referral->advocate_limit = limit(Per::year, std::nullopt, most);
    p.tiers = tiers({WindowKind::lifetime, 12, 1, 1, Anchor::joined}, {}, {40});
    p.tiers->metrics[0].kind = MetricKind::wallet;
    p.tiers->metrics[0].wallet = ref("points");
    const ProgrammeHistory programme = history(p);
    host::MemoryStore store;
    host::Host host(programme, store, {});
    const Instant start = at("2026-01-10T09:30");
    const std::int64_t people = 5;
    std::map<std::string, std::string> advocate_of;
    for (std::int64_t i = 0; i < people; ++i) {
        const std::string who = "m" + std::to_string(i);
        const std::string by = "m" + std::to_string(*rc::gen::inRange<std::int64_t>(0, people));
        MemberJoined body;
        body.referred_by = by;
        const bool taken = host.submit(who, event("join-" + who, {start.ms + i}, body)).ok();
        RC_ASSERT(taken == (by != who));
        if (!taken) RC_ASSERT(host.submit(who, event("join2-" + who, {start.ms + i}, MemberJoined{})).ok());
        else advocate_of[who] = by;
    }
    std::map<std::string, regulars::List<std::string>> orders;
    std::map<std::string, std::string> counted;   // by the policy: the order of each friend that counts
    const auto steps = *rc::gen::container<std::vector<std::pair<int, int>>>(rc::gen::pair(rc::gen::inRange(0, 100), rc::gen::inRange(0, 100)));
    std::int64_t n = 0;
    for (const auto& [kind, pick] : steps) {
        const std::string who = "m" + std::to_string(pick % people);
        const Instant now{start.ms + 1000 * ++n};
        if (kind % 3 != 0 || orders[who].empty()) {
            const std::string id = "o" + std::to_string(n);
            RC_ASSERT(host.submit(who, placed(now, id, kind % 2 == 0 ? 100 : 99)).ok());
            orders[who].push_back(id);
            if (kind % 2 == 0 && advocate_of.count(who) != 0 && counted[who].empty()) counted[who] = id;
        } else {
            const std::string id = orders[who][static_cast<std::size_t>(pick) % orders[who].size()];
            (void)host.submit(who, refunded(now, "x" + std::to_string(n), id));
            if (counted[who] == id) counted[who].clear();
        }
    }
    std::map<std::string, std::int64_t> friends;   // that count now, for each advocate
    for (const auto& [who, by] : advocate_of) {
        if (auto s = store.state(who); s && s->referral_counted) ++friends[by];
    }
    for (std::int64_t i = 0; i < people; ++i) {
        const std::string who = "m" + std::to_string(i);
        const MemberState s = *store.state(who);
        std::int64_t advocate = 0, as_friend = 0;
        for (const Entry& e : store.entries(who)) {
            if (e.rule == "advocate") advocate += e.units;
            if (e.rule == "friend") as_friend += e.units;
        }
        RC_ASSERT(s.referral_counted == !counted[who].empty());
        RC_ASSERT(as_friend == (s.referral_counted ? 20 : 0));
        RC_ASSERT(advocate % 50 == 0 && advocate <= 50 * std::min(most, friends[who]));
        if (most == 100) RC_ASSERT(advocate == 50 * friends[who]);
        RC_ASSERT(static_cast<std::int64_t>(s.referrals.size()) <= most);
        // Nothing bought any more: nothing counts any more.
        if (s.orders == 0 && friends[who] == 0 && !s.referral_counted) RC_ASSERT(s.metrics.empty());
    }
}
