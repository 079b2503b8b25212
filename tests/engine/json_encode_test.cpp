// What the engine answers, as JSON: fields and their words, escapes, nulls.
#include <string>

#include "catch.hpp"
#include "engine/json/encode.hpp"
#include "engine/json/forms.hpp"
#include "engine/json/parse.hpp"

using namespace regulars;

namespace {

Instant at(std::string_view text) { return *json::instant_from(text); }
Day day(std::string_view text) { return *json::day_from(text); }

}  // namespace

TEST_CASE("an outcome tells awards with their why, entries, totals") {
    Outcome o;
    o.tier_before = "member";
    o.tier_after = "gold";
    Award a;
    a.rule = "base";
    a.wallet = "points";
    a.units = 61;
    a.expires = day("2028-01-01");
    a.lines = {{"1", 61}};
    a.why.kind = "per_amount";
    a.why.base = {4990};
    a.why.units = 1;
    a.why.per_minor = 100;
    a.why.base_units = 49;
    a.why.multipliers = {{"tier", "gold", {5, 4}}};
    a.why.rounding = "floor";
    a.why.result = 61;
    a.why.excluded = {{"item", {1000}}};
    o.awards = {a, a};
    Entry e;
    e.wallet = "points";
    e.units = 61;
    e.at = at("2026-11-22T05:00:00Z");
    e.available_at = at("2026-11-29T00:00:00Z");
    e.rule = "base";
    e.order = e.event = "o-\"1\"";
    o.entries = {e};
    o.claims = {{"stock:mug", 1}};
    const std::string why =
        R"({"kind":"per_amount","base_minor":4990,"units":1,"per_minor":100,"base_units":49,)"
        R"("multipliers":[{"source":"tier","id":"gold","multiplier":"1.25"}],"rounding":"floor","result":61,)"
        R"("capped_by":null,"excluded":[{"reason":"item","minor":1000}],"before":0,"after":0,"note":null})";
    const std::string award =
        R"({"rule":"base","wallet":"points","units":61,"available_at":"2026-11-22T05:00:00.000Z",)"
        R"("expires_on":"2028-01-01","lines":[{"id":"1","units":61}],"why":)" + why + "}";
    CHECK(json::outcome_text(o, at("2026-11-22T05:00:00Z")) ==
          R"({"tier_before":"member","tier_after":"gold","awards":[)" + award + "," + award +
              R"(],"totals":[{"wallet":"points","units":122}],"entries":[{"kind":"earned","wallet":"points","units":61,"moved":0,)"
              R"("at":"2026-11-22T05:00:00.000Z","version":1,"rule":"base","event":"o-\"1\"","order":"o-\"1\"","reward":null,)"
              R"("redemption":null,"expires_on":null,"pending":true,"tier_from":null,"tier_to":null,"why":null}],)"
              R"("redemptions":[],"claims":[{"key":"stock:mug","units":1}]})");
    a.available_at = no_instant;
    o.awards = {a};
    CHECK(json::outcome_text(o, at("2026-11-22T05:00:00Z")).find(R"("available_at":null)") != std::string::npos);
}

TEST_CASE("a summary has every field, null where it does not apply") {
    Summary s;
    s.as_of = at("2026-11-22T05:00:00Z");
    s.member = true;
    s.wallets.push_back({"points", WalletUnit::points, 0, 1200, 300, 0, 0,
                         ReleaseAhead{at("2026-11-29T00:00:00Z"), 300}, {{day("2027-01-01"), 200}}});
    TierSummary t;
    t.id = "silver";
    t.since = day("2026-10-01");
    t.until = day("2028-01-01");
    t.kept_by = "window";
    t.next = "gold";
    t.to_next = {{"spend", 1'200'000, 3'000'000, 1'800'000}};
    s.tier = t;
    s.rewards.push_back({"r1", rules::RewardStatus::not_yet, 500, 20, ""});
    s.earn.push_back({"base", Trigger::order, "", EarnLeft{100, std::nullopt, Per::day}, false});
    const std::string text = json::summary_text(s);
    CHECK(text ==
          R"({"as_of":"2026-11-22T05:00:00.000Z","version":1,"member":true,"wallets":[{"id":"points","unit":"points","scale":0,)"
          R"("available":1200,"pending":300,"held":0,"debt":0,"next_release":{"at":"2026-11-29T00:00:00.000Z","units":300},)"
          R"("expiring":[{"on":"2027-01-01","units":200}]}],"tier":{"id":"silver","since":"2026-10-01","until":"2028-01-01",)"
          R"("kept_by":"window","next":{"id":"gold","match":"any","progress":[{"metric":"spend","have":1200000,"need":3000000,)"
          R"("left":1800000}]},"keep":null},"rewards":[{"id":"r1","status":"not_yet","cost":500,"missing":20,"tier":null}],)"
          R"("earn":[{"rule":"base","on":"order","action":null,"left":{"units":100,"times":null,"per":"day"},"done":false}],"plans":[]})");
    Outcome o;
    const std::string quote = json::quote_text(o, s, s.as_of);
    CHECK(quote == R"({"at":"2026-11-22T05:00:00.000Z","version":1,"tier_before":null,"tier_after":null,"awards":[],"totals":[],"summary":)" +
                       text + "}");
    CHECK(json::parse(quote));
}

TEST_CASE("problems carry code, path and parameters") {
    const Refusal r = refuse(Code::insufficient_points, "reward_id").with("missing", std::int64_t{20}).with("wallet", "points");
    CHECK(json::not_ok_text(r) ==
          R"({"ok":false,"problem":{"code":"insufficient_points","path":"reward_id","params":{"missing":20,"wallet":"points"}}})");
    CHECK(json::errors_text({r, refuse(Code::overflow)}) ==
          R"({"errors":[{"code":"insufficient_points","path":"reward_id","params":{"missing":20,"wallet":"points"}},{"code":"overflow","path":"","params":{}}]})");
    CHECK(json::ok_text("[1]") == R"({"ok":true,"value":[1]})");
}

TEST_CASE("whatever is written as text is read as the same text") {
    std::string all;
    for (int c = 1; c < 128; ++c) all += static_cast<char>(c);
    all += "cà phê \xF0\x9F\x98\x80";
    std::string out;
    json::append_text(out, all);
    const auto back = json::parse(out);
    REQUIRE(back);
    CHECK(back->text(back->root()) == all);
}
