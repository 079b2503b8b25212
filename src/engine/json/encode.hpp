// What the engine answers, as JSON for people and programs: outcomes, quotes, summaries, ledger entries, problems.
// Field names are those of schema/openapi.json. Every field is always there; what does not apply is null.
// Days named until, on and expires_on are the first day on which the thing no longer holds.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "../list.hpp"
#include "../outcome.hpp"
#include "../project.hpp"
#include "../result.hpp"

namespace regulars::json {

/// `at`: when it happened; stands for "at once" where units can be spent immediately.
std::string outcome_text(const Outcome& outcome, Instant at);
/// What an order would earn, alone: a page that previews a cart asks at every change.
std::string preview_text(const Outcome& outcome, std::int64_t version, Instant at);
/// The same with the summary as if the order had been booked (`after`).
std::string quote_text(const Outcome& outcome, const Summary& after, Instant at);
std::string summary_text(const Summary& summary);
/// One line of the ledger with the number that the store gave it.
std::string entry_text(const Entry& entry, std::int64_t seq);

/// {"code", "path", "params"}
std::string problem_text(const Refusal& refusal);
/// {"errors": [{"path", "code", "params"}]}
std::string errors_text(const List<Refusal>& refusals);
/// {"ok": true, "value": ...}, the value being JSON already.
std::string ok_text(std::string value);
/// {"ok": false, "problem": {...}}
std::string not_ok_text(const Refusal& refusal);
/// {"ok": false, "code": its number, "path": "..."}: for the browser, which knows the words and needs no parameters.
std::string brief_refusal(const Refusal& refusal);

/// A JSON string of UTF-8 text.
void append_text(std::string& out, std::string_view text);

}  // namespace regulars::json
