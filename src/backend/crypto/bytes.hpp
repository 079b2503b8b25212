// Text forms of bytes. Decoders are strict: what they accept has exactly one spelling.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace regulars::backend {

std::string hex(std::string_view bytes);

/// RFC 4648 with padding.
std::string base64(std::string_view bytes);
/// Padding is required; white space, missing padding and stray trailing bits are refused.
std::optional<std::string> from_base64(std::string_view text);

/// RFC 4648 section 5, without padding.
std::string base64url(std::string_view bytes);
/// No padding; stray trailing bits are refused, so that a signature has one spelling.
std::optional<std::string> from_base64url(std::string_view text);

/// Crockford's base 32: no I, L, O or U, so that a code can be read aloud.
std::string crockford(std::string_view bytes);
/// Upper case, without spaces and hyphens, O read as 0, I and L as 1. Nothing where another character is left.
std::optional<std::string> normal_crockford(std::string_view typed);

}  // namespace regulars::backend
