#include "replay.hpp"

#include "engine.hpp"

namespace regulars {

namespace {

/// Rows in order of members, each member's in their own order: a member's state is touched while it is at hand.
List<std::uint32_t> by_member(const OrderColumns& columns, List<std::uint32_t>& first_of) {
    for (std::uint32_t m : columns.member) ++first_of[m + 1];
    for (std::size_t m = 1; m < first_of.size(); ++m) first_of[m] += first_of[m - 1];
    List<std::uint32_t> next(first_of.begin(), first_of.end());
    List<std::uint32_t> rows(columns.member.size());
    for (std::size_t i = 0; i < columns.member.size(); ++i) rows[next[columns.member[i]]++] = static_cast<std::uint32_t>(i);
    return rows;
}

/// One order of one line, used again for every row.
Event order_event(const Program& program) {
    OrderPlaced placed;
    placed.order.id = "order";
    placed.order.currency = program.currency.code;
    OrderLine line;
    line.id = "1";
    placed.order.lines.push_back(line);
    Event event;
    event.id = "order";
    event.body = placed;
    return event;
}

void add_up(ReplayTotals& totals, const Outcome& out) {
    for (const Entry& e : out.entries) {
        if (e.kind == EntryKind::earned) totals.earned_units += e.units;
        if (e.kind == EntryKind::expired) totals.expired_units -= e.units;
        if (e.kind == EntryKind::tier_changed) ++totals.tier_changes;
    }
}

}  // namespace

Result<ReplayTotals> replay(const ProgrammeHistory& history, const OrderColumns& columns, std::uint32_t members, List<MemberState>& states) {
    const std::size_t rows = columns.member.size();
    if (columns.at_ms.size() != rows || columns.amount_minor.size() != rows) return refuse(Code::contradiction, "columns").with("value", "columns of different lengths");
    for (std::uint32_t m : columns.member) {
        if (m >= members) return refuse(Code::number_out_of_range, "columns.member").with("min", 0).with("max", std::int64_t{members} - 1);
    }
    List<std::uint32_t> first_of(std::size_t{members} + 1);
    const List<std::uint32_t> order = by_member(columns, first_of);
    ReplayTotals totals;
    Outcome scratch;
    Event event = order_event(history.latest());
    Order& cart = std::get<OrderPlaced>(event.body).order;
    Event join;
    join.body = MemberJoined{};
    states.clear();
    states.resize(members);
    for (std::uint32_t m = 0; m < members; ++m) {
        MemberState& state = states[m];
        for (std::uint32_t k = first_of[m]; k < first_of[m + 1]; ++k) {
            event.occurred_at.ms = columns.at_ms[order[k]];
            if (!state.joined_at) {
                join.occurred_at = event.occurred_at;
                if (auto r = fold(history, state, join, scratch); !r) return r.refusal();
                add_up(totals, scratch);
                ++totals.members;
            } else if (event.occurred_at < state.clock) {
                return refuse(Code::late_event, "columns.at_ms[" + std::to_string(order[k]) + "]").with("oldest", to_text(state.clock));
            }
            cart.lines.front().amount.minor = columns.amount_minor[order[k]];
            if (auto r = fold(history, state, event, scratch); !r) return r.refusal();
            add_up(totals, scratch);
            ++totals.orders;
        }
    }
    return totals;
}

}  // namespace regulars
