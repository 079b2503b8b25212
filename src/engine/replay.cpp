#include "replay.hpp"

#include "rules/work.hpp"

namespace regulars {

namespace {

struct Row {
    std::int64_t at_ms, amount_minor;
    std::uint32_t row;
};

/// Rows in order of members, each member's in their own order: a member's state is touched while it is at hand. The
/// values go along, since to fetch them by row later costs more than the rules do: each is a miss of the cache.
List<Row> by_member(const OrderColumns& columns, List<std::uint32_t>& first_of) {
    for (std::uint32_t m : columns.member) ++first_of[m + 1];
    for (std::size_t m = 1; m < first_of.size(); ++m) first_of[m] += first_of[m - 1];
    List<std::uint32_t> next(first_of.begin(), first_of.end());
    List<Row> rows(columns.member.size());
    for (std::size_t i = 0; i < columns.member.size(); ++i) {
        rows[next[columns.member[i]]++] = {columns.at_ms[i], columns.amount_minor[i], static_cast<std::uint32_t>(i)};
    }
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

const SharedCounters none;

}  // namespace

struct Fold::Room {
    const ProgrammeHistory& history;
    Outcome out{};
    rules::Tally tally{};
    std::optional<rules::Work> work{};
};

Fold::Fold(const ProgrammeHistory& history) : room_(new Room{history}) {}
Fold::~Fold() = default;

void Fold::member(MemberState& state) {
    rules::Work work{room_->history, none, state, room_->out, &room_->history.at(state.clock), {}, {}};
    work.tally = &room_->tally;
    if (room_->work) {   // what is known of the programme, and room to work in, go from member to member
        work.judged = std::move(room_->work->judged);
        work.known_traits = room_->work->known_traits;
        work.known_period = room_->work->known_period;
        work.known_stretch = room_->work->known_stretch;
    }
    room_->work.emplace(std::move(work));
}

Result<void> Fold::add(const Event& event) {
    Outcome& out = room_->out;
    out.awards.clear();
    out.redemptions.clear();
    out.claims.clear();
    out.for_others.clear();
    if (out.order) out.order.reset();
    return rules::run(*room_->work, event);
}

void Fold::sum_up(ReplayTotals& totals) const {
    totals.earned_units += room_->tally.earned_units;
    totals.expired_units += room_->tally.expired_units;
    totals.tier_changes += room_->tally.tier_changes;
}

Result<ReplayTotals> replay(const ProgrammeHistory& history, const OrderColumns& columns, std::uint32_t members, List<MemberState>& states) {
    const std::size_t rows = columns.member.size();
    if (columns.at_ms.size() != rows || columns.amount_minor.size() != rows) return refuse(Code::contradiction, "columns").with("value", "columns of different lengths");
    for (std::uint32_t m : columns.member) {
        if (m >= members) return refuse(Code::number_out_of_range, "columns.member").with("min", 0).with("max", std::int64_t{members} - 1);
    }
    List<std::uint32_t> first_of(std::size_t{members} + 1);
    const List<Row> orders = by_member(columns, first_of);
    ReplayTotals totals;
    Event event = order_event(history.latest());
    Order& cart = std::get<OrderPlaced>(event.body).order;
    Event join;
    join.body = MemberJoined{};
    states.clear();
    states.resize(members);
    Fold fold(history);
    for (std::uint32_t m = 0; m < members; ++m) {
        if (first_of[m] == first_of[m + 1]) continue;
        MemberState& state = states[m];
        fold.member(state);
        for (std::uint32_t k = first_of[m]; k < first_of[m + 1]; ++k) {
            event.occurred_at.ms = orders[k].at_ms;
            if (!state.joined_at) {
                join.occurred_at = event.occurred_at;
                if (auto r = fold.add(join); !r) return r.refusal();
                ++totals.members;
            } else if (event.occurred_at < state.clock) {
                return refuse(Code::late_event, "columns.at_ms[" + std::to_string(orders[k].row) + "]").with("oldest", to_text(state.clock));
            }
            cart.lines.front().amount.minor = orders[k].amount_minor;
            if (auto r = fold.add(event); !r) return r.refusal();
            ++totals.orders;
        }
    }
    fold.sum_up(totals);
    return totals;
}

}  // namespace regulars
