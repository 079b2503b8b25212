// Runs properties: engine_properties [words of names...]. REGULARS_RUNS (100) scales how often each is tried,
// REGULARS_SEED chooses the inputs. Built with mutants (REGULARS_MUTANTS), it seeds a bug for each property instead,
// and passes where the property finds it.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <sstream>

#include "property.hpp"
#ifdef REGULARS_MUTANTS
#include "mutants.hpp"
#endif

using namespace regulars::testing;

namespace {

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
    const char* text = std::getenv(variable);
    return text && *text ? std::strtoull(text, nullptr, 10) : otherwise;
}

rc::detail::TestResult run(const Property& property, int runs, bool shrink) {
    rc::detail::TestMetadata metadata;
    metadata.id = metadata.description = std::string(property.name);
    rc::detail::TestParams params;
    params.seed = number_from("REGULARS_SEED", 1);
    params.maxSuccess = runs;
    params.disableShrinking = !shrink;
    params.maxDiscardRatio = 100;
    return rc::detail::checkProperty(rc::detail::toProperty(property.body), metadata, params);
}

int runs_of(const Property& property) {
    const std::uint64_t runs = static_cast<std::uint64_t>(property.runs) * number_from("REGULARS_RUNS", 100) / 100;
    return static_cast<int>(runs == 0 ? 1 : runs);
}

bool chosen(const Property& property, int argc, char* argv[]) {
    for (int i = 1; i < argc; ++i) {
        const std::string word(argv[i]);
        if (property.name == word || (word.size() > 4 && property.says.find(word) != std::string_view::npos)) return true;
    }
    return argc < 2;
}

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

bool holds(const Property& property) {
    const auto start = std::chrono::steady_clock::now();
    const auto result = run(property, runs_of(property), true);
    const bool good = result.is<rc::detail::SuccessResult>();
    std::printf("%s %-4s %s (%d runs, %.1f s)\n", good ? "ok  " : "FAIL", std::string(property.name).c_str(),
                std::string(property.says).c_str(), runs_of(property), seconds_since(start));
    if (!good) {
        std::ostringstream why;
        rc::detail::printResultMessage(result, why);
        std::printf("%s\n", why.str().c_str());
    }
    return good;
}

}  // namespace

#ifdef REGULARS_MUTANTS

namespace {

/// Tried more often than in the plain run: a seeded bug must be found whatever the numbers drawn.
constexpr int patience = 20;

bool is_caught(const Seeded& seeded, const Property& property) {
    regulars::mutant = seeded.mutant;
    const auto start = std::chrono::steady_clock::now();
    const auto result = run(property, runs_of(property) * patience, false);
    regulars::mutant = regulars::Mutant::none;
    const bool caught = result.is<rc::detail::FailureResult>();
    std::printf("%s %-4s %s: %s (%.1f s)\n", caught ? "ok  " : "FAIL", std::string(property.name).c_str(), seeded.bug,
                caught ? "found" : "NOT found", seconds_since(start));
    return caught;
}

}  // namespace

int main(int argc, char* argv[]) {
    int passed = 0, failed = 0;
    for (const Seeded& seeded : seeded_bugs()) {
        bool known = false;
        for (const Property& property : properties()) {
            if (property.name != seeded.property) continue;
            known = true;
            if (chosen(property, argc, argv)) ++(is_caught(seeded, property) ? passed : failed);
        }
        if (!known) ++failed;
    }
    for (const Property& property : properties()) {   // no property without a negative control
        bool seeded = false;
        for (const Seeded& s : seeded_bugs()) seeded = seeded || s.property == property.name;
        if (seeded) continue;
        std::printf("FAIL %s has no seeded bug\n", std::string(property.name).c_str());
        ++failed;
    }
    std::printf("%d passed, %d failed\n", passed, failed);
    return failed == 0 ? 0 : 1;
}

#else

int main(int argc, char* argv[]) {
    int passed = 0, failed = 0;
    for (const Property& property : properties()) {
        if (chosen(property, argc, argv)) ++(holds(property) ? passed : failed);
    }
    std::printf("%d passed, %d failed\n", passed, failed);
    return failed == 0 ? 0 : 1;
}

#endif
