#include <utility>

#include "../generated/limits.hpp"
#include "../generated/schema_tables.hpp"
#include "decode.hpp"
#include "parse.hpp"
#include "reader.hpp"
#include "validate.hpp"

namespace regulars::json {

static void read(const In& in, Birthday& b) {
    in.get(Key::month_, b.month);
    in.get(Key::day_, b.day);
}

static void read(const In& in, OrderLine& l) {
    in.get(Key::id_, l.id);
    in.get(Key::sku_, l.sku);
    in.get(Key::category_, l.category);
    in.get(Key::tags_, l.tags);
    in.get(Key::quantity_, l.quantity);
    in.get(Key::amount_minor_, l.amount);
    in.get(Key::discount_minor_, l.discount);
    in.get(Key::tax_minor_, l.tax);
    in.get(Key::gift_card_, l.gift_card);
}

static void read(const In& in, Tender& t) {
    in.get(Key::kind_, t.kind);
    in.get(Key::amount_minor_, t.amount);
    in.get(Key::redemption_id_, t.redemption_id);
}

static void read(const In& in, Order& o) {
    in.get(Key::id_, o.id);
    in.get(Key::currency_, o.currency);
    in.get(Key::to_base_, o.to_base);
    in.get(Key::channel_, o.channel);
    in.get(Key::lines_, o.lines);
    in.get(Key::shipping_minor_, o.shipping);
    in.get(Key::shipping_tax_minor_, o.shipping_tax);
    in.get(Key::tenders_, o.tenders);
}

static void read(const In& in, RefundLine& l) {
    in.get(Key::id_, l.id);
    in.get(Key::quantity_, l.quantity);
    in.get(Key::amount_minor_, l.amount);
}

static void read(const In& in, MemberJoined& e) {
    in.get(Key::birthday_, e.birthday);
    in.get(Key::segments_, e.segments);
    in.get(Key::referred_by_, e.referred_by);
}

static void read(const In& in, ProfileChanged& e) {
    in.get(Key::birthday_, e.birthday);
    in.get(Key::segments_, e.segments);
}

static void read(const In& in, OrderPlaced& e) { in.get(Key::order_, e.order); }

static void read(const In& in, OrderEvent& e) {
    in.get(Key::order_id_, e.order_id);
    in.get(Key::event_, e.event);
}

static void read(const In& in, OrderRefunded& e) {
    in.get(Key::order_id_, e.order_id);
    in.get(Key::all_, e.all);
    in.get(Key::lines_, e.lines);
    in.get(Key::amount_minor_, e.amount);
    in.get(Key::shipping_minor_, e.shipping);
    in.get(Key::tenders_, e.tenders);
}

static void read(const In& in, Action& e) {
    in.get(Key::action_, e.action);
    in.get(Key::units_, e.units);
    in.get(Key::amount_minor_, e.amount);
    in.get(Key::receipt_, e.receipt);
}

static void read(const In& in, RedemptionRequested& e) {
    in.get(Key::reward_id_, e.reward_id);
    in.get(Key::units_, e.units);
    in.get(Key::hold_, e.hold);
    in.get(Key::order_minor_, e.order_total);
}

static void read(const In& in, RedemptionCaptured& e) { in.get(Key::redemption_id_, e.redemption_id); }
static void read(const In& in, RedemptionVoided& e) { in.get(Key::redemption_id_, e.redemption_id); }
static void read(const In& in, RedemptionCancelled& e) { in.get(Key::redemption_id_, e.redemption_id); }

static void read(const In& in, PointsAdjusted& e) {
    in.get(Key::wallet_, e.wallet);
    in.get(Key::units_, e.units);
    in.get(Key::reason_, e.reason);
    in.get(Key::actor_, e.actor);
}

static void read(const In& in, TierOverridden& e) {
    in.get(Key::tier_, e.tier);
    in.get(Key::until_, e.until);
    in.get(Key::reason_, e.reason);
}

static void read(const In& in, PlanStarted& e) {
    in.get(Key::plan_, e.plan);
    in.get(Key::trial_, e.trial);
}

static void read(const In& in, PlanPaid& e) {
    in.get(Key::plan_, e.plan);
    in.get(Key::fee_minor_, e.fee);
}

static void read(const In& in, PlanPaymentFailed& e) { in.get(Key::plan_, e.plan); }

static void read(const In& in, PlanCancelled& e) {
    in.get(Key::plan_, e.plan);
    in.get(Key::refund_, e.refund);
}

static void read(const In& in, ReferralConverted& e) {
    in.get(Key::friend_id_, e.friend_id);
    in.get(Key::reversed_, e.reversed);
}

static void read(const In&, TimeAdvanced&) {}
static void read(const In& in, ActionReversed& e) { in.get(Key::action_id_, e.action_id); }
static void read(const In& in, MemberMerged& e) { in.get(Key::from_, e.from); }

namespace {

/// The kinds of the schema and the alternatives of EventBody are in one order (enum_checks.cpp).
template <std::size_t I = 0>
void read_body(const In& in, EventBody& out) {
    if constexpr (I < std::variant_size_v<EventBody>) {
        if (in.node().choice == I) return read(in, out.emplace<I>());
        read_body<I + 1>(in, out);
    }
}

bool real_day(const Birthday& b) { return b.day <= days_in_month(2024, b.month); }

/// A refund says once what it is about: who gives two ways to say it may mean either.
Result<void> check(const OrderRefunded& r) {
    const char* beside = !r.all ? "lines" : "all";
    const char* field = nullptr;
    if (r.all && r.shipping.minor != 0) field = "shipping_minor";
    if (r.amount && (r.all || !r.lines.empty())) field = "amount_minor";
    if (r.all && !r.lines.empty()) field = "lines";
    if (!field) return {};
    return refuse(Code::contradiction, field).with("value", std::string(field) + " beside " + beside + ": give all, lines or amount_minor");
}

/// What the schema cannot say.
Result<void> check(Event& e) {
    if (const auto* refunded = std::get_if<OrderRefunded>(&e.body)) return check(*refunded);
    if (auto* placed = std::get_if<OrderPlaced>(&e.body)) {
        std::string& order = placed->order.id;
        if (order.empty()) order = e.id;
        if (e.id.empty()) e.id = order;
        if (order.empty()) return refuse(Code::missing_field, "id").with("field", "id");
        if (order != e.id) return refuse(Code::contradiction, "order.id").with("value", "another id than the event's");
    }
    const std::optional<Birthday>* birthday = nullptr;
    if (const auto* joined = std::get_if<MemberJoined>(&e.body)) birthday = &joined->birthday;
    if (const auto* changed = std::get_if<ProfileChanged>(&e.body)) birthday = &changed->birthday;
    if (birthday && *birthday && !real_day(**birthday)) {
        return refuse(Code::wrong_value, "birthday").with("expected", "day");
    }
    return {};
}

}  // namespace

Result<MemberEvent> decode_event(const Document& document, const Node& node) {
    const In in(document, &node);
    MemberEvent out;
    in.get(Key::member_, out.member);
    in.get(Key::id_, out.event.id);
    in.get(Key::occurred_at_, out.event.occurred_at);
    read_body(in, out.event.body);
    if (const Result<void> good = check(out.event); !good) return good.refusal();
    return out;
}

void decode(const Document& document, const Node& node, QuoteRequest& out) {
    const In in(document, &node);
    in.get(Key::at_, out.at);
    in.get(Key::order_, out.order);
}

}  // namespace regulars::json
