// How fast the engine folds a history of orders: natively and, compiled by Emscripten, in Node.
// engine_bench PROGRAM.json: for a Sephora-like programme, in all and by the length of a member's history.
#include <ctime>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "engine/json/decode.hpp"
#include "engine/replay.hpp"

namespace {

using namespace regulars;

struct Columns {
    std::vector<std::uint32_t> member;
    std::vector<std::int64_t> at, amount;
    OrderColumns view() const { return {member, at, amount}; }
};

/// Orders of `members`, spread over three years in ascending order; the same on every machine.
Columns make(std::uint32_t members, std::uint32_t orders_each) {
    Columns c;
    std::uint64_t x = 88172645463325252;
    auto random = [&](std::uint64_t below) {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        return x % below;
    };
    const std::uint64_t rows = std::uint64_t{members} * orders_each;
    const std::int64_t start = 1'514'764'800'000, span = 3LL * 365 * 86'400'000;   // 2018-01-01
    for (std::uint64_t i = 0; i < rows; ++i) {
        c.member.push_back(static_cast<std::uint32_t>(random(members)));
        c.at.push_back(start + static_cast<std::int64_t>(static_cast<std::uint64_t>(span) / rows * i));
        c.amount.push_back(static_cast<std::int64_t>(500 + random(20'000)));
    }
    return c;
}

double million_per_second(const ProgrammeHistory& history, std::uint32_t members, std::uint32_t orders_each, ReplayTotals& totals) {
    const Columns columns = make(members, orders_each);
    double best = 0;
    for (int turn = 0; turn < 5; ++turn) {
        List<MemberState> states;
        const auto begin = std::clock();
        auto result = replay(history, columns.view(), members, states);
        const double took = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;   // of this process: others may be busy
        if (!result) std::abort();
        totals = *result;
        best = std::max(best, static_cast<double>(totals.orders) / took / 1e6);
    }
    return best;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    std::ifstream file(argv[1]);
    std::stringstream text;
    text << file.rdbuf();
    Program program;
    if (!json::read_program(text.str(), program).empty() || !resolve(program).empty()) return 1;
    ProgrammeHistory history;
    if (!history.add({Instant{}, std::move(program)})) return 1;
    const bool quick = argc > 2;
    struct Shape {
        const char* name;
        std::uint32_t members, orders;
    };
    const Shape shapes[] = {{"all", 20'000, 50}, {"10", 20'000, 10}, {"1000", 500, 1'000}, {"100000", 5, 100'000}};
    for (const Shape& s : shapes) {
        ReplayTotals t;
        const double speed = million_per_second(history, quick ? std::max(1U, s.members / 10) : s.members, s.orders, t);
        std::printf("%s %.3f %lld %lld %lld\n", s.name, speed, static_cast<long long>(t.orders), static_cast<long long>(t.earned_units),
                    static_cast<long long>(t.tier_changes));
    }
    return 0;
}
