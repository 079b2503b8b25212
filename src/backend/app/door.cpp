#include "door.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>

#include "backend/http/problem.hpp"
#include "backend/http/text.hpp"
#include "backend/log.hpp"

namespace regulars::backend {
namespace {

struct Url {
    bool https = false;
    std::string authority;   ///< host and port, as given
};

/// "https://shop.example" or with a port; nothing else behind it.
Url read_origin(const std::string& text) {
    Url url{text.starts_with("https://"), {}};
    const auto from = text.find("://");
    if (from != std::string::npos && (url.https || text.starts_with("http://"))) url.authority = text.substr(from + 3);
    if (url.authority.ends_with('/')) url.authority.pop_back();
    if (!host_name(url.authority)) throw std::runtime_error("\"" + text + "\" is not an origin like https://shop.example");
    return url;
}

std::string_view word(Method method) {
    switch (method) {
        case Method::get: return "GET";
        case Method::head: return "HEAD";
        case Method::post: return "POST";
        case Method::patch: return "PATCH";
        case Method::options: return "OPTIONS";
        case Method::other: break;
    }
    return "?";
}

bool is_json(std::string_view content_type) {
    const auto semicolon = content_type.find(';');
    if (lower(trimmed(content_type.substr(0, semicolon))) != "application/json") return false;
    if (semicolon == std::string_view::npos) return true;
    const auto parameter = lower(trimmed(content_type.substr(semicolon + 1)));
    return parameter == "charset=utf-8" || parameter == "charset=\"utf-8\"";
}

bool changes_something(Method method) { return method == Method::post || method == Method::patch; }

Response method_not_allowed(const std::string& allowed) {
    auto response = problem(refuse(Code::method_not_allowed).with("allowed", allowed));
    return std::move(response.set("Allow", allowed));
}

}  // namespace

Door::Door(const ServeOptions& options, Router router) : router_(std::move(router)) {
    for (const auto& origin : options.allowed_origins) {
        const auto url = read_origin(origin);
        origins_.push_back(std::string(url.https ? "https://" : "http://") + lower(url.authority));
    }
    if (!options.public_url.empty()) {
        const auto scheme_end = options.public_url.find("://");
        const auto path = scheme_end == std::string::npos ? scheme_end : options.public_url.find('/', scheme_end + 3);
        const auto url = read_origin(options.public_url.substr(0, path));
        https_ = url.https;
        hosts_.push_back(*host_name(url.authority));
        origins_.push_back(std::string(url.https ? "https://" : "http://") + lower(url.authority));
    }
}

// A name that is not ours could be an attacker's that points to this machine (DNS rebinding). An address cannot.
bool Door::host_allowed(const Request& request) const {
    const auto host = host_name(request.header("host"));
    if (!host) return false;
    return *host == "localhost" || is_ip_literal(*host) || std::find(hosts_.begin(), hosts_.end(), *host) != hosts_.end();
}

bool Door::origin_allowed(std::string_view origin) const {
    return std::find(origins_.begin(), origins_.end(), origin) != origins_.end();
}

Response Door::preflight(const Request& request, const Router::Found& found) const {
    if (!origin_allowed(request.header("origin"))) return problem(Code::origin_not_allowed);
    Response response{204, {}, {}};
    response.set("Access-Control-Allow-Methods", found.allowed);
    response.set("Access-Control-Allow-Headers", "authorization, content-type, idempotency-key");
    return std::move(response.set("Access-Control-Max-Age", "600"));
}

void Door::finish(const Request& request, Response& response) const {
    response.set("X-Content-Type-Options", "nosniff").set("Referrer-Policy", "no-referrer");
    if (response.header("Cache-Control").empty()) response.set("Cache-Control", "no-store");
    if (response.header("Access-Control-Allow-Origin") == "*") return;   // a static file
    response.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    response.set("Cross-Origin-Resource-Policy", "same-site").set("Vary", "Origin");
    // Echoed for configured pages only, and never with credentials: the cookie is for the shop's own origin.
    if (const auto origin = request.header("origin"); origin_allowed(origin)) {
        response.set("Access-Control-Allow-Origin", std::string(origin));
        response.set("Access-Control-Expose-Headers", "Retry-After, ETag");
        response.set("Cross-Origin-Resource-Policy", "cross-origin");
    }
}

void Door::handle(const std::shared_ptr<Request>& request, const Reply& reply) const {
    request->https = request->https || https_;
    const auto found = router_.find(*request);
    const auto started = std::chrono::steady_clock::now();
    const Reply leave = [this, request, reply, started, pattern = found.pattern](Response response) {
        finish(*request, response);
        const auto took = std::chrono::steady_clock::now() - started;
        log_request(word(request->method), pattern.empty() ? "-" : pattern, response.status,
                    std::chrono::duration_cast<std::chrono::microseconds>(took).count());
        reply(std::move(response));
    };
    if (!host_allowed(*request)) {
        return leave(problem(refuse(Code::request_malformed, "host").with("what", "Host names another server"), 421));
    }
    if (found.pattern.empty()) return leave(problem(Code::route_unknown));
    if (found.malformed) return leave(malformed("the path"));
    const bool asks_first = request->method == Method::options && request->count("access-control-request-method") > 0;
    if (asks_first) return leave(preflight(*request, found));
    if (found.handler == nullptr) return leave(method_not_allowed(found.allowed));
    if (changes_something(request->method)) {
        const bool foreign = request->header("sec-fetch-site") == "cross-site";
        if (foreign && !origin_allowed(request->header("origin"))) return leave(problem(Code::origin_not_allowed));
        if (!is_json(request->header("content-type"))) return leave(problem(Code::media_type_unsupported));
        if (request->count("content-encoding") > 0) return leave(problem(Code::media_type_unsupported));
    }
    (*found.handler)(request, leave);
}

}  // namespace regulars::backend
