// What resolving a programme refuses: references that lead nowhere and fields that contradict each other, each with its path.
#include <functional>
#include <string>

#include "catch.hpp"
#include "support/make.hpp"

using namespace regulars;
using namespace regulars::testing;

namespace {

/// One of each part, all of it sound.
Program sound() {
    Program p = simple();
    p.wallets.push_back(wallet("cash", WalletUnit::money));
    p.wallets.back().scale = p.currency.exponent;
    p.earning.push_back(on_action("visit", "visit", 5));
    p.campaigns.push_back(times("double", 2));
    p.tiers = tiers({}, {}, {100, 200, 300});
    p.rewards.push_back(reward("cup", 10));
    Plan plan;
    plan.id = "club";
    plan.prices.push_back({Instant{}, Instant{}, Money{100}});
    p.plans.push_back(plan);
    return p;
}

/// Every complaint as "code path", one on each line.
std::string complaints(const std::function<void(Program&)>& spoil) {
    Program p = sound();
    spoil(p);
    std::string text;
    for (const Refusal& r : resolve(p)) text += (text.empty() ? "" : "\n") + std::string(name(r.code)) + " " + r.path;
    return text;
}

}  // namespace

TEST_CASE("a sound programme resolves") { CHECK(complaints([](Program&) {}) == ""); }

TEST_CASE("a level that must have been held before stands between the first and its own") {
    auto third_after = [](std::string_view id) { return complaints([&](Program& p) { p.tiers->levels[2].after = ref(id); }); };
    CHECK(third_after("t1") == "");
    CHECK(third_after("base") == "contradiction tiers.levels[2].after");
    CHECK(third_after("t2") == "contradiction tiers.levels[2].after");
    CHECK(third_after("t3") == "contradiction tiers.levels[2].after");
    CHECK(third_after("t9") == "unknown_reference tiers.levels[2].after");
    CHECK(complaints([](Program& p) { p.tiers->levels[0].after = ref("t1"); }) == "contradiction tiers.levels[0].after");
}

TEST_CASE("references lead somewhere") {
    CHECK(complaints([](Program& p) { p.earning[0].wallet = ref("no"); }) == "unknown_reference earning[0].wallet");
    CHECK(complaints([](Program& p) { p.earning[0].wallet = {}; }) == "missing_field earning[0].wallet");
    CHECK(complaints([](Program& p) { p.earning[0].when.tiers = {ref("t1"), ref("no")}; }) == "unknown_reference earning[0].when.tiers[1]");
    CHECK(complaints([](Program& p) { p.earning[0].when.plans = {ref("no")}; }) == "unknown_reference earning[0].when.plans[0]");
    CHECK(complaints([](Program& p) { p.earning[0].tier_multipliers = {{ref("no"), {}}}; }) == "unknown_reference earning[0].tier_multipliers[0].tier");
    CHECK(complaints([](Program& p) { p.campaigns[0].rules = {ref("no")}; }) == "unknown_reference campaigns[0].rules[0]");
    CHECK(complaints([](Program& p) { p.wallets[0].expiry.exempt_tiers = {ref("no")}; }) == "unknown_reference wallets[0].expiry.exempt_tiers[0]");
    CHECK(complaints([](Program& p) { p.tiers->levels[1].qualify[0].metric = ref("no"); }) == "unknown_reference tiers.levels[1].qualify[0].metric");
    CHECK(complaints([](Program& p) { p.tiers->levels[1].entry_rewards = {{{}, 0, ref("no")}}; }) == "unknown_reference tiers.levels[1].entry_rewards[0].reward");
    CHECK(complaints([](Program& p) { p.rewards[0].tiers = {ref("no")}; }) == "unknown_reference rewards[0].tiers[0]");
    CHECK(complaints([](Program& p) { p.plans[0].tier = ref("no"); }) == "unknown_reference plans[0].tier");
}

TEST_CASE("ids are unique, also between rules and campaigns, whose limits are counted by them") {
    CHECK(complaints([](Program& p) { p.wallets.push_back(p.wallets[0]); }) == "duplicate_id wallets[2].id");
    CHECK(complaints([](Program& p) { p.campaigns[0].id = "visit"; }) == "duplicate_id campaigns[0].id");
    CHECK(complaints([](Program& p) { p.tiers->levels[3].id = "t1"; }) == "duplicate_id tiers.levels[3].id");
}

TEST_CASE("levels begin with everybody's and each other one is reached or given") {
    CHECK(complaints([](Program& p) { p.tiers->levels.clear(); }) == "too_few tiers.levels");
    CHECK(complaints([](Program& p) { p.tiers->levels[0].invite_only = true; }) == "contradiction tiers.levels[0]");
    CHECK(complaints([](Program& p) { p.tiers->levels[1].qualify.clear(); }) == "missing_field tiers.levels[1].qualify");
}

TEST_CASE("what an award counts must come with its trigger") {
    CHECK(complaints([](Program& p) { p.earning[0].on = Trigger::joined; }) == "contradiction earning[0].award.kind");
    CHECK(complaints([](Program& p) { p.earning[1].on = Trigger::birthday, p.earning[1].award.kind = AwardKind::per_item; }) == "contradiction earning[1].award.kind");
    CHECK(complaints([](Program& p) { p.earning[0].award.kind = AwardKind::percent; }) == "contradiction earning[0].award.kind");
    CHECK(complaints([](Program& p) { p.earning[1].action.clear(); }) == "missing_field earning[1].action");
    CHECK(complaints([](Program& p) { p.earning[1].on = Trigger::milestone; }) == "missing_field earning[1].milestone");
    CHECK(complaints([](Program& p) { p.earning[1].on = Trigger::streak; }) == "missing_field earning[1].streak");
    CHECK(complaints([](Program& p) { p.earning[1].on = Trigger::tier_entered; }) == "missing_field earning[1].tier");
}

