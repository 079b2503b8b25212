#include "engine_loyalty.hpp"

#include <algorithm>
#include <stdexcept>

#include "backend/clock.hpp"
#include "backend/json_text.hpp"
#include "engine/engine.hpp"
#include "engine/generated/words.hpp"
#include "engine/json/compiled.hpp"
#include "engine/json/decode.hpp"
#include "engine/json/encode.hpp"
#include "engine/json/parse.hpp"
#include "engine/rules/judge.hpp"

namespace regulars::backend {
namespace {

const json::Node* member_of(const json::Document& doc, const json::Node& object, std::string_view name) {
    for (auto i = object.child; i != json::nowhere; i = doc.at(i).next) {
        if (doc.name(doc.at(i)) == name) return &doc.at(i);
    }
    return nullptr;
}

/// The reward as the programme's author wrote it.
const json::Node* reward_of(const json::Document& doc, std::string_view id) {
    const auto* rewards = member_of(doc, doc.root(), "rewards");
    if (rewards == nullptr) return nullptr;
    for (auto i = rewards->child; i != json::nowhere; i = doc.at(i).next) {
        const auto* found = member_of(doc, doc.at(i), "id");
        if (found != nullptr && doc.text(*found) == id) return &doc.at(i);
    }
    return nullptr;
}

/// Kinds that a checkout takes or a till hands out; the others are settled elsewhere.
bool needs_code(std::string_view kind) {
    return kind != "donation" && kind != "store_credit" && kind != "cash_out" && kind != "access";
}

std::string first_of(const List<Refusal>& refusals) {
    return std::string(name(refusals.front().code)) + " at " + refusals.front().path;
}

/// Everything of a programme that its members share, by the name under which the engine's host counts what is left.
template <class F>
void each_shared(Program& program, F f) {
    for (Reward& r : program.rewards) {
        if (r.stock) f("stock:" + r.id, *r.stock);
    }
    for (EarnRule& r : program.earning) {
        if (r.budget_units) f("budget:" + r.id, *r.budget_units);
    }
    for (Campaign& c : program.campaigns) {
        if (c.budget_units) f("budget:" + c.id, *c.budget_units);
    }
}

}  // namespace

EngineLoyalty::EngineLoyalty(Store& store, const Vouchers& vouchers) : vouchers_(vouchers) {
    struct Row {
        std::int64_t version, active_from_ms;
        std::string document;
    };
    std::vector<Row> rows;
    const auto read = store.read([&rows](Database& db) {
        Query q = db.query("SELECT version, active_from_ms, document FROM programmes ORDER BY version");
        while (q.next())
            rows.push_back({q.number(0), q.number(1), q.text(2)});
        return Response{};
    });
    if (read.status != 200) throw std::runtime_error("the stored programmes cannot be read");
    for (const auto& row : rows)
        load(row.version, row.active_from_ms, row.document);
    if (history_.empty()) return;
    Program newest = history_.latest();
    each_shared(newest, [this](const std::string&, std::int64_t&) { shares_ = true; });
}

void EngineLoyalty::load(std::int64_t version, std::int64_t active_from_ms, const std::string& document) {
    const auto which = "programme version " + std::to_string(version) + ": ";
    Program program;
    auto wrong = json::read_program(document, program);
    if (wrong.empty()) wrong = resolve(program);
    if (!wrong.empty()) throw std::runtime_error(which + first_of(wrong) + " (regulars check says more)");
    const auto added = history_.add({Instant{active_from_ms}, std::move(program)});
    if (!added) throw std::runtime_error(which + std::string(name(added.refusal().code)));
    auto parsed = json::parse(document);
    if (parsed) documents_.emplace(version, std::move(*parsed));
}

std::string EngineLoyalty::compiled() const { return json::write_compiled(history_.latest()); }

std::string EngineLoyalty::compiled_now(Database& db) const {
    MemberStore store(db, 0);
    Program program = history_.latest();
    each_shared(program, [&store](const std::string& key, std::int64_t& left) { left = std::max<std::int64_t>(0, store.counter(key, left)); });
    return json::write_compiled(program);
}

Refusal EngineLoyalty::check(std::string_view event_json) {
    const auto event = json::read_event(event_json);
    if (!event) return event.refusal();
    const auto* placed = std::get_if<OrderPlaced>(&event->event.body);
    return placed ? rules::check_order(history_.at(event->event.occurred_at), placed->order).refusal() : Refusal{};
}

std::string EngineLoyalty::occurred_at(std::string_view event_json) {
    const auto event = json::read_event(event_json);
    return event ? instant_text(event->event.occurred_at.ms) : std::string();
}

Result<Loyalty::Answer> EngineLoyalty::submit(Tx& tx, const std::string& member_id, std::string_view event_json) {
    auto event = json::read_event(event_json);
    if (!event) return event.refusal();
    if (!event->member.empty() && event->member != member_id) return refuse(Code::contradiction, "member").with("value", "another member than the request's");
    const auto now = now_ms();
    const auto* cancelled = std::get_if<RedemptionCancelled>(&event->event.body);
    const auto taken_back = cancelled ? cancelled->redemption_id : std::string();
    Refusal bound;   // points and their discount too would be paid twice
    MemberStore store(tx.db, now, history_, [&](const host::RedemptionRow& row) {
        if (row.record.id == taken_back && bound.code == Code::ok) bound = vouchers_.bound(tx.db, taken_back, now);
        settle_voucher(tx.db, row, now);
    });
    const auto at = event->event.occurred_at;
    host::Host host(history_, store, [at](const Outcome& outcome) { return json::outcome_text(outcome, at); });
    auto answer = host.submit(member_id, std::move(event->event));
    if (!answer) return answer.refusal();
    if (bound.code != Code::ok) return bound;   // which undoes what was written
    const auto status = answer->status == host::Status::booked     ? Status::booked
                        : answer->status == host::Status::repeated ? Status::repeated
                                                                   : Status::parked;
    JsonArray refused;
    for (const auto& one : answer->turned_down) refused.raw(turned_down_text(one.event, one.why));
    return Answer{status, std::move(answer->text), answer->turned_down.empty() ? std::string() : refused.str()};
}

void EngineLoyalty::settle_voucher(Database& db, const host::RedemptionRow& row, std::int64_t now_ms) const {
    const auto& record = row.record;
    if (record.status == RedemptionStatus::held) return;
    if (record.status != RedemptionStatus::captured) return vouchers_.withdraw(db, record.id, now_ms);
    const auto document = documents_.find(record.version);
    const auto* program = history_.by_number(record.version);
    if (document == documents_.end() || program == nullptr) throw StorageError("a redemption of an unknown version");
    const auto& doc = document->second;
    const auto* reward = reward_of(doc, record.reward);
    if (reward == nullptr) throw StorageError("a redemption of an unknown reward");
    VoucherTerms terms{record.id, row.member, record.reward, {}, {}, {}, {}, {}};
    terms.kind = doc.text(*member_of(doc, *reward, "kind"));
    if (!needs_code(terms.kind)) return;
    terms.name_json = to_text(doc, *member_of(doc, *reward, "name"));
    if (const auto* percent = member_of(doc, *reward, "percent")) terms.percent = std::string(doc.text(*percent));
    if (record.value.minor > 0) terms.value_minor = record.value.minor;
    if (record.voucher_until != no_day) terms.expires_at_ms = program->zone.start_of(record.voucher_until).ms;
    vouchers_.issue(db, terms, now_ms);
}

std::vector<std::string> EngineLoyalty::due(Database& db, std::int64_t now_ms, std::int64_t most) {
    std::vector<std::string> ids;
    Query q = db.query("SELECT id FROM members WHERE due_at_ms <= ? ORDER BY due_at_ms LIMIT ?", now_ms, most);
    while (q.next())
        ids.push_back(q.text(0));
    return ids;
}

bool EngineLoyalty::settle(Tx& tx, const std::string& member_id, std::int64_t now_ms) {
    MemberStore store(tx.db, now_ms, history_, [&](const host::RedemptionRow& row) { settle_voucher(tx.db, row, now_ms); });
    host::Host host(history_, store, {});
    for (auto state = store.state(member_id); state; state = store.state(member_id)) {
        const auto due = next_due(history_, *state);
        if (due.ms > now_ms) {   // also where it was not known before
            store.put_state(member_id, *state);
            return true;
        }
        // To its instant and no further: what a shop reports a moment later is not late.
        host.advance(member_id, due);
        const auto after = store.state(member_id);
        if (!after || after->clock < due) return false;
    }
    tx.db.run("UPDATE members SET due_at_ms = NULL WHERE id = ?", member_id);   // she has no state
    return true;
}

std::int64_t EngineLoyalty::decision_time(Database& db, const std::string& member_id, std::int64_t now_ms) {
    const auto state = MemberStore(db, now_ms).state(member_id);
    return state ? std::max(now_ms, state->clock.ms + 1) : now_ms;
}

std::string EngineLoyalty::summary(Database& db, const std::string& member_id, std::int64_t at_ms) {
    MemberStore store(db, at_ms);
    return json::summary_text(host::Host(history_, store, {}).summary(member_id, Instant{at_ms}));
}

std::string EngineLoyalty::state(Database& db, const std::string& member_id) {
    Query q = db.query("SELECT state FROM members WHERE id = ?", member_id);
    const auto text = q.next() ? q.text(0) : std::string();
    return text.empty() ? "null" : text;
}

Result<std::string> EngineLoyalty::quote(Database& db, const std::string& member_id, std::string_view order_json,
                                         std::int64_t at_ms) {
    const auto request_text = JsonObject().text("at", instant_text(at_ms)).raw("order", order_json).str();
    const auto request = json::read_quote_request(request_text);
    if (!request) return request.refusal();
    MemberStore store(db, at_ms);
    const auto outcome = host::Host(history_, store, {}).quote(member_id, request->order, request->at);
    if (!outcome) return outcome.refusal();
    // As the browser does it, so that both previews are the same text.
    return json::quote_text(*outcome, summarise(history_, {}, outcome->next, outcome->next.clock), request->at);
}

std::optional<Loyalty::Redemption> EngineLoyalty::redemption(Database& db, const std::string& id) {
    const auto row = MemberStore(db, 0).redemption(id);
    if (!row) return std::nullopt;
    return Redemption{row->member, row->record.reward, row->record.units, std::string(json::word(row->record.status))};
}

std::optional<Loyalty::Order> EngineLoyalty::order(Database& db, const std::string& id) {
    Query q = db.query(
        "SELECT o.member_id, e.answer FROM orders o JOIN events e ON e.key = 'order_placed:' || o.id WHERE o.id = ?", id);
    if (!q.next()) return std::nullopt;
    Order order{q.text(0), q.text(1), {}};
    // What was sent again and booked since is no longer worth a word.
    Query down = db.query("SELECT body FROM turned_down t WHERE awaited = ? AND NOT EXISTS (SELECT 1 FROM events e WHERE e.key = t.key)", id);
    JsonArray refused;
    while (down.next()) {
        refused.raw(down.text(0));
        order.refused = refused.str();
    }
    return order;
}

}  // namespace regulars::backend
