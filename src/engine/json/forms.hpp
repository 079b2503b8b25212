// Texts with a form of their own: instants, days, decimals, ids. Both ways, without the C library's locale.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "../money.hpp"
#include "../time.hpp"
#include "schema.hpp"

namespace regulars::json {

/// "2026-11-22T05:00:00Z", with milliseconds or without, years 1970 to 9999.
std::optional<Instant> instant_from(std::string_view text);
/// "2026-11-22"
std::optional<Day> day_from(std::string_view text);
/// "1.25" is 5/4; at most four digits before and four after the point.
std::optional<Ratio> decimal_from(std::string_view text);

using regulars::append;
/// The shortest decimal; a ratio that has none with six digits after the point is cut there.
void append_decimal(std::string& out, Ratio ratio);

/// How many characters (code points) a UTF-8 text has.
std::size_t characters(std::string_view utf8);

/// Whether a text has a form. What it stands for, where that is a number, goes to `number`.
bool has_form(Form form, std::string_view text, std::int64_t& number);

/// The form as problems name it.
std::string_view name(Form form);

}  // namespace regulars::json
