// Folds generated histories and prints a hash of all that the engine said: engine_histories [COUNT [SEED [FIRST]]].
// The same numbers on every machine, compiler, zone and language: its numbers come from a generator of its own, since
// the distributions of the C++ libraries differ. `--each` prints a hash for each history, to find where two builds part;
// `--texts` the texts that a host keeps, one a line, as seeds for tests/fuzz.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "engine/json/encode.hpp"
#include "engine/json/stored.hpp"
#include "support/scenario.hpp"

using namespace regulars;
using namespace regulars::testing;

namespace {

/// SplitMix64.
class Numbers {
public:
    explicit Numbers(std::uint64_t seed) : state_(seed) {}

    std::uint16_t below(std::uint16_t end) {
        std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111eb;
        return static_cast<std::uint16_t>((z ^ (z >> 31U)) % end);
    }

private:
    std::uint64_t state_;
};

class Hash {
public:
    void take(std::string_view text) {   // FNV-1a, with a mark between texts
        for (const char c : text) byte(static_cast<unsigned char>(c));
        byte(0xff);
    }
    std::uint64_t value() const { return value_; }

private:
    std::uint64_t value_ = 0xcbf29ce484222325;

    void byte(std::uint64_t b) { value_ = (value_ ^ b) * 0x100000001b3; }
};

const Shape everything{{Kind::order, Kind::order, Kind::order, Kind::refund_line, Kind::refund_amount, Kind::refund_all, Kind::redeem, Kind::hold,
                        Kind::capture, Kind::void_hold, Kind::cancel, Kind::deliver, Kind::adjust, Kind::act, Kind::profile, Kind::wait},
                       {}, 40};

Scenario scenario_of(Numbers& numbers) {
    Scenario s;
    for (std::uint16_t& knob : s.knobs) knob = numbers.below(1000);
    s.steps.resize(numbers.below(static_cast<std::uint16_t>(everything.max_steps)));
    for (Step& step : s.steps) step = {numbers.below(1000), numbers.below(1000), numbers.below(1000), numbers.below(1000)};
    return s;
}

bool texts = false;

void show(const std::string& text) {
    if (texts) std::printf("%s\n", text.c_str());
}

struct Counts {
    std::uint64_t events = 0, refused = 0, entries = 0;
};

void take(Hash& hash, const Walk& walk, Counts& counts) {
    std::int64_t seq = static_cast<std::int64_t>(walk.ledger.size() - walk.last.entries.size());
    for (const Entry& e : walk.last.entries) hash.take(json::entry_text(e, ++seq));
    hash.take(json::write_state(walk.state));
    show(json::write_state(walk.state));
    if (walk.last.order) hash.take(json::write_order_record(*walk.last.order));
    if (walk.last.order) show(json::write_order_record(*walk.last.order));
    if (texts && !walk.last.redemptions.empty()) show(json::write_redemption_record(walk.last.redemptions.front()));
    counts.entries += walk.last.entries.size();
}

std::uint64_t run(std::uint64_t seed, Counts& counts) {
    Numbers numbers(seed);
    const Scenario scenario = scenario_of(numbers);
    Walk walk(scenario, everything.kinds);
    Hash hash;
    for (const Step& step : scenario.steps) {
        const auto event = walk.event_of(step);
        if (!event) continue;
        ++counts.events;
        show(json::write_booked_event(*event));
        const Code code = walk.submit(*event);
        hash.take(name(code));
        if (code == Code::ok) take(hash, walk, counts);
        else ++counts.refused;
    }
    hash.take(json::summary_text(walk.summary(walk.state.clock)));
    if (walk.submit(event("end", {walk.state.clock.ms + 400 * ms_per_day}, TimeAdvanced{})) == Code::ok) take(hash, walk, counts);
    return hash.value();
}

std::uint64_t number(const char* text, std::uint64_t otherwise) { return text ? std::strtoull(text, nullptr, 10) : otherwise; }

}  // namespace

int main(int argc, char* argv[]) {
    const bool each = argc > 1 && std::strcmp(argv[1], "--each") == 0;
    texts = argc > 1 && std::strcmp(argv[1], "--texts") == 0;
    char** args = argv + (each || texts ? 2 : 1);
    const int n = argc - (each || texts ? 2 : 1);
    const std::uint64_t count = number(n > 0 ? args[0] : nullptr, 1000), seed = number(n > 1 ? args[1] : nullptr, 1), first = number(n > 2 ? args[2] : nullptr, 0);
    Hash all;
    Counts counts;
    for (std::uint64_t i = first; i < first + count; ++i) {
        const std::uint64_t one = run(seed * 1'000'003 + i, counts);
        if (each) std::printf("%llu %016llx\n", static_cast<unsigned long long>(i), static_cast<unsigned long long>(one));
        all.take(std::to_string(one));
    }
    if (texts) return 0;
    std::printf("%llu histories, %llu events, %llu refused, %llu entries: %016llx\n", static_cast<unsigned long long>(count), static_cast<unsigned long long>(counts.events),
                static_cast<unsigned long long>(counts.refused), static_cast<unsigned long long>(counts.entries), static_cast<unsigned long long>(all.value()));
    return 0;
}
