#include "full.hpp"

#include <utility>

#include "../engine.hpp"
#include "../host/host.hpp"
#include "../json/compiled.hpp"
#include "../json/decode.hpp"
#include "../json/encode.hpp"
#include "../json/stored.hpp"
#include "../project.hpp"

namespace regulars {

using json::not_ok_text;
using json::ok_text;

FullSession::FullSession(std::string_view document) {
    Program read;
    errors_ = json::read_program(document, read);
    if (errors_.empty()) errors_ = resolve(read);
    if (!errors_.empty()) return;
    if (auto added = history_.add({Instant{}, std::move(read)}); !added) errors_.push_back(added.refusal());
}

std::string FullSession::error() const { return json::errors_text(errors_); }

std::string FullSession::compiled() const { return json::write_compiled(history_.latest()); }

std::string FullSession::set_member(std::string_view state) {
    auto read = json::read_state(state);
    if (!read) return not_ok_text(read.refusal());
    member_ = *std::move(read);
    store_.clear();
    store_.put_state(member_.member, member_);
    return ok_text("null");
}

std::string FullSession::quote(std::string_view request) const {
    const auto asked = json::read_quote_request(request);
    if (!asked) return not_ok_text(asked.refusal());
    auto out = regulars::quote(history_, {}, member_, asked->order, asked->at);
    if (!out) return not_ok_text(out.refusal());
    const Instant at = out->next.clock;
    return ok_text(json::quote_text(*out, summarise(history_, {}, std::move(out->next), at), at));
}

std::string FullSession::summary(std::string_view request) const {
    const auto at = json::read_summary_request(request);
    if (!at) return not_ok_text(at.refusal());
    return ok_text(json::summary_text(summarise(history_, {}, member_, *at)));
}

std::string FullSession::apply(std::string_view event) {
    auto read = json::read_event(event);
    if (!read) return not_ok_text(read.refusal());
    if (member_.member.empty()) member_.member = read->member;
    const Instant at = read->event.occurred_at;
    host::Host host(history_, store_, [at](const Outcome& out) { return json::outcome_text(out, at); });
    auto answer = host.submit(member_.member, std::move(read->event));
    if (!answer) return not_ok_text(answer.refusal());
    if (auto next = store_.state(member_.member)) member_ = std::move(*next);
    if (answer->status == host::Status::parked) return ok_text("{\"status\":\"parked\"}");
    if (answer->status == host::Status::repeated) return ok_text("{\"status\":\"repeated\"}");
    return ok_text("{\"status\":\"booked\",\"outcome\":" + answer->text + "}");
}

std::string FullSession::advance(std::string_view request) {
    auto at = json::read_summary_request(request);
    if (!at) return not_ok_text(at.refusal());
    host::Host host(history_, store_, {});
    host.advance(member_.member, *at);
    if (auto next = store_.state(member_.member)) member_ = std::move(*next);
    return ok_text("null");
}

std::string FullSession::state() const { return json::write_state(member_); }

}  // namespace regulars
