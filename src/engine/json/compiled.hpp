// What a browser's engine is given: the programme as resolve() left it, and the cart that is asked about. Rows
// (rows.hpp) instead of documents: those are read and checked where the programme is made, never in a shopper's page.
#pragma once
#include <string>
#include <string_view>

#include "../program.hpp"
#include "../record.hpp"
#include "../result.hpp"

namespace regulars::json {

/// A cart and the instant for which it is asked.
struct QuoteRequest {
    Instant at;
    Order order;
};

/// The program must have been resolved. Names and texts, which the engine does not read, are left out.
std::string write_compiled(const Program& program);
/// Code::program_invalid for what is not such a text; what is read can be judged by without resolving it.
Result<Program> read_compiled(std::string_view text);

/// [instant, order]; a summary needs no order. Code::request_malformed for anything else.
std::string write_question(const QuoteRequest& question);
Result<QuoteRequest> read_question(std::string_view text);

}  // namespace regulars::json
