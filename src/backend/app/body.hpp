// A request's body as a JSON document, or why it is none.
#pragma once
#include "backend/http/message.hpp"
#include "engine/json/parse.hpp"

namespace regulars::backend {

class Body {
public:
    explicit Body(const Request& request) : result_(json::parse(request.body)) {}
    explicit operator bool() const { return result_.ok(); }
    const json::Document& doc() const { return *result_; }
    const Refusal& refusal() const { return result_.refusal(); }

private:
    Result<json::Document> result_;
};

}  // namespace regulars::backend
