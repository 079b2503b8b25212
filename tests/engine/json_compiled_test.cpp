// What a browser's engine is given: compiled and read again it judges the same, and no text can make it read elsewhere.
#include <string>

#include "catch.hpp"
#include "engine/compile.hpp"
#include "engine/engine.hpp"
#include "engine/generated/schema_tables.hpp"
#include "engine/json/compiled.hpp"
#include "engine/json/decode.hpp"
#include "engine/project.hpp"
#include "engine/session/full.hpp"
#include "engine/session/session.hpp"
#include "json_samples.hpp"

using namespace regulars;

namespace {

constexpr std::string_view document = R"({"format":1,"id":"p","version":3,"name":{"en":"Pê"},"locales":["en"],
 "currency":{"code":"USD","exponent":2},
 "time_zone":{"name":"Asia/Ho_Chi_Minh","offsets":[{"from":"1975-06-12T17:00:00Z","offset_seconds":25200}]},
 "wallets":[{"id":"points","unit":"points","name":{"en":"Points"},"pending":{"kind":"days","days":3},
   "expiry":{"kind":"months","months":12,"exempt_tiers":["gold"]}},
  {"id":"stars","unit":"stamps","name":{"en":"Stars"}}],
 "earning":[{"id":"base","wallet":"points","on":"order","name":{"en":"Base"},"award":{"kind":"per_amount","units":1,"per_minor":100},
   "tier_multipliers":[{"tier":"gold","multiplier":"1.5"}],"limits":[{"per":"day","units":400}],
   "items":{"exclude":{"categories":["g\"c\\ é"]}},"when":{"tiers":["member","gold"],"weekdays":[1,2,3,4,5,6,7]}},
  {"id":"cups","wallet":"stars","on":"order","name":{"en":"Cups"},"award":{"kind":"per_item","units":1}},
  {"id":"ten","wallet":"points","on":"milestone","name":{"en":"Ten"},"milestone":{"metric":"orders","at":1},"award":{"kind":"fixed","units":7}},
  {"id":"run","wallet":"points","on":"streak","name":{"en":"Run"},"streak":{"action":"visit","count":3,"period":"week"},"award":{"kind":"fixed","units":9}}],
 "campaigns":[{"id":"twice","name":{"en":"Twice"},"multiplier":"2","rules":["base"]}],
 "tiers":{"metrics":[{"id":"earned","kind":"wallet","wallet":"points"}],"window":{"kind":"rolling_months","months":12},
  "keep":{"kind":"next_period"},"levels":[{"id":"member","name":{"en":"M"}},
   {"id":"gold","name":{"en":"G"},"qualify":[{"metric":"earned","at_least":100}],"entry_rewards":[{"wallet":"points","units":50}]}]},
 "rewards":[{"id":"off","kind":"fixed_discount","wallet":"points","cost_units":100,"value_minor":500,"name":{"en":"Off"},"tiers":["gold"]}],
 "plans":[{"id":"club","name":{"en":"Club"},"prices":[{"from":"2026-01-01T00:00:00Z","fee_minor":999}],"tier":"gold"}]})";

Program resolved() {
    Program p;
    REQUIRE(json::read_program(document, p).empty());
    REQUIRE(resolve(p).empty());
    return p;
}

constexpr std::string_view question =
    R"([1795323600000,[0,"USD",[["1","a",2,30050,"tea",50,0,0,["x"]],["2","b",1,999,"g\"c\\ é"]],0,0,[["card",30999]]]])";
constexpr std::string_view asked =
    R"({"at":"2026-11-22T05:00:00Z","order":{"currency":"USD","tenders":[{"kind":"card","amount_minor":30999}],"lines":[)"
    R"({"id":"1","sku":"a","quantity":2,"amount_minor":30050,"category":"tea","discount_minor":50,"tags":["x"]},)"
    R"({"id":"2","sku":"b","quantity":1,"amount_minor":999,"category":"g\"c\\ é"}]}})";

}  // namespace

