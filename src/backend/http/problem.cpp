#include "problem.hpp"

#include "backend/json_text.hpp"
#include "engine/generated/code_words.hpp"
#include "engine/json/refusal_text.hpp"

namespace regulars::backend {

Response problem(const Refusal& refusal, int status) {
    const CodeWords& what = words(refusal.code);
    if (status == 0) status = what.status;
    const std::string code(name(refusal.code));
    JsonObject body;
    body.text("type", "urn:regulars:problem:" + code);
    body.text("title", what.title);
    body.number("status", status);
    body.text("code", code);
    if (!refusal.path.empty()) body.text("path", refusal.path);
    if (json::stray_params(refusal).empty()) body.text("detail", json::sentence(refusal));
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
    Response response{status, {}, body.str()};
    response.set("Content-Type", "application/problem+json");
    return response;
}

Response malformed(std::string what, int status) {
    return problem(refuse(Code::request_malformed).with("what", std::move(what)), status);
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
