// What the shop's server reports. A webhook's id is remembered for ever together with its answer; the orders and refunds
// inside have their own permanent keys, so another id for the same order changes nothing either.
#include "backend/clock.hpp"
#include "backend/crypto/mac.hpp"
#include "backend/crypto/webhook.hpp"
#include "backend/http/problem.hpp"
#include "backend/identity/email.hpp"
#include "backend/json_text.hpp"
#include "body.hpp"
#include "context.hpp"
#include "fields.hpp"
#include "guests.hpp"

namespace regulars::backend {
namespace {

/// A refusal of the engine, with the path as the sender knows it; `id` is where the event's id came from.
Response refused(Refusal refusal, std::string_view id) {
    if (refusal.path == "id") refusal.path = id;
    refusal.path = refusal.path.empty() ? "data" : "data." + refusal.path;
    return problem(refusal);
}

Response answer_json(std::string_view status, std::string_view outcome, std::string_view refused = {}) {
    JsonObject out;
    out.text("status", status);
    if (!outcome.empty()) out.raw("outcome", outcome);
    if (!refused.empty()) out.raw("refused", refused);
    return json_answer(status == "parked" ? 202 : 200, out.str());
}

Response answer_of(const Result<Loyalty::Answer>& answer, std::string_view id) {
    if (!answer) return refused(answer.refusal(), id);
    switch (answer->status) {
        case Loyalty::Status::booked: return answer_json("booked", answer->outcome, answer->refused);
        case Loyalty::Status::repeated: return answer_json("duplicate", answer->outcome);
        case Loyalty::Status::parked: break;
    }
    return answer_json("parked", {});
}

// ---- order.paid -------------------------------------------------------------------------------

constexpr char paid_id[] = "order.id";

struct Paid {
    std::string order_id;
    std::string email;
    std::optional<std::string> customer_id;
    std::string occurred_at;
    std::string order_json;
};

Result<Paid> read_paid(const json::Document& doc, const json::Node& data) {
    Fields in(doc, data, "data");
    Paid paid;
    if (const auto* node = in.object("customer")) {
        Fields customer(doc, *node, "data.customer");
        paid.customer_id = customer.maybe_text("id", 128);
        const auto email = normal_email(customer.text("email", 254));
        if (!email) customer.keep(refuse(Code::email_invalid, "data.customer.email"));
        paid.email = email.value_or("");
        in.take_refusal(customer);
    }
    paid.occurred_at = in.instant("occurred_at");
    const auto* order = in.object("order");
    if (order != nullptr) {
        // Only the id is looked at here; the engine's decoder judges the rest.
        for (auto i = order->child; i != json::nowhere; i = doc.at(i).next) {
            if (doc.name(doc.at(i)) == "id" && doc.at(i).type == json::Type::text) paid.order_id = doc.text(doc.at(i));
        }
        if (paid.order_id.empty()) in.keep(refuse(Code::missing_field, "data.order.id").with("field", "id"));
    }
    if (!in.done()) return in.refusal();
    paid.order_json = to_text(doc, *order);
    return paid;
}

Response book_paid(Context& app, Tx& tx, const Paid& paid) {
    const auto reused = refuse(Code::key_reused, paid_id).with("id", paid.order_id);
    const GuestOrder guest{paid.order_id, paid.email, paid.customer_id, read_instant(paid.occurred_at).value_or(0),
                           paid.order_json};
    // An order that is somebody's stays hers, whatever the customer's address is by now.
    if (const auto known = app.loyalty.order(tx.db, paid.order_id)) {
        const auto claimed = find_guest_order(tx.db, paid.order_id);
        if (claimed && !claimed->same_as(guest)) return refused(reused, paid_id);
        const auto event = claimed ? claimed_event(tx.db, *claimed, known->member_id)
                                   : order_event(paid.order_id, paid.occurred_at, paid.order_json);
        return answer_of(app.loyalty.submit(tx, known->member_id, event), paid_id);
    }
    if (const auto waiting = find_guest_order(tx.db, paid.order_id)) {
        return waiting->same_as(guest) ? answer_json("guest", {}) : refused(reused, paid_id);
    }
    const auto event = order_event(paid.order_id, paid.occurred_at, paid.order_json);
    // The address of an order is whatever was typed at the checkout. It may bring its owner points, but it must never tie
    // the buyer's customer id to her membership: only a token whose address the shop has seen proven does that.
    const auto member = find_member(tx.db, paid.customer_id, paid.email);
    if (member && guest.occurred_at_ms >= member->joined_at_ms) {
        return answer_of(app.loyalty.submit(tx, member->id, event), paid_id);
    }
    // The same checks as for a member, so that a broken order is refused today and not when she joins.
    const auto checked = app.loyalty.check(event);
    if (checked.code != Code::ok) return refused(checked, paid_id);
    store_guest_order(tx.db, guest);
    // She joined between paying and this message: the order counts as any other that a guest placed.
    Result<Loyalty::Answer> answer = Refusal{};
    if (member && claim_guest_order(app, tx, guest, *member, answer)) return answer_of(answer, paid_id);
    return answer_json("guest", {});
}

// ---- what happens to an order later ------------------------------------------------------------

struct Later {
    std::string order_id;
    std::string occurred_at;
    std::string_view id_field;
    std::string event_json;
};

/// A delivery happens once to an order, so the order names it; refunds have their own ids.
Later later(std::string_view type, Fields& in, std::string_view id_field) {
    Later out{in.text("order_id", 128), in.instant("occurred_at"), id_field, {}};
    JsonObject event;
    event.text("type", type);
    event.text("id", id_field == "order_id" ? out.order_id : in.text(id_field, 128));
    event.text("occurred_at", out.occurred_at).text("order_id", out.order_id);
    out.event_json = event.str();
    return out;
}

/// Adds a member to an object that was already closed.
void add_raw(std::string& object, std::string_view name, const std::string& json) {
    object.pop_back();
    object += ",\"" + std::string(name) + "\":" + json + "}";
}

Result<Later> read_delivered(const json::Document& doc, const json::Node& data) {
    Fields in(doc, data, "data");
    auto out = later("order_event", in, "order_id");
    add_raw(out.event_json, "event", "\"delivered\"");
    if (!in.done()) return in.refusal();
    return out;
}

Result<Later> read_cancelled(const json::Document& doc, const json::Node& data) {
    Fields in(doc, data, "data");
    auto out = later("order_refunded", in, "refund_id");
    add_raw(out.event_json, "all", "true");
    if (!in.done()) return in.refusal();
    return out;
}

Result<Later> read_refunded(const json::Document& doc, const json::Node& data) {
    Fields in(doc, data, "data");
    auto out = later("order_refunded", in, "refund_id");
    for (const std::string_view name : {"all", "lines", "amount_minor", "shipping_minor", "tenders"}) {
        if (const auto* node = in.any(name)) add_raw(out.event_json, name, to_text(doc, *node));
    }
    if (!in.done()) return in.refusal();
    return out;
}

Response book_later(Context& app, Tx& tx, const Later& event) {
    const auto order = app.loyalty.order(tx.db, event.order_id);
    const bool guest = !order && find_guest_order(tx.db, event.order_id);
    auto response = answer_of(app.loyalty.submit(tx, order ? order->member_id : "", event.event_json), event.id_field);
    // It waits with the guest's order for her to join; nothing is missing, so the sender need not care.
    return guest && response.status == 202 ? answer_json("guest", {}) : response;
}

// ---- the route ---------------------------------------------------------------------------------

using Booking = std::function<Response(Tx&)>;

/// What a webhook asks for, with everything checked that needs no database.
Result<Booking> read_webhook(Context& app, const json::Document& doc) {
    Fields in(doc);
    const auto type = in.text("type", 64);
    in.instant("timestamp");
    const auto* data = in.object("data");
    if (!in.done()) return in.refusal();

    const auto timed = [&app](const std::string& occurred_at) {
        auto refusal = time_refusal(app, occurred_at, now_ms());
        if (refusal.code != Code::ok) refusal.path = "data.occurred_at";
        return refusal;
    };
    if (type == "order.paid") {
        auto paid = read_paid(doc, *data);
        if (!paid) return paid.refusal();
        if (auto refusal = timed(paid->occurred_at); refusal.code != Code::ok) return refusal;
        return Booking([&app, paid = *std::move(paid)](Tx& tx) { return book_paid(app, tx, paid); });
    }
    if (type != "order.delivered" && type != "order.refunded" && type != "order.cancelled") {
        return refuse(Code::webhook_type_unknown, "type").with("type", type);
    }
    auto event = type == "order.delivered"  ? read_delivered(doc, *data)
                 : type == "order.refunded" ? read_refunded(doc, *data)
                                            : read_cancelled(doc, *data);
    if (!event) return event.refusal();
    if (auto refusal = timed(event->occurred_at); refusal.code != Code::ok) return refusal;
    return Booking([&app, event = *std::move(event)](Tx& tx) { return book_later(app, tx, event); });
}

Response once(Tx& tx, const std::string& id, const std::string& body_hash, const Booking& booking) {
    {
        Query q = tx.db.query("SELECT body_sha256, status, answer FROM webhooks WHERE id = ?", id);
        if (q.next()) {
            if (q.text(0) != body_hash) return problem(refuse(Code::key_reused, "webhook-id").with("id", id));
            auto again = json_answer(static_cast<int>(q.number(1)), q.text(2));
            return std::move(again.set("Idempotent-Replayed", "true"));
        }
    }
    auto response = booking(tx);
    if (response.status >= 400) return response;   // not remembered: the sender may try again when all is well
    tx.db.run("INSERT INTO webhooks (id, body_sha256, status, answer, received_at_ms) VALUES (?, ?, ?, ?, ?)", id,
              Blob{body_hash}, response.status, response.body, now_ms());
    return response;
}

void shop_webhook(Context& app, const RequestPtr& request, const Reply& reply) {
    // Twice the same header: two readers could see two different values.
    for (const auto* name : {"webhook-id", "webhook-timestamp", "webhook-signature"}) {
        if (request->count(name) > 1) return reply(problem(Code::signature_invalid));
    }
    const WebhookHeaders headers{request->header("webhook-id"), request->header("webhook-timestamp"),
                                 request->header("webhook-signature")};
    const auto verified = verify_webhook(headers, request->body, app.secrets.webhook_secrets, now_ms() / 1000);
    if (!verified) return reply(problem(verified.refusal()));
    const Body body(*request);
    if (!body) return reply(problem(body.refusal()));
    auto booking = read_webhook(app, body.doc());
    if (!booking) return reply(problem(booking.refusal()));
    app.store.write([id = std::string(headers.id), hash = sha256(request->body), booking = *std::move(booking)](
                        Tx& tx) { return once(tx, id, hash, booking); },
                    reply);
}

}  // namespace

void add_webhook_routes(Router& router, Context& app) {
    router.add(Method::post, "/v1/webhooks/shop", [&app](const RequestPtr& request, const Reply& reply) {
        shop_webhook(app, request, reply);
    });
}

}  // namespace regulars::backend
