#include "forms.hpp"

#include <numeric>

#include "../generated/limits.hpp"

namespace regulars::json {

namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool lower(char c) { return c >= 'a' && c <= 'z'; }
bool upper(char c) { return c >= 'A' && c <= 'Z'; }

/// The number that `count` digits at the front stand for, taken off the text; -1 where they are not digits.
std::int32_t take(std::string_view& text, std::size_t count) {
    if (text.size() < count) return -1;
    std::int32_t n = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (!digit(text[i])) return -1;
        n = n * 10 + (text[i] - '0');
    }
    text.remove_prefix(count);
    return n;
}

bool skip(std::string_view& text, char c) {
    if (!text.starts_with(c)) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<Day> take_day(std::string_view& text) {
    const std::int32_t year = take(text, 4);
    if (year < 1970 || !skip(text, '-')) return std::nullopt;
    const std::int32_t month = take(text, 2);
    if (month < 1 || month > 12 || !skip(text, '-')) return std::nullopt;
    const std::int32_t day = take(text, 2);
    if (day < 1 || day > days_in_month(year, month)) return std::nullopt;
    return day_of({year, month, day});
}

template <class Test>
bool all(std::string_view text, Test test) {
    for (const char c : text) {
        if (!test(c)) return false;
    }
    return true;
}

bool control(char c) { return (c >= 0 && c < ' ') || c == '\x7f'; }

bool locale(std::string_view t) {
    std::size_t n = 0;
    while (n < t.size() && lower(t[n])) ++n;
    if (n < 2 || n > 3) return false;
    t.remove_prefix(n);
    if (t.size() >= 5 && t[0] == '-' && upper(t[1]) && all(t.substr(2, 3), lower)) t.remove_prefix(5);
    return t.empty() || (t.size() == 3 && t[0] == '-' && upper(t[1]) && upper(t[2]));
}

bool url(std::string_view t) {
    auto allowed = [](char c) {
        constexpr std::string_view never = "\"<>\\^`{|}";
        return c > ' ' && c < '\x7f' && never.find(c) == never.npos;
    };
    if (!all(t, allowed)) return false;
    constexpr std::string_view secure = "https://";
    if (t.starts_with(secure)) {
        t.remove_prefix(secure.size());
        return !t.empty() && (digit(t[0]) || lower(t[0]) || upper(t[0]));
    }
    return t.starts_with('/') && !t.starts_with("//");
}

}  // namespace

std::optional<Day> day_from(std::string_view text) {
    const auto day = take_day(text);
    return text.empty() ? day : std::nullopt;
}

std::optional<Instant> instant_from(std::string_view text) {
    const auto day = take_day(text);
    if (!day || !skip(text, 'T')) return std::nullopt;
    const std::int32_t hour = take(text, 2);
    if (hour < 0 || hour > 23 || !skip(text, ':')) return std::nullopt;
    const std::int32_t minute = take(text, 2);
    if (minute < 0 || minute > 59 || !skip(text, ':')) return std::nullopt;
    const std::int32_t second = take(text, 2);
    if (second < 0 || second > 59) return std::nullopt;
    std::int32_t ms = 0;
    if (skip(text, '.')) ms = take(text, 3);
    if (ms < 0 || text != "Z") return std::nullopt;
    return Instant{day->number * ms_per_day + ((hour * 60 + minute) * 60 + second) * std::int64_t{1000} + ms};
}

std::optional<Ratio> decimal_from(std::string_view text) {
    std::size_t whole = 0;
    while (whole < text.size() && digit(text[whole])) ++whole;
    if (whole < 1 || whole > 4 || (whole > 1 && text[0] == '0')) return std::nullopt;
    std::int64_t num = take(text, whole);
    std::int64_t den = 1;
    if (skip(text, '.')) {
        const std::size_t places = text.size();
        if (places < 1 || places > 4) return std::nullopt;
        const std::int32_t fraction = take(text, places);
        if (fraction < 0) return std::nullopt;
        std::int64_t power = 1;
        for (std::size_t i = 0; i < places; ++i) power *= 10;
        num = num * power + fraction;
        den *= power;
    }
    if (!text.empty()) return std::nullopt;
    const std::int64_t common = std::gcd(num, den);
    return Ratio{num / common, den / common};
}

void append_decimal(std::string& out, Ratio ratio) {
    out += std::to_string(ratio.num / ratio.den);
    std::int64_t rest = ratio.num % ratio.den;
    if (rest == 0) return;
    out += '.';
    for (int i = 0; i < 6 && rest != 0; ++i) {
        const Wide scaled = static_cast<Wide>(rest) * 10;
        out += static_cast<char>('0' + static_cast<int>(scaled / ratio.den));
        rest = static_cast<std::int64_t>(scaled % ratio.den);
    }
}

std::size_t characters(std::string_view utf8) {
    std::size_t n = 0;
    for (const char c : utf8) n += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
    return n;
}

bool has_form(Form form, std::string_view t, std::int64_t& number) {
    switch (form) {
        case Form::none: return true;
        case Form::id:
            return !t.empty() && t.size() <= limits::id_length && (lower(t[0]) || digit(t[0])) &&
                   all(t, [](char c) { return lower(c) || digit(c) || c == '_' || c == '-'; });
        case Form::key:
            return !t.empty() && t.front() != ' ' && t.back() != ' ' && all(t, [](char c) { return !control(c); });
        case Form::label: return all(t, [](char c) { return !control(c); });
        case Form::prose: return all(t, [](char c) { return !control(c) || c == '\n'; });
        case Form::locale: return locale(t);
        case Form::instant: {
            const auto at = instant_from(t);
            if (at) number = at->ms;
            return at.has_value();
        }
        case Form::day: {
            const auto day = day_from(t);
            if (day) number = day->number;
            return day.has_value();
        }
        case Form::decimal: return decimal_from(t).has_value();
        case Form::currency: return t.size() == 3 && all(t, upper);
        case Form::url: return url(t);
        case Form::colour:
            return t.size() == 7 && t[0] == '#' &&
                   all(t.substr(1), [](char c) { return digit(c) || (c >= 'a' && c <= 'f'); });
    }
    return false;
}

std::string_view name(Form form) {
    constexpr std::string_view words[] = {
        "a text",
        "an id of small letters, digits, - and _ that begins with a letter or a digit",
        "a text without control characters or spaces around it",
        "a text on one line, without control characters",
        "a text without control characters",
        "a language such as vi or en-GB",
        "an instant in UTC, with Z at its end, such as 2026-11-22T05:00:00Z",
        "a day such as 2026-11-22",
        "a decimal number as text, such as \"1.25\", with at most four digits on each side",
        "three capital letters such as VND",
        "an address that begins with https:// or, on the shop's own site, with /",
        "a colour such as #1a7f5a"};
    return words[static_cast<std::size_t>(form)];
}

}  // namespace regulars::json
