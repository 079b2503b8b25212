// Runs properties: engine_properties [--quick] [words of names...], or --list. REGULARS_RUNS (100) scales how often each
// is tried, REGULARS_SEED chooses the inputs; --quick leaves counterexamples as they were found (seeded-bugs.mjs).
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "property.hpp"

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

bool chosen(const Property& property, const std::vector<std::string>& words) {
    for (const std::string& word : words) {
        if (property.name == word || (word.size() > 4 && property.says.find(word) != std::string_view::npos)) return true;
    }
    return words.empty();
}

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

bool holds(const Property& property, bool shrink) {
    const auto start = std::chrono::steady_clock::now();
    const auto result = run(property, runs_of(property), shrink);
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

int main(int argc, char* argv[]) {
    int passed = 0, failed = 0;
    std::vector<std::string> words(argv + 1, argv + argc);
    if (!words.empty() && words.front() == "--list") {
        for (const Property& property : properties()) std::printf("%s\n", std::string(property.name).c_str());
        return 0;
    }
    const bool quick = !words.empty() && words.front() == "--quick";
    if (quick) words.erase(words.begin());
    for (const Property& property : properties()) {
        if (chosen(property, words)) ++(holds(property, !quick) ? passed : failed);
    }
    std::printf("%d passed, %d failed\n", passed, failed);
    return failed == 0 ? 0 : 1;
}
