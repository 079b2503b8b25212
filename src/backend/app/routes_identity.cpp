// Joining and signing in. Whether an address is a member's must not show: for both, join and sign-in check the same
// things, do the same work (one code, one mail) and give the same answer.
#include "backend/clock.hpp"
#include "backend/crypto/mac.hpp"
#include "backend/http/problem.hpp"
#include "backend/http/text.hpp"
#include "backend/identity/email.hpp"
#include "backend/mail/mails.hpp"
#include "body.hpp"
#include "context.hpp"
#include "fields.hpp"

namespace regulars::backend {
namespace {

/// The browser that asks, by the cookie that it has or now gets: what it gave is hers who types the code there.
struct Asker {
    std::string name;
    bool https = false;
};

Asker asker_of(const Request& request) {
    auto name = asker_cookie(request);
    return {name.empty() ? new_asker() : std::move(name), request.https};
}

Response code_sent(const Asker& asker) {
    auto response = json_answer(202, R"({"status":"code_sent"})");
    return std::move(response.set("Set-Cookie", asker_line(asker.name, asker.https)));
}

std::optional<std::string> read_email(Fields& in) {
    const auto typed = in.text("email", 254);
    auto email = normal_email(typed);
    if (!email) in.keep(refuse(Code::email_invalid, in.path_of("email")));
    return email;
}

/// Whom the limits of an address count: everybody together, but by herself a browser in which the address was signed in
/// before. Else any stranger could keep a member out by using up what her address is allowed.
std::string address_key(const Context& app, const Request& request, const std::string& email) {
    return equal_constant_time(known_cookie(request), app.codes.known_mark(email)) ? email + "\nknown" : email;
}

/// The wait of whichever limit is reached, or 0.
int wait_for(const Context& app, Limiter& by_client, Limiter& by_address, const Request& request,
             const std::string& email) {
    const auto now = now_ms();
    const int client = by_client.take(client_key(request.client_ip), now);
    return client > 0 ? client : by_address.take(address_key(app, request, email), now);
}

Response send_code(Context& app, Database& db, const std::string& email, const Asker& asker, CodePurpose purpose,
                   const std::string& pending, const std::string& locale) {
    const auto now = now_ms();
    const auto code = app.codes.issue(db, email, asker.name, purpose, pending, now);
    const auto kind = purpose == CodePurpose::join      ? MailKind::join_code
                      : purpose == CodePurpose::sign_in ? MailKind::sign_in_code
                                                        : MailKind::invitation;
    put_mail(db, email, make_mail(kind, locale, app.programme.name(locale), code), now);
    return code_sent(asker);
}

void join(Context& app, const RequestPtr& request, const Reply& reply) {
    const Body body(*request);
    if (!body) return reply(problem(body.refusal()));
    Fields in(body.doc());
    const auto email = read_email(in);
    if (!in.has("consent")) in.refuse_here(Code::missing_field, "consent");
    auto newcomer = read_newcomer(in, app.programme);
    newcomer.locale = in.maybe_text("locale", 11);
    if (!in.done()) return reply(problem(in.refusal()));
    const int wait = wait_for(app, app.limits.mails_per_client, app.limits.mails_per_address, *request, *email);
    if (wait > 0) return reply(too_many(wait));

    const auto locale = mail_locale(newcomer.locale.value_or(app.programme.main_locale));
    app.store.write(
        [&app, email = *email, asker = asker_of(*request), pending = newcomer_json(newcomer), locale](Tx& tx) {
            const bool known = member_by_email(tx.db, email).has_value();
            const auto purpose = known ? CodePurpose::sign_in : CodePurpose::join;
            return send_code(app, tx.db, email, asker, purpose, pending, locale);
        },
        reply);
}

void sign_in(Context& app, const RequestPtr& request, const Reply& reply) {
    const Body body(*request);
    if (!body) return reply(problem(body.refusal()));
    Fields in(body.doc());
    const auto email = read_email(in);
    const auto wanted = in.maybe_text("locale", 11);
    if (!in.done()) return reply(problem(in.refusal()));
    const int wait = wait_for(app, app.limits.mails_per_client, app.limits.mails_per_address, *request, *email);
    if (wait > 0) return reply(too_many(wait));

    const auto locale = mail_locale(wanted.value_or(app.programme.main_locale));
    app.store.write(
        [&app, email = *email, asker = asker_of(*request), locale](Tx& tx) {
            const bool known = member_by_email(tx.db, email).has_value();
            // Who asked to join a minute ago, in this browser, and now tries to sign in gets a code for what she asked.
            const auto pending = app.codes.pending_join(tx.db, email, asker.name, now_ms());
            const auto purpose = known              ? CodePurpose::sign_in
                                 : !pending.empty() ? CodePurpose::join
                                                    : CodePurpose::invite;
            return send_code(app, tx.db, email, asker, purpose, pending, locale);
        },
        reply);
}

/// Signs a member in on this browser: a session of ours with its cookie, the mark that she was here, and the first access token.
Response open_session(Context& app, Tx& tx, const MemberRow& member, const std::string& email, bool https) {
    const auto now = now_ms();
    const auto session = start_session(tx.db, member.id, now);
    auto response = json_answer(200, session_json(app, tx.db, member, session.id, now));
    response.set("Set-Cookie", cookie_line(session.cookie, https));
    response.headers.emplace_back("Set-Cookie", known_line(app.codes.known_mark(email), https));
    return response;
}

Response finish_verify(Context& app, Tx& tx, const std::string& email, const std::string& asker,
                       const std::string& code, bool https) {
    const auto now = now_ms();
    const auto found = app.codes.check(tx.db, email, asker, code, now);
    if (!found.right) {
        tx.keep_refused = true;   // the try has been counted
        return problem(Code::code_invalid, "code");
    }
    auto member = member_by_email(tx.db, email);
    if (!member) {
        if (found.purpose != CodePurpose::join) return problem(Code::code_invalid, "code");
        // In another browser than she asked from she joins with her address alone: no name, no birthday, no consent.
        auto enrolled = enrol(app, tx, member_of(kept_newcomer(found.pending_json), email, now));
        if (!enrolled) return problem(enrolled.refusal());
        member = std::move(*enrolled);
    }
    return open_session(app, tx, *member, email, https);
}

void verify(Context& app, const RequestPtr& request, const Reply& reply) {
    const Body body(*request);
    if (!body) return reply(problem(body.refusal()));
    Fields in(body.doc());
    const auto email = read_email(in);
    const auto code = in.text("code", 16);
    if (!in.done()) return reply(problem(in.refusal()));
    const int wait = wait_for(app, app.limits.codes_per_client, app.limits.codes_per_address, *request, *email);
    if (wait > 0) return reply(too_many(wait));
    app.store.write([&app, email = *email, asker = asker_cookie(*request), code, https = request->https](
                        Tx& tx) { return finish_verify(app, tx, email, asker, code, https); },
                    reply);
}

// ---- sessions ---------------------------------------------------------------------------------

struct ShopIdentity {
    std::string customer_id;
    std::string email;
};

Result<ShopIdentity> shop_identity(const Context& app, std::string_view token) {
    const JwtRules rules{app.secrets.shop_issuer, "regulars", access_life_s, "", 60};
    const auto claims = verify_jwt(token, app.secrets.shop_keys, rules, now_ms() / 1000);
    if (!claims) return claims.refusal();
    const auto customer = claim_text(*claims, "sub");
    const auto email = normal_email(claim_text(*claims, "email").value_or(""));
    const bool good = customer && !customer->empty() && customer->size() <= 128 && email && claim_text(*claims, "jti");
    // The shop vouches for the address; an address that it has not seen proven is no proof to us.
    if (!good || claim_flag(*claims, "email_verified") != true) return refuse(Code::token_invalid);
    return ShopIdentity{*customer, *email};
}

Response nobody() { return Response{204, {}, {}}; }

/// Joins or recognises a shopper whom the shop vouches for. Writes only where something is new.
void session_by_shop(Context& app, const ShopIdentity& who, const std::optional<Newcomer>& newcomer,
                     const Reply& reply) {
    bool settled = true;
    auto response = app.store.read([&](Database& db) {
        const auto member = find_member(db, who.customer_id, who.email);
        if (!member) {
            settled = !newcomer;
            return nobody();
        }
        settled = member->customer_id.has_value();
        return json_answer(200, session_json(app, db, *member, "", now_ms()));
    });
    if (settled) return reply(std::move(response));
    app.store.write(
        [&app, who, newcomer](Tx& tx) {
            auto member = find_member(tx.db, who.customer_id, who.email);
            if (!member && !newcomer) return nobody();
            if (!member) {
                auto fresh = member_of(*newcomer, who.email, now_ms());
                fresh.customer_id = who.customer_id;
                auto enrolled = enrol(app, tx, std::move(fresh));
                if (!enrolled) return problem(enrolled.refusal());
                member = std::move(*enrolled);
            }
            link_customer(tx.db, member->id, who.customer_id);
            return json_answer(200, session_json(app, tx.db, *member, "", now_ms()));
        },
        reply);
}

void session_by_cookie(Context& app, const Request& request, const Reply& reply) {
    const auto cookie = session_cookie(request);
    if (cookie.empty()) return reply(nobody());
    bool stale = false;
    auto response = app.store.read([&](Database& db) {
        const auto now = now_ms();
        const auto session = session_of_cookie(db, cookie, now);
        const auto member = session ? member_by_id(db, session->member_id) : std::nullopt;
        stale = !member;
        return member ? json_answer(200, session_json(app, db, *member, session->id, now)) : nobody();
    });
    if (stale) response.set("Set-Cookie", cookie_end_line(request.https));
    reply(std::move(response));
}

void session(Context& app, const RequestPtr& request, const Reply& reply) {
    const Body body(*request);
    if (!body) return reply(problem(body.refusal()));
    Fields in(body.doc());
    const bool wants_to_join = in.maybe_flag("join").value_or(false);
    if (wants_to_join && !in.has("consent")) in.refuse_here(Code::missing_field, "consent");
    auto newcomer = read_newcomer(in, app.programme);
    newcomer.locale = in.maybe_text("locale", 11);
    if (!in.done()) return reply(problem(in.refusal()));

    if (request->count("authorization") == 0) return session_by_cookie(app, *request, reply);
    const auto who = shop_identity(app, bearer(*request));
    if (!who) return reply(problem(who.refusal()));
    session_by_shop(app, *who, wants_to_join ? std::optional(newcomer) : std::nullopt, reply);
}

void sign_out(Context& app, const RequestPtr& request, const Reply& reply) {
    const Body body(*request);
    if (!body) return reply(problem(body.refusal()));
    Fields in(body.doc());
    if (!in.done()) return reply(problem(in.refusal()));
    auto done = [https = request->https] {
        auto response = nobody();
        response.set("Set-Cookie", cookie_end_line(https));
        return response;
    };
    const auto cookie = session_cookie(*request);
    const auto token = app.tokens.read(bearer(*request), now_ms());
    const auto token_session = token ? token->session_id : std::string();
    if (cookie.empty() && token_session.empty()) return reply(done());
    app.store.write(
        [cookie, token_session, done](Tx& tx) {
            if (const auto session = session_of_cookie(tx.db, cookie, now_ms())) end_session(tx.db, session->id);
            if (!token_session.empty()) end_session(tx.db, token_session);
            return done();
        },
        reply);
}

}  // namespace

void add_identity_routes(Router& router, Context& app) {
    const auto route = [&](std::string_view path, auto function) {
        router.add(Method::post, path,
                   [&app, function](const RequestPtr& request, const Reply& reply) { function(app, request, reply); });
    };
    route("/v1/join", join);
    route("/v1/sign-in", sign_in);
    route("/v1/verify", verify);
    route("/v1/session", session);
    route("/v1/sign-out", sign_out);
}

}  // namespace regulars::backend
