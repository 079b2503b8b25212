// A generated programme and history as plain numbers. Number 0 is always the simplest choice, so that a shrinker that only
// removes steps and lowers numbers ends at a readable example. Knows nothing of RapidCheck: histories.cpp uses it too.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "world.hpp"

namespace regulars::testing {

/// What varies between programmes.
enum class Knob : std::uint8_t {
    start, zone, rate, rounding, round_per, stage, base, pending, expiry, counts_from, negative, ceiling, second_rule, limit,
    interval, budget, campaign, condition, window, keep, metric, multiplier, tier_at, downgrade, grace, on_refund,
    entry_reward, requalify, stock, per_member, automatic, occasions, stamps, new_version, own_terms, after,
    review, exempt, whole_refunds, count
};
inline constexpr std::size_t knob_count = static_cast<std::size_t>(Knob::count);

/// What happens.
enum class Kind : std::uint8_t {
    order, refund_line, refund_amount, refund_all, redeem, hold, capture, void_hold, cancel, deliver, adjust, act, profile, wait
};

struct Step {
    std::uint16_t kind = 0;
    std::uint16_t gap = 0;      ///< time since the step before
    std::uint16_t pick = 0;     ///< which order, redemption, boundary
    std::uint16_t amount = 0;
};

struct Scenario {
    std::array<std::uint16_t, knob_count> knobs{};
    std::vector<Step> steps;

    /// One of `choices` values of a knob; more than half of all numbers are 0.
    std::uint16_t choice(Knob knob, std::uint16_t choices) const;
};

/// What a property wants of its scenarios.
struct Shape {
    std::vector<Kind> kinds;       ///< repeated: more often
    std::vector<Knob> off;         ///< knobs that stay at 0
    std::size_t max_steps = 40;
};

Program program_of(const Scenario& scenario);
ProgrammeHistory history_of(const Scenario& scenario);
/// When the second version takes over, where the scenario has one.
Instant second_version_at(const Scenario& scenario);
Instant start_of(const Scenario& scenario);

/// Turns steps into events that fit what has happened so far.
class Walk : public World {
public:
    Walk(const Scenario& scenario, std::vector<Kind> kinds);
    Walk(const Scenario& scenario, std::vector<Kind> kinds, ProgrammeHistory programme);

    /// The event of a step; nothing where there is nothing to refund, to cancel, ...
    std::optional<Event> event_of(const Step& step);
    std::optional<Event> event_as(Kind kind, const Step& step);
    /// All instants at which something falls due soon, and their neighbours.
    std::vector<Instant> boundaries() const;

private:
    std::vector<Kind> kinds_;
    std::size_t made_ = 0;

    Instant when(const Step& step) const;
    Order new_order(const Step& step, const std::string& id) const;
    std::optional<Event> refund(const Step& step, Kind kind, Instant at);
    std::optional<Event> redemption(const Step& step, Kind kind, Instant at);
    std::string new_id(const char* prefix) { return prefix + std::to_string(++made_); }
};

std::string text_of(const Event& event);
std::string text_of(const Scenario& scenario);

}  // namespace regulars::testing
