#include "clock.hpp"

#include <chrono>
#include <cstdio>

#include "engine/time.hpp"

namespace regulars::backend {
namespace {

constexpr std::int64_t ms_of_day = 86'400'000;

struct Broken {
    Civil date;
    Day day;
    int hour, minute, second, ms;
};

Broken broken(std::int64_t ms) {
    auto days = ms / ms_of_day;
    auto rest = ms % ms_of_day;
    if (rest < 0) {
        rest += ms_of_day;
        --days;
    }
    const Day day{static_cast<std::int32_t>(days)};
    const auto part = [rest](std::int64_t unit, std::int64_t of) { return static_cast<int>(rest / unit % of); };
    return {civil(day), day, part(3'600'000, 24), part(60'000, 60), part(1000, 60), part(1, 1000)};
}

/// Exactly `count` digits at `at`, or -1.
int digits(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) return -1;
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

/// Milliseconds of ".500"; 0 for nothing; -1 where malformed.
int fraction(std::string_view text) {
    if (text.empty()) return 0;
    return text.front() == '.' && text.size() == 4 ? digits(text, 1, 3) : -1;
}

}  // namespace

std::int64_t now_ms() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

std::string instant_text(std::int64_t ms) {
    const auto b = broken(ms);
    char out[48];
    std::snprintf(out, sizeof out, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", b.date.year, b.date.month, b.date.day, b.hour,
                  b.minute, b.second, b.ms);
    return out;
}

std::optional<std::int64_t> read_instant(std::string_view text) {
    if (text.size() < 20 || text.size() > 24 || text.back() != 'Z') return std::nullopt;
    if (text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':') return std::nullopt;
    const int year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
    const int hour = digits(text, 11, 2), minute = digits(text, 14, 2), second = digits(text, 17, 2);
    const int ms = fraction(text.substr(19, text.size() - 20));
    if (year < 1970 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) return std::nullopt;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || ms < 0) return std::nullopt;
    const std::int64_t days = day_of({year, month, day}).number;
    return days * ms_of_day + hour * 3'600'000LL + minute * 60'000LL + second * 1000LL + ms;
}

std::string http_date(std::int64_t ms) {
    constexpr const char* weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto b = broken(ms);
    char out[64];
    std::snprintf(out, sizeof out, "%s, %02d %s %04d %02d:%02d:%02d GMT", weekdays[weekday(b.day) - 1], b.date.day,
                  months[b.date.month - 1], b.date.year, b.hour, b.minute, b.second);
    return out;
}

}  // namespace regulars::backend
