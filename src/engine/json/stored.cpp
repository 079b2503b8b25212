#include "stored.hpp"

#include <utility>

#include "../generated/limits.hpp"
#include "parse.hpp"
#include "rows.hpp"
#include "stored_rows.hpp"

namespace regulars::json {

void RowReader::field(void* to, Put function) {
    static constexpr Node zero = [] {
        Node n;
        n.type = Type::integer;
        return n;
    }();
    if (next_ == nowhere) {
        function(*this, zero, to);   // left out at the end of a row
        return;
    }
    const Node& n = d_.nodes[next_];
    next_ = n.next;
    function(*this, n, to);
}

bool RowReader::list(const Node& n) {
    if (n.type == Type::array && n.count > 0) return true;
    if (!empty(n)) good_ = false;
    return false;
}

void RowReader::items(const Node& n, void* to, std::size_t size, Put function) {
    if (n.type != Type::array) return;
    auto* at = static_cast<std::byte*>(to);
    for (Index i = n.child; i != nowhere; i = d_.nodes[i].next, at += size) function(*this, d_.nodes[i], at);
}

bool RowReader::number(const Node& n, std::int64_t min, std::int64_t max) {
    if (n.type == Type::integer && n.number >= min && n.number <= max) return true;
    return good_ = false;
}

void RowReader::get(const Node& n, std::int64_t& out) {
    if (number(n, -max_safe_integer, max_safe_integer)) out = n.number;
}

void RowReader::get(const Node& n, std::int32_t& out) {
    if (number(n, INT32_MIN, INT32_MAX)) out = static_cast<std::int32_t>(n.number);
}

void RowReader::get(const Node& n, bool& out) {
    if (number(n, 0, 1)) out = n.number == 1;
}

void RowReader::get(const Node& n, std::string& out) {
    out.clear();
    if (n.type == Type::text && n.length > 0) out = d_.text(n);
    else if (!empty(n)) good_ = false;
}

void RowReader::get(const Node& n, Instant& out) {
    constexpr std::int64_t year_10000 = 253'402'300'800'000;
    if (number(n, -1, year_10000)) out = n.number == -1 ? no_instant : Instant{n.number};
}

void RowReader::get(const Node& n, Day& out) {
    constexpr std::int64_t century = 36'525;
    constexpr std::int64_t far = 4'000'000;   // beyond the year 9999 and the longest spans
    if (!number(n, -10 * century, far)) return;
    out = n.number == 0 ? no_day : Day{static_cast<std::int32_t>(n.number > 0 ? n.number - 1 : n.number)};
}

namespace {

constexpr std::string_view opening = R"({"format":1,"data":)";

template <class T>
std::string write(const T& value) {
    std::string out(opening);
    RowWriter writer(out);
    writer(value);
    return out + '}';
}

template <class T>
Result<T> read(std::string_view text) {
    // The frame is compared as text: nobody but write() makes these documents.
    if (!text.starts_with(opening) || !text.ends_with('}')) return refuse(Code::state_invalid);
    text.remove_prefix(opening.size());
    text.remove_suffix(1);
    const Result<Document> document = parse(text, limits::state_bytes);
    if (!document) return refuse(Code::state_invalid);
    bool good = document->root().type == Type::array;
    T out;
    RowReader reader(*document, &document->root(), good);
    row(reader, out);
    reader.end();
    if (!good) return refuse(Code::state_invalid);
    return out;
}

}  // namespace

std::string write_state(const MemberState& state) { return write(state); }
std::string write_order_record(const OrderRecord& record) { return write(record); }
std::string write_redemption_record(const RedemptionRecord& record) { return write(record); }
std::string write_booked_event(const Event& event) { return write(event); }

Result<MemberState> read_state(std::string_view text) {
    if (text.empty()) return MemberState{};
    return read<MemberState>(text);
}
Result<OrderRecord> read_order_record(std::string_view text) { return read<OrderRecord>(text); }
Result<RedemptionRecord> read_redemption_record(std::string_view text) { return read<RedemptionRecord>(text); }
Result<Event> read_booked_event(std::string_view text) { return read<Event>(text); }

std::uint64_t hash(std::string_view text) {
    std::uint64_t h = 0xcbf29ce484222325;
    for (const char c : text) {
        h ^= static_cast<unsigned char>(c);
        h *= 0x100000001b3;
    }
    return h;
}

}  // namespace regulars::json
