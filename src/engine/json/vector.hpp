// Vector files: cases of a programme, what happens and what must come of it. docs/formats.md describes them.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "decode.hpp"

namespace regulars::json {

/// A programme in the file, or the path of its file from the top of the repository.
struct ProgramSource {
    Instant active_from;
    std::string program_ref;
    std::optional<Program> program;
};

struct ExpectedBalance {
    std::string wallet;
    std::optional<std::int64_t> available;
    std::optional<std::int64_t> pending;
    std::optional<std::int64_t> held;
    std::optional<std::int64_t> debt;
};

/// Only what is given is compared.
struct Expectation {
    std::optional<std::string> refusal;       ///< a code
    std::optional<std::string> refusal_path;
    std::vector<ExpectedBalance> balances;
    std::optional<std::string> tier;
    std::optional<std::string> tier_after;
    std::vector<std::pair<std::string, std::int64_t>> totals;
    std::vector<std::pair<std::string, std::string>> rewards;
    Index outcome = nowhere;                  ///< in the file's document; for matches()
    Index summary = nowhere;
};

/// Exactly one of `event`, `quote` and `at`.
struct Step {
    std::optional<MemberEvent> event;
    std::optional<QuoteRequest> quote;
    std::optional<Instant> at;
    std::string member;
    Expectation expect;
    Index node = nowhere;                     ///< where it stands in the document
};

struct Case {
    std::string name;
    bool published = false;
    std::vector<Step> steps;
};

struct VectorFile {
    Document document;
    std::string name;
    std::vector<ProgramSource> programs;      ///< ascending; one without versions
    std::vector<Case> cases;
};

/// Everything that is wrong with the file, or nothing and `out` is read.
std::vector<Refusal> read_vector(std::string text, VectorFile& out);

/// Compares what is written in `expected` with `actual`: objects by the members that are written; lists item by item,
/// or, where all items have an "id", "rule", "metric" or "wallet", by that. The first difference in words; empty: none.
std::string difference(const Document& expected, Index e, const Document& actual, Index a);

}  // namespace regulars::json
