#include "time.hpp"

#include <algorithm>
#include <chrono>

namespace regulars {

namespace {

void append_padded(std::string& out, std::int64_t n, int digits) {
    char buffer[8];
    for (int i = digits - 1; i >= 0; --i) {
        buffer[i] = static_cast<char>('0' + n % 10);
        n /= 10;
    }
    out.append(buffer, static_cast<std::size_t>(digits));
}
constexpr std::int64_t ms_per_second = 1000;

}  // namespace

// std::chrono's calendar is pure arithmetic: no clock, no database.
Civil civil(Day day) {
    const std::chrono::year_month_day ymd{std::chrono::sys_days{std::chrono::days{day.number}}};
    return {static_cast<int>(ymd.year()), static_cast<std::int32_t>(static_cast<unsigned>(ymd.month())),
            static_cast<std::int32_t>(static_cast<unsigned>(ymd.day()))};
}

Day day_of(Civil date) {
    const std::chrono::year_month_day ymd{std::chrono::year{date.year},
                                          std::chrono::month{static_cast<unsigned>(date.month)},
                                          std::chrono::day{static_cast<unsigned>(date.day)}};
    return {static_cast<std::int32_t>(std::chrono::sys_days{ymd}.time_since_epoch().count())};
}

std::int32_t days_in_month(std::int32_t year, std::int32_t month) {
    constexpr std::int32_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : lengths[month - 1];
}

std::int32_t weekday(Day day) {
    const std::int32_t since_monday = (day.number % 7 + 7 + 3) % 7;  // 1970-01-01 was a Thursday
    return since_monday + 1;
}

Day add_months(Day day, std::int32_t months) {
    const Civil c = civil(day);
    const std::int32_t total = c.year * 12 + (c.month - 1) + months;
    const std::int32_t year = total >= 0 ? total / 12 : -((-total + 11) / 12);
    const std::int32_t month = total - year * 12 + 1;
    return day_of({year, month, std::min(c.day, days_in_month(year, month))});
}

Day end_of_month(Day day) {
    const Civil c = civil(day);
    return day_of({c.year, c.month, days_in_month(c.year, c.month)});
}

const ZoneOffset* Zone::change_after(Instant at) const {
    return std::upper_bound(offsets.begin(), offsets.end(), at, [](Instant a, const ZoneOffset& change) { return a < change.from; });
}

Zone::Stretch Zone::stretch_at(Instant at) const {
    const ZoneOffset* later = change_after(at);
    Stretch stretch{{-no_instant.ms}, later == offsets.end() ? no_instant : later->from, offsets.empty() ? 0 : offsets.front().offset_seconds};
    if (const ZoneOffset* now = later; now != offsets.begin() && --now != offsets.begin()) {   // the first offset holds before its time, too
        stretch.from = now->from;
        stretch.offset_seconds = now->offset_seconds;
    }
    for (; later != offsets.end() && later->from.ms < stretch.until.ms + 2 * ms_per_day; ++later) {
        stretch.last = std::min(stretch.last, local_day(later->from, later->offset_seconds));
    }
    return stretch;
}

Day Zone::day(Instant at) const { return stretch_at(at).day(at); }

std::int32_t Zone::minute_of_day(Instant at) const {
    const std::int64_t ms = (at.ms + offset_at(at) * ms_per_second) % ms_per_day;
    return static_cast<std::int32_t>((ms < 0 ? ms + ms_per_day : ms) / 60'000);
}

Instant Zone::start_of(Day day) const {
    if (day >= no_day) return no_instant;
    const std::int64_t midnight = static_cast<std::int64_t>(day.number) * ms_per_day;
    const Stretch around = stretch_at({midnight});   // no change near: the day starts when that offset says so
    if (around.has({midnight - 2 * ms_per_day}) && around.has({midnight + 2 * ms_per_day})) return {midnight - around.offset_seconds * ms_per_second};
    // Days never go back, and the offset is less than 15 hours. (Samoa left out a day of 2011: what is due on it is due
    // when the next begins.)
    std::int64_t before = midnight - 15 * 3'600'000, from = midnight + 15 * 3'600'000;
    while (from - before > 1) {
        const std::int64_t middle = before + (from - before) / 2;
        (this->day({middle}) < day ? before : from) = middle;
    }
    return {from};
}

void append(std::string& out, Day day) {
    const Civil c = civil(day);
    append_padded(out, c.year, 4);
    out += '-';
    append_padded(out, c.month, 2);
    out += '-';
    append_padded(out, c.day, 2);
}

void append(std::string& out, Instant at) {
    std::int64_t days = at.ms / ms_per_day;
    std::int64_t ms = at.ms % ms_per_day;
    if (ms < 0) {
        ms += ms_per_day;
        --days;
    }
    append(out, Day{static_cast<std::int32_t>(days)});
    out += 'T';
    append_padded(out, ms / 3'600'000, 2);
    out += ':';
    append_padded(out, ms / 60'000 % 60, 2);
    out += ':';
    append_padded(out, ms / 1000 % 60, 2);
    out += '.';
    append_padded(out, ms % 1000, 3);
    out += 'Z';
}

}  // namespace regulars
