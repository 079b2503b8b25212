// The shop's own servers, with their secret key: members, orders, and events that are no orders.
#include "backend/clock.hpp"
#include "backend/http/problem.hpp"
#include "backend/http/text.hpp"
#include "backend/identity/email.hpp"
#include "backend/json_text.hpp"
#include "body.hpp"
#include "context.hpp"
#include "fields.hpp"
#include "guests.hpp"

namespace regulars::backend {
namespace {

Response refused_event(Refusal refusal) {
    refusal.path = refusal.path.empty() ? "event" : "event." + refusal.path;
    return problem(refusal);
}

Response book_event(Context& app, Tx& tx, const std::string& member_id, const std::string& event_json) {
    if (!member_by_id(tx.db, member_id)) return problem(refuse(Code::not_found, "member_id").with("what", "member"));
    const auto answer = app.loyalty.submit(tx, member_id, event_json);
    if (!answer) return refused_event(answer.refusal());
    const bool parked = answer->status == Loyalty::Status::parked;
    JsonObject out;
    out.text("status", parked ? "parked" : answer->status == Loyalty::Status::booked ? "booked" : "duplicate");
    if (!parked) out.raw("outcome", answer->outcome);
    if (!answer->refused.empty()) out.raw("refused", answer->refused);
    return json_answer(parked ? 202 : 200, out.str());
}

void post_event(Context& app, const RequestPtr& request, const Reply& reply) {
    const Body body(*request);
    if (!body) return reply(problem(body.refusal()));
    Fields in(body.doc());
    const auto member_id = in.text("member_id", 128);
    const auto* event = in.object("event");
    if (!in.done()) return reply(problem(in.refusal()));
    const auto event_json = to_text(body.doc(), *event);
    const auto checked = app.loyalty.check(event_json);
    if (checked.code != Code::ok) return reply(refused_event(checked));
    const auto timed = time_refusal(app, app.loyalty.occurred_at(event_json), now_ms());
    if (timed.code != Code::ok) return reply(refused_event(timed));
    app.store.write([&app, member_id, event_json](Tx& tx) { return book_event(app, tx, member_id, event_json); }, reply);
}

Response add_now(Context& app, Tx& tx, MemberRow member) {
    const auto now = now_ms();
    const auto by_email = member_by_email(tx.db, member.email);
    const auto by_id = member.id.empty() ? std::nullopt : member_by_id(tx.db, member.id);
    if (by_email || by_id) {
        // The same shopper again is no mistake; an id or an address that is another's is.
        const bool same = by_email && (member.id.empty() || by_email->id == member.id) &&
                          (!member.customer_id || !by_email->customer_id || by_email->customer_id == member.customer_id);
        if (!same) return problem(refuse(Code::key_reused, by_id ? "id" : "email").with("id", by_id ? member.id : member.email));
        if (member.customer_id) link_customer(tx.db, by_email->id, *member.customer_id);
        return json_answer(200, me_json(app, tx.db, *by_email, Audience::merchant, now));
    }
    if (member.customer_id && member_by_customer(tx.db, *member.customer_id)) {
        return problem(refuse(Code::key_reused, "customer_id").with("id", *member.customer_id));
    }
    const auto enrolled = enrol(app, tx, std::move(member));
    if (!enrolled) return problem(enrolled.refusal());
    return json_answer(201, me_json(app, tx.db, *enrolled, Audience::merchant, now));
}

void add_member(Context& app, const RequestPtr& request, const Reply& reply) {
    const Body body(*request);
    if (!body) return reply(problem(body.refusal()));
    Fields in(body.doc());
    MemberRow member;
    member.id = in.maybe_text("id", 128).value_or("");
    const auto email = normal_email(in.text("email", 254));
    if (!email) in.keep(refuse(Code::email_invalid, "email"));
    member.email = email.value_or("");
    member.customer_id = in.maybe_text("customer_id", 128);
    member.locale = in.maybe_text("locale", 11).value_or(app.programme.main_locale);
    const auto joined_at = in.has("joined_at") ? in.instant("joined_at") : instant_text(now_ms());
    member.joined_at_ms = read_instant(joined_at).value_or(0);
    if (!in.done()) return reply(problem(in.refusal()));
    auto timed = time_refusal(app, joined_at, now_ms());
    if (timed.code == Code::too_far_ahead) {   // long ago is fine: members are imported
        timed.path = "joined_at";
        return reply(problem(timed));
    }
    app.store.write([&app, member](Tx& tx) { return add_now(app, tx, member); }, reply);
}

/// As of when a member is shown: now; tests may ask for any instant (--any-time) with ?at=.
Result<std::int64_t> asked_instant(const Context& app, const Request& request) {
    if (request.query.empty() || !app.options.any_time) return now_ms();
    const auto query = read_query(request.query);
    if (!query) return refuse(Code::parameter_invalid).with("parameter", "?").with("expected", "at: an instant");
    for (const auto& [name, value] : *query) {
        const auto instant = name == "at" ? read_instant(value) : std::nullopt;
        if (!instant) return refuse(Code::parameter_invalid, name).with("parameter", name).with("expected", "at: an instant");
        return *instant;
    }
    return now_ms();
}

void get_member(Context& app, const RequestPtr& request, const Reply& reply) {
    const auto at = asked_instant(app, *request);
    if (!at) return reply(problem(at.refusal()));
    reply(app.store.read([&](Database& db) {
        const auto member = member_by_id(db, request->params.find("id")->second);
        if (!member) return problem(refuse(Code::not_found).with("what", "member"));
        return json_answer(200, me_json(app, db, *member, Audience::merchant, *at));
    }));
}

/// Two accounts of one person become the one in the path. Asked again, it answers as it did first.
void merge_members(Context& app, const RequestPtr& request, const Reply& reply) {
    const Body body(*request);
    if (!body) return reply(problem(body.refusal()));
    Fields in(body.doc());
    const auto from = in.text("from", 128);
    if (!in.done()) return reply(problem(in.refusal()));
    const auto id = request->params.find("id")->second;
    app.store.write(
        [&app, id, from](Tx& tx) {
            const auto member = member_by_id(tx.db, id);
            if (!member) return problem(refuse(Code::not_found).with("what", "member"));
            if (!member_by_id(tx.db, from)) return problem(refuse(Code::not_found, "from").with("what", "member"));
            JsonObject event;
            event.text("type", "member_merged").text("id", from).text("occurred_at", instant_text(now_ms())).text("from", from);
            const auto answer = app.loyalty.submit(tx, member->id, event.str());
            if (!answer) return problem(answer.refusal());
            const auto now_member = member_by_id(tx.db, id);
            return json_answer(200, me_json(app, tx.db, *now_member, Audience::merchant, now_ms()));
        },
        reply);
}

void get_order(Context& app, const RequestPtr& request, const Reply& reply) {
    reply(app.store.read([&](Database& db) {
        const auto& id = request->params.find("id")->second;
        JsonObject out;
        out.text("order_id", id);
        if (const auto order = app.loyalty.order(db, id)) {
            out.text("member_id", order->member_id).text("status", "booked").raw("outcome", order->outcome);
            if (!order->refused.empty()) out.raw("refused", order->refused);
            return json_answer(200, out.str());
        }
        if (!find_guest_order(db, id)) return problem(refuse(Code::not_found).with("what", "order"));
        return json_answer(200, out.null("member_id").text("status", "guest").str());
    }));
}

}  // namespace

void add_merchant_routes(Router& router, Context& app) {
    const auto route = [&](Method method, std::string_view path, auto function) {
        router.add(method, path, [&app, function](const RequestPtr& request, const Reply& reply) {
            const auto refusal = merchant_refusal(app, *request);
            if (refusal.code != Code::ok) return reply(problem(refusal));
            function(app, request, reply);
        });
    };
    route(Method::post, "/v1/events", post_event);
    route(Method::post, "/v1/members", add_member);
    route(Method::get, "/v1/members/{id}", get_member);
    route(Method::post, "/v1/members/{id}/merge", merge_members);
    route(Method::get, "/v1/orders/{id}", get_order);
}

}  // namespace regulars::backend