TEST_CASE("spans, days and amounts that contradict each other") {
    CHECK(complaints([](Program& p) { p.campaigns[0].when.from = p.campaigns[0].when.to = at("2026-01-01"); }) == "contradiction campaigns[0].when.to");
    CHECK(complaints([](Program& p) { p.campaigns[0].when.order_minor = {2, 1}; }) == "contradiction campaigns[0].when.order_minor");
    CHECK(complaints([](Program& p) { p.rewards[0].from = p.rewards[0].to = at("2026-01-01"); }) == "contradiction rewards[0].to");
    CHECK(complaints([](Program& p) { p.rewards[0].cost_units = -1; }) == "missing_field rewards[0].cost_units");
    CHECK(complaints([](Program& p) { p.rewards[0].cost_units = 0; }).empty());
    CHECK(complaints([](Program& p) { p.rewards[0].cost_units = 0, p.rewards[0].automatic = Automatic{}; }) == "contradiction rewards[0].automatic");
    CHECK(complaints([](Program& p) { p.rewards[0].automatic = Automatic{AutomaticKind::before_loss, 1, 0}; }) == "contradiction rewards[0].automatic.kind");
    CHECK(complaints([](Program& p) { p.rewards[0].variable = Variable{}, p.rewards[0].automatic = Automatic{}; }).empty());
    CHECK(complaints([](Program& p) {
              p.rewards[0].variable = Variable{};
              p.rewards[0].variable->max_percent_of_order = 50;
              p.rewards[0].automatic = Automatic{};
          }) == "contradiction rewards[0].variable.max_percent_of_order");
    CHECK(complaints([](Program& p) { p.rewards[0].kind = RewardKind::percent_discount; }) == "missing_field rewards[0].percent");
    CHECK(complaints([](Program& p) { p.wallets[0].rounding.mode = Rounding::keep; }) == "contradiction wallets[0].rounding.mode");
    CHECK(complaints([](Program& p) { p.wallets[1].scale = p.currency.exponent + 1; }) == "contradiction wallets[1].scale");
    CHECK(complaints([](Program& p) { p.wallets[0].expiry = {ExpiryKind::fixed_date, 0, 0, 0, 2, 30, CountsFrom::earned, true, true, false, false, {}}; }) == "contradiction wallets[0].expiry.day");
    CHECK(complaints([](Program& p) { p.wallets[0].expiry.kind = ExpiryKind::days; }) == "missing_field wallets[0].expiry.days");
    CHECK(complaints([](Program& p) {
              p.wallets[0].expiry.kind = ExpiryKind::inactivity;
              p.wallets[0].expiry.months = 3;
              p.wallets[0].expiry.earning_is_activity = p.wallets[0].expiry.redeeming_is_activity = false;
          }) == "contradiction wallets[0].expiry.activity");
    CHECK(complaints([](Program& p) { p.plans[0].prices.clear(); }) == "too_few plans[0].prices");
    CHECK(complaints([](Program& p) { p.plans[0].prices.push_back(p.plans[0].prices[0]); }) == "contradiction plans[0].prices[1].from");
    CHECK(complaints([](Program& p) { p.zone.offsets = {{at("2026-01-01"), 0}, {at("2026-01-01"), 60}}; }) == "contradiction time_zone.offsets[1].from");
    CHECK(complaints([](Program& p) { p.wallets.clear(), p.earning.clear(), p.rewards.clear(), p.campaigns.clear(), p.plans.clear(), p.tiers.reset(); }) == "too_few wallets");
}

TEST_CASE("settings that would do nothing, or other than they say, are refused") {
    CHECK(complaints([](Program& p) { p.earning[0].limits = {Limit{}}; }) == "missing_field earning[0].limits[0]");
    CHECK(complaints([](Program& p) { p.campaigns[0].limits = {Limit{}}; }) == "missing_field campaigns[0].limits[0]");
    CHECK(complaints([](Program& p) { p.rewards[0].per_member = Limit{}; }) == "missing_field rewards[0].per_member");
    CHECK(complaints([](Program& p) { p.rewards[0].kind = RewardKind::variable_amount; }) == "missing_field rewards[0].variable");
    CHECK(complaints([](Program& p) { p.tiers->levels[1].entry_rewards = {{ref("points"), 0, {}}}; }) == "missing_field tiers.levels[1].entry_rewards[0].units");
    CHECK(complaints([](Program& p) {
              p.wallets[0].expiry.kind = ExpiryKind::inactivity;
              p.wallets[0].expiry.months = 12;
              p.wallets[0].expiry.days = 30;
          }) == "contradiction wallets[0].expiry.days");
    CHECK(complaints([](Program& p) {
              p.earning[0].expiry = ExpiryPolicy{};
              p.earning[0].expiry->kind = ExpiryKind::inactivity;
              p.earning[0].expiry->months = 3;
          }) == "contradiction earning[0].expiry.kind");
}
