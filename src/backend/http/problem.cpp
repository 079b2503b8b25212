#include "problem.hpp"

#include "backend/json_text.hpp"
#include "engine/generated/code_words.hpp"

namespace regulars::backend {
namespace {

std::string shown(const Param& param) { return param.is_number ? std::to_string(param.number) : param.text; }

/// The detail with its parameters filled in; a parameter that is not there leaves the detail out.
std::string filled(std::string_view detail, const List<Param>& params) {
    std::string out;
    while (true) {
        const auto open = detail.find('{');
        out += detail.substr(0, open);
        if (open == std::string_view::npos) return out;
        const auto close = detail.find('}', open);
        const auto name = detail.substr(open + 1, close - open - 1);
        const Param* found = nullptr;
        for (const auto& param : params) {
            if (param.name == name) found = &param;
        }
        if (found == nullptr) return {};
        out += shown(*found);
        detail.remove_prefix(close + 1);
    }
}

}  // namespace

Response problem(const Refusal& refusal) {
    const CodeWords& what = words(refusal.code);
    const std::string code(name(refusal.code));
    JsonObject body;
    body.text("type", "urn:regulars:problem:" + code);
    body.text("title", what.title);
    body.number("status", what.status);
    body.text("code", code);
    if (!refusal.path.empty()) body.text("path", refusal.path);
    const auto detail = filled(what.detail, refusal.params);
    if (!detail.empty()) body.text("detail", detail);
    if (!refusal.params.empty()) {
        JsonObject params;
        for (const auto& param : refusal.params) {
            if (param.is_number) {
                params.number(param.name, param.number);
            } else {
                params.text(param.name, param.text);
            }
        }
        body.raw("params", params.str());
    }
    Response response{what.status, {}, body.str()};
    response.set("Content-Type", "application/problem+json");
    return response;
}

Response too_many(int retry_after_seconds) {
    auto response = problem(refuse(Code::rate_limited).with("retry_after_seconds", std::int64_t{retry_after_seconds}));
    response.set("Retry-After", std::to_string(retry_after_seconds));
    return response;
}

Response json_answer(int status, std::string body) {
    Response response{status, {}, std::move(body)};
    response.set("Content-Type", "application/json");
    return response;
}

}  // namespace regulars::backend
