// A property of the engine over generated programmes and histories: its name (the invariant's), what it says, and a
// body that draws its input with RapidCheck. seeded-bugs.mjs runs the same bodies over engines with a bug in them.
#pragma once
#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <rapidcheck.h>

#include "../support/scenario.hpp"

namespace regulars::testing {

struct Property {
    std::string_view name;
    std::string_view says;
    int runs;                       ///< of REGULARS_RUNS=100
    void (*body)();
};

std::vector<Property>& properties();

struct Registered {
    Registered(std::string_view name, std::string_view says, int runs, void (*body)()) { properties().push_back({name, says, runs, body}); }
};

#define REGULARS_JOIN_(a, b) a##b
#define REGULARS_JOIN(a, b) REGULARS_JOIN_(a, b)
/// PROPERTY("I24", "...", 100) { ... draw with *gen, judge with RC_ASSERT or require ... }
#define PROPERTY(name, says, runs)                                                                               \
    static void REGULARS_JOIN(property_, __LINE__)();                                                            \
    static const ::regulars::testing::Registered REGULARS_JOIN(registered_, __LINE__){name, says, runs,          \
                                                                                     &REGULARS_JOIN(property_, __LINE__)}; \
    static void REGULARS_JOIN(property_, __LINE__)()

/// Steps of every kind that a shopper or a shop brings about.
inline Shape steps_of_every_kind(std::size_t steps) {
    return {{Kind::order, Kind::order, Kind::order, Kind::refund_line, Kind::refund_amount, Kind::refund_all, Kind::redeem, Kind::hold,
             Kind::capture, Kind::void_hold, Kind::cancel, Kind::deliver, Kind::adjust, Kind::act, Kind::profile, Kind::wait},
            {}, steps};
}

/// Scenarios of this shape; shrinks by dropping steps, then to simpler programmes and numbers.
rc::Gen<Scenario> scenarios(Shape shape);

void showValue(const Scenario& scenario, std::ostream& out);

/// A walk that remembers what it did, for the counterexample.
class Run : public Walk {
public:
    Run(const Scenario& scenario, const Shape& shape) : Walk(scenario, shape.kinds), scenario_(scenario) {}
    Run(const Scenario& scenario, const Shape& shape, ProgrammeHistory p) : Walk(scenario, shape.kinds, std::move(p)), scenario_(scenario) {}

    /// Submits the event of a step; false where there was none or it was refused.
    bool step(const Step& step);
    bool submit_logged(const Event& event);
    [[noreturn]] void fail(const std::string& why) const;
    void require(bool holds, const std::string& why) const {
        if (!holds) fail(why);
    }
    void require_equal(std::int64_t is, std::int64_t should_be, const std::string& what) const;

    Code code = Code::ok;        ///< of the last event
    regulars::List<std::string> log;

private:
    Scenario scenario_;
};

/// What is wrong with the member's lots, debt and ledger; empty: nothing (I2-I6, I20, I29, I31, I33).
std::string wrong_with(const World& world);

}  // namespace regulars::testing