TEST_CASE("a compiled programme is read again as it was resolved, without words") {
    Program p = resolved();
    const std::string text = json::write_compiled(p);
    CHECK(json::read_compiled(text + "\n"));   // as `regulars compile` prints it
    CHECK_FALSE(json::read_compiled(text + "\n\n"));
    CHECK_FALSE(json::read_compiled(text + " "));
    const auto again = json::read_compiled(text);
    REQUIRE(again);
    CHECK(json::write_compiled(*again) == text);
    CHECK(text.find("Pê") == text.npos);
    CHECK(again->wallets[0].expiry.exempt_tiers[0].id == "gold");
    CHECK(again->earning[0].tier_multipliers[0].tier.index == 1);
    CHECK(again->earning[0].when == p.earning[0].when);
    CHECK(again->earning[0].items == p.earning[0].items);
    CHECK(again->tiers->levels[1].qualify == p.tiers->levels[1].qualify);
    CHECK(again->plans[0].tier.index == 1);
    CHECK(again->zone.offsets == p.zone.offsets);
}

TEST_CASE("a programme of every kind of everything is compiled and read again") {
    const json::Sampler sampler(json::program_root.schema());
    int read = 0;
    for (std::size_t round = 0; round < sampler.rounds(json::program_root.shape); ++round) {
        Program p;
        REQUIRE(json::read_program(sampler.document(json::program_root.shape, round), p).empty());
        (void)resolve(p);   // it contradicts itself, which is no matter of reading and writing; every id is the same
        const std::string text = json::write_compiled(p);
        INFO(text);
        if (const auto again = json::read_compiled(text)) {
            ++read;
            CHECK(json::write_compiled(*again) == text);
        }
    }
    CHECK(read > 5);
}

TEST_CASE("the browser's engine answers as the one that reads documents") {
    const FullSession full(document);
    REQUIRE(full.valid());
    const Session session(full.compiled());
    REQUIRE(session.valid());
    const std::string answer = session.quote(question);
    // The same, without the summary.
    REQUIRE(answer.size() > 2);
    CHECK(full.quote(asked).find(answer.substr(0, answer.size() - 2) + R"(,"summary":{)") == 0);
    CHECK(answer.find(R"("tier_after":"gold")") != answer.npos);
    CHECK(session.summary("[1795323600000]") == full.summary(R"({"at":"2026-11-22T05:00:00Z"})"));
    CHECK(session.quote(R"([1795323600000,[0,"EUR"]])") == R"({"ok":false,"code":)" + std::to_string(static_cast<int>(Code::currency_mismatch)) + R"(,"path":"order.currency"})");
    for (const char* text : {"", "[", "7", "{}", "[1,2]", "[1,[0,7]]", "[-2]", "[1,[0,\"USD\"],1]", "[1] ", "[01]", "[-0]", "[1,]", "[1.5]", "[\"1\"]"}) {
        INFO(text);
        CHECK(session.quote(text) == R"({"ok":false,"code":)" + std::to_string(static_cast<int>(Code::request_malformed)) + R"(,"path":""})");
    }
}

TEST_CASE("texts of any script and every escape are read; half characters and control characters are refused") {
    auto currency = [](const std::string& quoted) -> std::string {
        const auto read = json::read_question("[1,[" + quoted + "]]");
        return read ? read->order.id : "refused";
    };
    CHECK(currency(R"("cà phê \u00e0\u20ab\ud83c\udf81 \"\\\/\b\f\n\r\t")") == "cà phê à₫🎁 \"\\/\b\f\n\r\t");
    CHECK(currency(R"("")").empty());
    for (const char* text : {R"("\ud83c")", R"("\ud83cx")", R"("\ud83c\u0041")", R"("\udf81")", R"("\u00g0")", R"("\x")", R"("\)", R"("a)", "\"a\nb\"", R"("\u12)"}) {
        INFO(text);
        CHECK(currency(text) == "refused");
    }
}

