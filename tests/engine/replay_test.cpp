// Columns folded in place come to the same states as the same orders applied one by one, for every ready programme.
#include <catch.hpp>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "engine/engine.hpp"
#include "engine/json/decode.hpp"
#include "engine/replay.hpp"

namespace {

using namespace regulars;

constexpr std::uint32_t members = 12;
constexpr std::size_t rows = 400;

struct Columns {
    std::vector<std::uint32_t> member;
    std::vector<std::int64_t> at, amount;
    OrderColumns view() const { return {member, at, amount}; }
};

Columns some_orders(std::int64_t largest) {
    Columns c;
    std::uint32_t x = 12345;
    auto random = [&](std::uint32_t below) { return (x = x * 1664525 + 1013904223, (x >> 8) % below); };
    std::int64_t at = 1'514'764'800'000;   // 2018-01-01
    for (std::size_t i = 0; i < rows; ++i) {
        at += random(5 * 86'400'000);
        c.member.push_back(random(members));
        c.at.push_back(at);
        c.amount.push_back(random(static_cast<std::uint32_t>(largest)));
    }
    return c;
}

ProgrammeHistory load(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    Program program;
    REQUIRE(json::read_program(text.str(), program).empty());
    REQUIRE(resolve(program).empty());
    ProgrammeHistory history;
    REQUIRE(history.add({Instant{}, std::move(program)}));
    return history;
}

MemberState one_by_one(const ProgrammeHistory& history, const Columns& columns, std::uint32_t member, std::int64_t& earned) {
    MemberState state;
    for (std::size_t i = 0; i < rows; ++i) {
        if (columns.member[i] != member) continue;
        auto book = [&](EventBody body) {
            auto out = apply(history, {}, state, Event{"order", Instant{columns.at[i]}, std::move(body), {}, {}, {}});
            REQUIRE(out);
            for (const Entry& e : out->entries) earned += e.kind == EntryKind::earned ? e.units : 0;
            state = std::move(out->next);
        };
        if (!state.joined_at) book(MemberJoined{});
        OrderPlaced placed;
        placed.order.id = "order";
        placed.order.currency = history.latest().currency.code;
        OrderLine line;
        line.id = "1";
        line.amount.minor = columns.amount[i];
        placed.order.lines.push_back(line);
        book(placed);
    }
    return state;
}

TEST_CASE("columns replay to the states that events lead to") {
    for (const auto& file : std::filesystem::directory_iterator(std::string(REGULARS_SOURCE_DIR) + "/demo/programs")) {
        if (file.path().extension() != ".json") continue;
        INFO(file.path().filename().string());
        const ProgrammeHistory history = load(file.path());
        const Columns columns = some_orders(history.latest().currency.exponent == 0 ? 5'000'000 : 50'000);
        List<MemberState> states;
        const auto totals = replay(history, columns.view(), members, states);
        REQUIRE(totals);
        CHECK(totals->orders == std::int64_t{rows});
        CHECK(totals->members == std::int64_t{members});
        std::int64_t earned = 0;
        for (std::uint32_t m = 0; m < members; ++m) CHECK(states[m] == one_by_one(history, columns, m, earned));
        CHECK(totals->earned_units == earned);
    }
}

TEST_CASE("columns that cannot be are refused by name") {
    const ProgrammeHistory history = load(std::string(REGULARS_SOURCE_DIR) + "/demo/programs/tiered-calendar-year-sephora-2018.json");
    List<MemberState> states;
    Columns c{{0, 0}, {2'000, 1'000}, {5, 5}};
    CHECK(replay(history, c.view(), 1, states).refusal().path == "columns.at_ms[1]");
    c = {{0, 1}, {1'000, 2'000}, {5, 5}};
    CHECK(replay(history, c.view(), 1, states).refusal().path == "columns.member");
    c = {{0, 0}, {1'000}, {5, 5}};
    CHECK(replay(history, c.view(), 1, states).refusal().path == "columns");
}

}  // namespace
