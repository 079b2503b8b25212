#include "session.hpp"

#include <utility>

#include "../engine.hpp"
#include "../json/decode.hpp"
#include "../json/encode.hpp"
#include "../json/stored.hpp"
#include "../project.hpp"

namespace regulars {

using json::not_ok_text;
using json::ok_text;

Session::Session(std::string_view program) {
    Program read;
    errors_ = json::read_program(program, read);
    if (errors_.empty()) errors_ = resolve(read);
    if (!errors_.empty()) return;
    if (auto added = history_.add({Instant{}, std::move(read)}); !added) errors_.push_back(added.refusal());
}

std::string Session::error() const { return json::errors_text(errors_); }

std::string Session::set_member(std::string_view state) {
    auto read = json::read_state(state);
    if (!read) return not_ok_text(read.refusal());
    member_ = std::move(*read);
    return ok_text("null");
}

std::string Session::quote(std::string_view request) const {
    auto asked = json::read_quote_request(request);
    if (!asked) return not_ok_text(asked.refusal());
    auto out = regulars::quote(history_, {}, member_, asked->order, asked->at);
    if (!out) return not_ok_text(out.refusal());
    const Instant at = out->next.clock;
    return ok_text(json::quote_text(*out, summarise(history_, {}, out->next, at), at));
}

std::string Session::summary(std::string_view request) const {
    auto at = json::read_summary_request(request);
    if (!at) return not_ok_text(at.refusal());
    return ok_text(json::summary_text(summarise(history_, {}, member_, *at)));
}

}  // namespace regulars
