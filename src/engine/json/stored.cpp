#include "stored.hpp"

#include <utility>

#include "../generated/limits.hpp"
#include "parse.hpp"
#include "rows.hpp"
#include "stored_rows.hpp"

namespace regulars::json {

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
