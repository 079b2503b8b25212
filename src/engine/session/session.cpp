#include "session.hpp"

#include <utility>

#include "../engine.hpp"
#include "../host/host.hpp"
#include "../json/decode.hpp"
#include "../json/encode.hpp"
#include "../json/stored.hpp"
#include "../project.hpp"

namespace regulars {

using namespace json;

Session::Session(std::string_view program) {
    Program read;
    errors_ = read_program(program, read);
    if (errors_.empty()) errors_ = resolve(read);
    if (!errors_.empty()) return;
    if (auto added = history_.add({Instant{}, std::move(read)}); !added) errors_.push_back(added.refusal());
}

std::string Session::error() const { return errors_text(errors_); }

std::string Session::set_member(std::string_view state) {
    auto read = read_state(state);
    if (!read) return not_ok_text(read.refusal());
    member_ = std::move(*read);
    store_.clear();
    store_.put_state(member_.member, member_);
    return ok_text("null");
}

std::string Session::quote(std::string_view request) const {
    auto asked = read_quote_request(request);
    if (!asked) return not_ok_text(asked.refusal());
    auto out = regulars::quote(history_, {}, member_, asked->order, asked->at);
    if (!out) return not_ok_text(out.refusal());
    const Instant at = out->next.clock;
    return ok_text(quote_text(*out, summarise(history_, {}, out->next, at), at));
}

std::string Session::summary(std::string_view request) const {
    auto at = read_summary_request(request);
    if (!at) return not_ok_text(at.refusal());
    return ok_text(summary_text(summarise(history_, {}, member_, *at)));
}

std::string Session::apply(std::string_view event) {
    auto read = read_event(event);
    if (!read) return not_ok_text(read.refusal());
    if (member_.member.empty()) member_.member = read->member;
    const Instant at = read->event.occurred_at;
    host::Host host(history_, store_, [at](const Outcome& out) { return outcome_text(out, at); });
    auto answer = host.submit(member_.member, std::move(read->event));
    if (!answer) return not_ok_text(answer.refusal());
    if (auto next = store_.state(member_.member)) member_ = std::move(*next);
    return ok_text(answer->status == host::Status::parked ? "null" : answer->text);
}

std::string Session::state() const { return write_state(member_); }

}  // namespace regulars
