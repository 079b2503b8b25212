// The format of vectors, and the comparison of what is written with what came.
#include <string>

#include "catch.hpp"
#include "engine/json/parse.hpp"
#include "engine/json/vector.hpp"

using namespace regulars;

namespace {

std::string compare(std::string_view expected, std::string_view actual) {
    const auto e = json::parse(expected);
    const auto a = json::parse(actual);
    REQUIRE(e);
    REQUIRE(a);
    return json::difference(*e, 0, *a, 0);
}

}  // namespace

TEST_CASE("only what is written is compared") {
    CHECK(compare("{}", R"({"a":1})") == "");
    CHECK(compare(R"({"a":1})", R"({"a":1,"b":2})") == "");
    CHECK(compare(R"({"a":1})", R"({"a":2})") == ".a: expected 1, got 2");
    CHECK(compare(R"({"a":{"b":null}})", R"({"a":{"b":false}})") == ".a.b: expected null, got false");
    CHECK(compare(R"({"a":1})", R"({"b":1})") == ".a: missing");
    CHECK(compare("[1,2]", "[1,2]") == "");
    CHECK(compare("[1,2]", "[1,3]") == "[1]: expected 2, got 3");
    CHECK(compare("[1]", "[1,2]") == ": expected a list of 1, got a list of 2");
    CHECK(compare("[]", "[1]") == ": expected a list of 0, got a list of 1");
    CHECK(compare(R"([{"id":"b","n":2}])", R"([{"id":"a","n":1},{"id":"b","n":2}])") == "");
    CHECK(compare(R"([{"id":"b","n":1}])", R"([{"id":"a","n":1},{"id":"b","n":2}])") == "[b].n: expected 1, got 2");
    CHECK(compare(R"([{"id":"c"}])", R"([{"id":"a"}])") == "[c]: missing");
    CHECK(compare(R"([{"rule":"a","n":1},{"rule":"a","n":2}])", R"([{"rule":"a","n":2},{"rule":"a","n":1}])") == "");
    CHECK(compare(R"([{"rule":"a"},{"rule":"a"}])", R"([{"rule":"a"}])") == "[a]: missing");
    CHECK(compare(R"("x")", R"("y")") == R"(: expected "x", got "y")");
}

TEST_CASE("a vector file is read") {
    json::VectorFile file;
    const auto found = json::read_vector(R"({"name":"Punch card","program_ref":"demo/programs/punch.json","cases":[
        {"name":"one stamp","published":true,"steps":[
          {"event":{"type":"member_joined","id":"j","member":"m","occurred_at":"2026-01-01T00:00:00Z"}},
          {"at":"2026-01-02T00:00:00Z","member":"m","expect":{"balances":{"stamps":{"available":0,"debt":0}},"tier":"base","rewards":{"cup":"not_yet"}}},
          {"quote":{"at":"2026-01-02T00:00:00Z","order":{"currency":"VND","lines":[]}},
           "expect":{"totals":{"stamps":1},"outcome":{"awards":[{"rule":"r"}]},"refusal":{"code":"overflow","path":"order"}}}]}]})", file);
    REQUIRE(found.empty());
    REQUIRE(file.programs.size() == 1);
    CHECK(file.programs[0].program_ref == "demo/programs/punch.json");
    REQUIRE(file.cases.size() == 1);
    CHECK(file.cases[0].published);
    const auto& steps = file.cases[0].steps;
    REQUIRE(steps.size() == 3);
    CHECK(steps[0].member == "m");
    CHECK(std::holds_alternative<MemberJoined>(steps[0].event->event.body));
    CHECK(steps[1].expect.balances[0].wallet == "stamps");
    CHECK(*steps[1].expect.balances[0].debt == 0);
    CHECK_FALSE(steps[1].expect.balances[0].pending);
    CHECK(steps[1].expect.rewards[0].second == "not_yet");
    CHECK(*steps[2].expect.refusal == "overflow");
    CHECK(steps[2].expect.totals[0].second == 1);
    CHECK(steps[2].expect.outcome != json::nowhere);
}

TEST_CASE("a step is one thing, and a file names one programme") {
    auto problem = [](std::string text) {
        json::VectorFile file;
        const auto found = json::read_vector(std::move(text), file);
        return found.empty() ? std::string() : std::string(name(found[0].code)) + " " + found[0].path;
    };
    CHECK(problem(R"({"name":"n","program_ref":"p","cases":[{"name":"c","steps":[{}]}]})") == "contradiction cases[0].steps[0]");
    CHECK(problem(R"({"name":"n","cases":[{"name":"c","steps":[{"at":"2026-01-01T00:00:00Z"}]}]})") == "contradiction ");
    CHECK(problem(R"({"name":"n","program_ref":"p","cases":[]})") == "too_few cases");
}
