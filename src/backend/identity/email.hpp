// E-mail addresses: which we take, their one normal form, and how they are shown back.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace regulars::backend {

/// Lower case on both sides, surrounding spaces gone; nothing for what is not a plain address (no quoted local parts,
/// no comments, ASCII only, a domain with a dot). Never contains anything that could end a mail header.
std::optional<std::string> normal_email(std::string_view typed);

/// "l***@example.com": enough to recognise one's own.
std::string masked_email(std::string_view email);

}  // namespace regulars::backend
