// What shoppers must be told, and in which languages: warnings that need the document's words, which the engine does not keep.
#pragma once
#include <string_view>

#include "../list.hpp"
#include "../program.hpp"
#include "../result.hpp"

namespace regulars::check {

/// `text` is a valid programme document, `program` what was read from it.
List<Refusal> document_warnings(std::string_view text, const Program& program);

}  // namespace regulars::check