TEST_CASE("a compiled programme that is not one is refused") {
    const std::string text = json::write_compiled(resolved());
    auto with = [&](std::string_view from, std::string_view to) {
        std::string other = text;
        const auto at = other.find(from);
        REQUIRE(at != other.npos);
        return other.replace(at, from.size(), to);
    };
    INFO(text);
    CHECK(json::read_compiled(text));
    CHECK_FALSE(json::read_compiled(with("\"format\":1", "\"format\":2")));
    CHECK_FALSE(json::read_compiled(text + " "));
    CHECK_FALSE(json::read_compiled(with("[[\"points\",\"stars\"]", "[[\"points\"]")));             // a place that is not there
    CHECK_FALSE(json::read_compiled(with("[[\"points\",\"stars\"]", "[[\"points\",\"stars\",\"x\"]")));
    CHECK_FALSE(json::read_compiled(with("[\"base\",1,0,", "[\"base\",0,0,")));                     // earns into nothing
    CHECK_FALSE(json::read_compiled(with("[\"base\",1,0,", "[\"base\",3,0,")));
    CHECK_FALSE(json::read_compiled(with("[\"base\",1,0,", "[\"base\",-1,0,")));
    CHECK_FALSE(json::read_compiled(with("[\"base\",1,0,", "[\"base\",1,11,")));                    // a trigger that does not exist
    CHECK_FALSE(json::read_compiled(with("[\"base\",1,0,", "[\"base\",1,4,")));                     // a milestone of nothing
    CHECK_FALSE(json::read_compiled(with("[0,1,100,[1,1]]", "[0,1,0,[1,1]]")));                     // per nothing
    CHECK_FALSE(json::read_compiled(with("[0,1,100,[1,1]]", "[0,1,100,[1]]")));
    CHECK_FALSE(json::read_compiled(with("[2,12,31,", "[2,13,31,")));
    CHECK_FALSE(Session(with("[2,12,31,", "[2,0,31,")).valid());
    CHECK_FALSE(json::read_compiled(with("[2,12,31,", std::string(5000, '[') + "2,12,31,")));
    CHECK_FALSE(json::read_compiled(R"({"format":1,"data":)" + std::string(1'000'000, '[') + "}"));
    // Under a zone whose changes are out of order, a day begins before it is due: members would stay on it for ever.
    Program late = resolved();
    late.zone.offsets = {{{1'772'000'000'000}, 25'200}, {{1'774'000'000'000}, 28'800}};
    CHECK(json::read_compiled(json::write_compiled(late)));
    for (const std::int64_t from : {1'772'000'000'000, 1'771'000'000'000}) {
        late.zone.offsets[1].from = {from};
        CHECK_FALSE(json::read_compiled(json::write_compiled(late)));
    }
}

TEST_CASE("no damage to a compiled programme reads elsewhere or hangs: refused, or judged by") {
    const std::string text = json::write_compiled(resolved());
    std::uint64_t seed = 11;
    auto next = [&seed] { return (seed = seed * 6364136223846793005U + 1442695040888963407U) >> 33U; };
    int judged = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string other = text;
        for (std::uint64_t n = 1 + next() % 3; n > 0; --n) {
            constexpr std::string_view stuff = "0123456789-,[]\"";
            const std::size_t at = 19 + next() % (other.size() - 19);
            if (next() % 3 == 0) other.erase(at, 1 + next() % 4);
            else if (next() % 2 == 0) other.insert(at, 1, stuff[next() % stuff.size()]);
            else other[at] = stuff[next() % stuff.size()];
        }
        const Session session(other);   // the sanitizers watch
        if (session.valid()) {
            ++judged;
            (void)session.quote(question);
        }
    }
    CHECK(judged > 500);
    for (std::size_t cut = 0; cut < text.size(); ++cut) CHECK_FALSE(json::read_compiled(std::string_view(text).substr(0, cut)));
}
