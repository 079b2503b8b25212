// From text to the engine's structs: strict reading, checking against the schema, decoding.
#pragma once
#include <string>
#include <string_view>

#include "../list.hpp"
#include "../event.hpp"
#include "../outcome.hpp"
#include "../program.hpp"
#include "../result.hpp"
#include "compiled.hpp"
#include "document.hpp"

namespace regulars::json {

/// Everything that is wrong with a programme document, or nothing and `out` is read. Ids are not resolved yet: resolve().
List<Refusal> read_program(std::string_view text, Program& out);

/// One event, and the member that it names (empty: none). The first problem where there are several.
Result<MemberEvent> read_event(std::string_view text);
/// A list of events, one event, or one event on each line. For files on the command line, which may be long.
Result<List<MemberEvent>> read_events(std::string_view text);

Result<QuoteRequest> read_quote_request(std::string_view text);
/// {"at": instant}
Result<Instant> read_summary_request(std::string_view text);

// For documents that hold others: a node that was validated with the root of the same name.
void decode(const Document& document, const Node& node, Program& out);
Result<MemberEvent> decode_event(const Document& document, const Node& node);
void decode(const Document& document, const Node& node, QuoteRequest& out);

}  // namespace regulars::json
