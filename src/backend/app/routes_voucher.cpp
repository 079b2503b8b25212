// Vouchers at the shop's checkout: reserve, use, release. The merchant's key is needed, so guessing codes needs it too.
#include "backend/clock.hpp"
#include "backend/http/problem.hpp"
#include "body.hpp"
#include "context.hpp"
#include "fields.hpp"

namespace regulars::backend {
namespace {

using Step = std::function<Result<std::string>(Tx&, const std::string& code)>;

void run_step(Context& app, const RequestPtr& request, const Reply& reply, Step step) {
    app.store.write(
        [request, step = std::move(step)](Tx& tx) {
            const auto code = request->params.find("code")->second;
            const auto voucher = step(tx, code);
            return voucher ? json_answer(200, *voucher) : problem(voucher.refusal());
        },
        [&app, request, reply](Response response) {
            // Only look-ups that found nothing are counted: a shop may sell as much as it can.
            const int wait = response.status == 404
                                 ? app.limits.vouchers_per_client.take(client_key(request->client_ip), now_ms())
                                 : 0;
            reply(wait > 0 ? too_many(wait) : std::move(response));
        });
}

Vouchers::Customer read_customer(Fields& in) {
    Vouchers::Customer customer;
    const auto* node = in.maybe_object("customer");
    if (node == nullptr) return customer;
    Fields fields(in.doc(), *node, "customer");
    customer.id = fields.maybe_text("id", 128);
    customer.email = fields.maybe_text("email", 254);
    in.take_refusal(fields);
    return customer;
}

void reserve(Context& app, const RequestPtr& request, const Reply& reply, Fields& in) {
    const auto checkout = in.text("checkout_id", 128);
    const auto customer = read_customer(in);
    if (!in.done()) return reply(problem(in.refusal()));
    run_step(app, request, reply, [&app, checkout, customer](Tx& tx, const std::string& code) {
        return app.vouchers.reserve(tx.db, code, checkout, customer, now_ms());
    });
}

void use(Context& app, const RequestPtr& request, const Reply& reply, Fields& in) {
    const auto checkout = in.text("checkout_id", 128);
    const auto order = in.text("order_id", 128);
    if (!in.done()) return reply(problem(in.refusal()));
    run_step(app, request, reply, [&app, checkout, order](Tx& tx, const std::string& code) {
        return app.vouchers.use(tx.db, code, checkout, order, now_ms());
    });
}

void release(Context& app, const RequestPtr& request, const Reply& reply, Fields& in) {
    const auto checkout = in.text("checkout_id", 128);
    if (!in.done()) return reply(problem(in.refusal()));
    run_step(app, request, reply, [&app, checkout](Tx& tx, const std::string& code) {
        return app.vouchers.release(tx.db, code, checkout, now_ms());
    });
}

}  // namespace

void add_voucher_routes(Router& router, Context& app) {
    const auto route = [&](std::string_view path, auto function) {
        router.add(Method::post, path, [&app, function](const RequestPtr& request, const Reply& reply) {
            const auto refusal = merchant_refusal(app, *request);
            if (refusal.code != Code::ok) return reply(problem(refusal));
            const Body body(*request);
            if (!body) return reply(problem(body.refusal()));
            Fields in(body.doc());
            function(app, request, reply, in);
        });
    };
    route("/v1/vouchers/{code}/reserve", reserve);
    route("/v1/vouchers/{code}/use", use);
    route("/v1/vouchers/{code}/release", release);
}

}  // namespace regulars::backend
