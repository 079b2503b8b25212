// Comparing what a vector expects with what came: only what is written is compared.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/json/document.hpp"
#include "engine/project.hpp"
#include "engine/result.hpp"

namespace regulars::cli {

/// What a step led to.
struct Seen {
    std::optional<Refusal> refusal;
    std::string status;              ///< parked or repeated, else empty
    List<Award> awards;
    std::string tier_before;         ///< quotes
    std::string tier_after;
    std::string outcome;             ///< JSON
    Summary summary;
};

const json::Node* find(const json::Document& document, const json::Node& object, std::string_view name);

template <class F>
void each(const json::Document& document, const json::Node& list, F f) {
    for (json::Index i = list.child; i != json::nowhere; i = document.at(i).next) f(document.at(i));
}

/// What differs, or nothing.
std::string compare(const json::Document& document, const json::Node& expect, const Seen& seen);

}  // namespace regulars::cli
