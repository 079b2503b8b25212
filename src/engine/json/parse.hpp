// Text to document, by a strict profile of JSON: UTF-8 without byte order mark, no duplicate names, whole numbers of
// at most 2^53 - 1 (no fraction, exponent or minus zero), at most 32 levels deep, nothing after the value.
#pragma once
#include <cstddef>
#include <string_view>

#include "../generated/limits.hpp"
#include "../result.hpp"
#include "document.hpp"

namespace regulars::json {

/// A refusal names the path of the value and, as parameter `offset`, the byte where reading stopped.
Result<Document> parse(std::string_view text, std::size_t max_bytes = limits::body_bytes);

}  // namespace regulars::json
