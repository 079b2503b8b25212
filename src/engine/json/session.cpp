#include "session.hpp"

#include <utility>

#include "../engine.hpp"
#include "../project.hpp"
#include "decode.hpp"
#include "encode.hpp"
#include "stored.hpp"

namespace regulars::json {

std::string good(std::string_view value) {
    std::string text = "{\"ok\":true,\"value\":";
    text += value;
    text += '}';
    return text;
}

std::string bad(const Refusal& refusal) { return "{\"ok\":false,\"problem\":" + write_refusal(refusal) + "}"; }

Session::Session(std::string_view program) {
    Program read;
    errors_ = read_program(program, read);
    if (errors_.empty()) errors_ = resolve(read);
    if (!errors_.empty()) return;
    if (auto added = history_.add({Instant{}, std::move(read)}); !added) errors_.push_back(added.refusal());
}

std::string Session::error() const {
    std::string text = "{\"errors\":[";
    for (std::size_t i = 0; i < errors_.size(); ++i) {
        if (i > 0) text += ',';
        text += write_refusal(errors_[i]);
    }
    return text + "]}";
}

std::string Session::set_member(std::string_view state) {
    auto read = read_state(state);
    if (!read) return bad(read.refusal());
    member_ = std::move(*read);
    return good("null");
}

std::string Session::quote(std::string_view request) const {
    auto asked = read_quote_request(request);
    if (!asked) return bad(asked.refusal());
    auto out = regulars::quote(history_, {}, member_, asked->order, asked->at);
    if (!out) return bad(out.refusal());
    return good(write_quote(*out, summarise(history_, {}, out->next, out->next.clock)));
}

std::string Session::summary(std::string_view request) const {
    auto at = read_summary_request(request);
    if (!at) return bad(at.refusal());
    return good(write_summary(summarise(history_, {}, member_, *at)));
}

std::string Session::apply(std::string_view event) {
    auto read = read_event(event);
    if (!read) return bad(read.refusal());
    if (member_.member.empty()) member_.member = read->member;
    auto out = regulars::apply(history_, {}, member_, read->event);
    if (!out) return bad(out.refusal());
    member_ = std::move(out->next);
    return good(write_outcome(*out));
}

std::string Session::state() const { return write_state(member_); }

}  // namespace regulars::json
