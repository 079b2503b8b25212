// Conservation and shape: lots, debt and entries agree after every event of any history.
#include <algorithm>
#include <map>

#include "engine/rules/lots.hpp"
#include "property.hpp"

using namespace regulars;
using namespace regulars::testing;

namespace {

const Shape all_kinds = steps_of_every_kind(40);

}  // namespace

PROPERTY("I2", "the balance is the sum of the entries; lots, holds and debt agree with it (I2-I6, I20, I29, I33)", 400) {
    const Scenario scenario = *scenarios(all_kinds);
    Run run(scenario, all_kinds); 
    for (const Step& step : scenario.steps) {
        if (!run.step(step)) continue;
        if (const std::string wrong = wrong_with(run); !wrong.empty()) run.fail(wrong);
    }
}
