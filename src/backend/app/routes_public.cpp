// What anybody may ask: configuration, the programme, a quote, the widget's files; and the operator's routes.
#include "backend/clock.hpp"
#include "backend/http/problem.hpp"
#include "backend/http/text.hpp"
#include "backend/json_text.hpp"
#include "backend/mail/mails.hpp"
#include "body.hpp"
#include "context.hpp"
#include "fields.hpp"

namespace regulars::backend {
namespace {

Response cacheable(const Request& request, const std::string& json, const std::string& etag, std::string_view how = "public, max-age=60") {
    auto response = json_answer(200, json);
    if (matches(request.header("if-none-match"), etag)) response = {304, {}, {}};
    response.set("ETag", etag).set("Cache-Control", std::string(how));
    return response;
}

/// The query's one parameter, or nothing of it.
Result<std::string> asked_locale(const Request& request) {
    const auto query = read_query(request.query);
    if (!query) return refuse(Code::parameter_invalid, "locale").with("parameter", "locale").with("expected", "a locale");
    std::string locale;
    for (const auto& [name, value] : *query) {
        if (name != "locale") return refuse(Code::parameter_invalid, name).with("parameter", name).with("expected", "locale: nothing else is asked");
        locale = value;
    }
    return locale;
}

void quote(Context& app, const RequestPtr& request, const Reply& reply) {
    const int wait = app.limits.quotes_per_client.take(client_key(request->client_ip), now_ms());
    if (wait > 0) return reply(too_many(wait));
    const Body body(*request);
    if (!body) return reply(problem(body.refusal()));
    Fields in(body.doc());
    const auto* order = in.object("order");
    const auto at = in.has("at") ? in.instant("at") : instant_text(now_ms());
    if (!in.done()) return reply(problem(in.refusal()));
    if (auto timed = time_refusal(app, at, now_ms()); timed.code != Code::ok) {
        timed.path = "at";
        return reply(problem(timed));
    }
    reply(app.store.read([&](Database& db) {
        std::string member_id;
        if (request->count("authorization") > 0) {
            const auto member = signed_in(app, db, *request, now_ms());
            if (!member) return problem(member.refusal());
            member_id = member->id;
        }
        auto quoted = app.loyalty.quote(db, member_id, to_text(body.doc(), *order), read_instant(at).value_or(0));
        return quoted ? json_answer(200, *std::move(quoted)) : problem(quoted.refusal());
    }));
}

}  // namespace

void add_public_routes(Router& router, Context& app) {
    router.add(Method::get, "/v1/config", [&app](const RequestPtr& request, const Reply& reply) {
        const auto locale = asked_locale(*request);
        if (!locale) return reply(problem(locale.refusal()));
        const auto& config = app.programme.config_in(*locale);
        reply(cacheable(*request, config.text, config.etag));
    });
    router.add(Method::get, "/v1/programme", [&app](const RequestPtr& request, const Reply& reply) {
        reply(cacheable(*request, app.programme.document, app.programme.etag));
    });
    router.add(Method::get, "/v1/programme/compiled", [&app](const RequestPtr& request, const Reply& reply) {
        if (!app.loyalty.shares()) return reply(cacheable(*request, app.programme.compiled, app.programme.compiled_etag));
        reply(app.store.read([&](Database& db) {
            const auto text = app.loyalty.compiled_now(db);
            return cacheable(*request, text, entity_tag(text), "no-cache");   // of a budget, what is left is wrong in a minute
        }));
    });
    router.add(Method::get, "/v1/programme/shown", [&app](const RequestPtr& request, const Reply& reply) {
        const auto locale = asked_locale(*request);
        if (!locale) return reply(problem(locale.refusal()));
        const auto& shown = app.shown.in(*locale);
        reply(cacheable(*request, shown.text, shown.etag));
    });
    router.add(Method::post, "/v1/quote",
               [&app](const RequestPtr& request, const Reply& reply) { quote(app, request, reply); });
    router.add(Method::get, "/assets/{name...}", [&app](const RequestPtr& request, const Reply& reply) {
        reply(app.assets.get(*request, request->params.find("name")->second));
    });
}

void add_operator_routes(Router& router, Context& app) {
    router.add(Method::get, "/health", [&app](const RequestPtr&, const Reply& reply) {
        if (!app.store.healthy()) return reply(problem(Code::unavailable));
        reply(app.store.read([](Database& db) {
            Query q = db.query("SELECT 1 FROM programmes");
            return q.next() ? json_answer(200, R"({"status":"ok"})") : problem(Code::unavailable);
        }));
    });
    if (!app.options.demo) return;
    router.add(Method::get, "/v1/outbox", [&app](const RequestPtr&, const Reply& reply) {
        reply(app.store.read([](Database& db) { return json_answer(200, outbox_json(db)); }));
    });
}

}  // namespace regulars::backend
