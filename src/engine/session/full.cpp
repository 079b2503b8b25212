#include "full.hpp"

#include <utility>

#include "../host/host.hpp"
#include "../json/decode.hpp"
#include "../json/encode.hpp"
#include "../json/stored.hpp"

namespace regulars {

using json::not_ok_text;
using json::ok_text;

std::string FullSession::set_member(std::string_view state) {
    std::string answer = Session::set_member(state);
    if (answer.starts_with("{\"ok\":true")) {
        store_.clear();
        store_.put_state(member_.member, member_);
    }
    return answer;
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
