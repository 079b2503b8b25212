#include "stored.hpp"

#include "row_reader.hpp"
#include "row_writer.hpp"
#include "stored_rows.hpp"

namespace regulars::json {

namespace {

template <class T>
Result<T> read(std::string_view text) {
    T out;
    if (!unframe(text) || !RowReader(text).read(out)) return refuse(Code::state_invalid);
    return out;
}

}  // namespace

std::string write_state(const MemberState& state) { return framed_row(state); }
std::string write_order_record(const OrderRecord& record) { return framed_row(record); }
std::string write_redemption_record(const RedemptionRecord& record) { return framed_row(record); }
std::string write_booked_event(const Event& event) { return framed_row(event); }

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
