#include "row_reader.hpp"

#include "../generated/limits.hpp"

namespace regulars::json {

namespace {

/// More than any list holds; a damaged text cannot ask for more memory than this.
constexpr std::size_t most_items = 10'000;

void append_utf8(std::string& out, std::uint32_t c) {
    if (c < 0x80) {
        out += static_cast<char>(c);
        return;
    }
    int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    const std::uint32_t lead = (0xFF00U >> (more + 1)) & 0xFFU;   // 110x xxxx, 1110 xxxx, 1111 0xxx
    out += static_cast<char>(lead | (c >> (6 * more)));
    while (more-- > 0) out += static_cast<char>(0x80U | ((c >> (6 * more)) & 0x3FU));
}

}  // namespace

bool unframe(std::string_view& text) {
    // Compared as text: nobody but framed_row() makes these.
    if (text.size() > limits::state_bytes || !text.starts_with(row_frame) || !text.ends_with('}')) return false;
    text.remove_prefix(row_frame.size());
    text.remove_suffix(1);
    return true;
}

void RowReader::fail() {
    good_ = false;
    at_ = end_;
}

bool RowReader::take(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
}

void RowReader::expect(char c) {
    if (!empty_ && !take(c)) fail();
}

std::int64_t RowReader::number(std::int64_t min, std::int64_t max) {
    std::int64_t n = 0;
    if (!empty_) {
        const bool minus = take('-');
        const char* const from = at_;
        while (peek() >= '0' && peek() <= '9' && n <= max_safe_integer) n = n * 10 + (*at_++ - '0');
        if (at_ == from || (*from == '0' && (minus || at_ - from > 1))) fail();
        if (minus) n = -n;
    }
    if (n >= min && n <= max) return n;
    fail();
    return 0;
}

void RowReader::field(void* to, Put function) {
    const bool was_empty = empty_;
    if (row_ == Row::later && peek() != ']') expect(',');
    else if (row_ == Row::first && peek() != ']') row_ = Row::later;
    else empty_ = true;   // left out at the end of a row
    function(*this, to);
    empty_ = was_empty;
}

RowReader::Row RowReader::open() {
    const Row before = row_;
    row_ = Row::over;
    if (list()) row_ = Row::first;
    return before;
}

void RowReader::close(Row before) {
    if (row_ != Row::over) expect(']');
    row_ = before;
}

bool RowReader::list() {
    if (empty_ || take('0')) return false;
    expect('[');
    return good_;
}

void RowReader::each(void* to, Put function) {
    if (!list()) return;
    std::size_t n = 0;
    do function(*this, to);
    while (take(',') && ++n < most_items);
    expect(']');
}

void RowReader::between(std::int32_t& value, std::int32_t min, std::int32_t max) {
    (*this)(value);
    if (value < min || value > max) fail();
}

void RowReader::positive(std::int64_t& value) {
    (*this)(value);
    if (value < 1) fail();
}

void RowReader::byte(void* to, std::uint8_t last) {
    std::int32_t n = 0;
    between(n, 0, last);
    *static_cast<std::uint8_t*>(to) = static_cast<std::uint8_t>(n);
}

void RowReader::ref(Ref& to, Refers kind) {
    ref_or_none(to, kind);
    if (to.index < 0) fail();
}

void RowReader::place(void* to, Refers kind, Put function) {
    kind_ = kind;
    field(to, function);
}

void RowReader::get(std::int64_t& out) { out = number(-max_safe_integer, max_safe_integer); }

void RowReader::get(std::int32_t& out) { out = static_cast<std::int32_t>(number(INT32_MIN, INT32_MAX)); }

void RowReader::get(bool& out) { out = number(0, 1) != 0; }

void RowReader::get(Instant& out) {
    constexpr std::int64_t year_10000 = 253'402'300'800'000;
    out.ms = number(-1, year_10000);
    if (out.ms == -1) out = no_instant;
}

void RowReader::get(Day& out) {
    constexpr std::int64_t century = 36'525;
    constexpr std::int64_t far = 4'000'000;   // beyond the year 9999 and the longest spans
    const auto n = static_cast<std::int32_t>(number(-10 * century, far));
    out = n == 0 ? no_day : Day{n > 0 ? n - 1 : n};
}

void RowReader::get(Ref& out) {
    const auto n = static_cast<std::int16_t>(number(0, INT16_MAX));
    out.index = static_cast<std::int16_t>(n - 1);
    if (n == 0) return;
    const auto& ids = (*ids_)[static_cast<std::size_t>(kind_)];
    if (static_cast<std::size_t>(n) > ids.size()) return fail();
    out.id = ids[static_cast<std::size_t>(out.index)];
}

std::uint32_t RowReader::hex() {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i) {
        const char c = peek();
        const int small = c | 0x20;
        const auto digit = static_cast<std::uint32_t>(c >= '0' && c <= '9' ? c - '0' : small >= 'a' && small <= 'f' ? small - 'a' + 10 : 16);
        if (digit > 15) {
            fail();
            return 0;
        }
        value = value * 16 + digit;
        ++at_;
    }
    return value;
}

void RowReader::get(std::string& out) {
    out.clear();
    if (empty_ || take('0')) return;
    expect('"');
    for (;;) {
        const char* const from = at_;   // what is plain is taken in one piece
        while (static_cast<unsigned char>(peek()) >= 0x20 && *at_ != '"' && *at_ != '\\') ++at_;
        out.append(from, at_);
        if (take('"')) return;
        if (!take('\\')) return fail();
        const char c = peek();
        ++at_;
        constexpr std::string_view names = "\"\\/bfnrt";
        constexpr char stands[] = "\"\\/\b\f\n\r\t";
        if (const std::size_t known = names.find(c); known != names.npos) {
            out += stands[known];
            continue;
        }
        if (c != 'u') return fail();
        std::uint32_t code = hex();
        if ((code & 0xF800U) == 0xD800U) {   // half of a character; the other half follows
            const std::uint32_t low = take('\\') && take('u') ? hex() - 0xDC00U : 0x400U;
            if (code > 0xDBFFU || low > 0x3FFU) return fail();
            code = 0x10000U + ((code & 0x3FFU) << 10U) + low;
        }
        append_utf8(out, code);
    }
}

}  // namespace regulars::json
