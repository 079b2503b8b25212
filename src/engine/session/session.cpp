#include "session.hpp"

#include <utility>

#include "../engine.hpp"
#include "../json/compiled.hpp"
#include "../json/encode.hpp"
#include "../json/stored.hpp"
#include "../project.hpp"

namespace regulars {

using json::brief_refusal;
using json::ok_text;

Session::Session(std::string_view compiled) {
    if (auto program = json::read_compiled(compiled)) (void)history_.add({Instant{}, *std::move(program)});
}

std::string Session::set_member(std::string_view state) {
    auto read = json::read_state(state);
    if (!read) return brief_refusal(read.refusal());
    member_ = *std::move(read);
    return ok_text("null");
}

std::string Session::quote(std::string_view question) const {
    const auto asked = json::read_question(question);
    if (!asked) return brief_refusal(asked.refusal());
    const auto out = regulars::quote(history_, {}, member_, asked->order, asked->at);
    if (!out) return brief_refusal(out.refusal());
    const Instant at = out->next.clock;
    return ok_text(json::preview_text(*out, history_.at(at).version, at));
}

std::string Session::summary(std::string_view question) const {
    const auto asked = json::read_question(question);
    if (!asked) return brief_refusal(asked.refusal());
    return ok_text(json::summary_text(summarise(history_, {}, member_, asked->at)));
}

}  // namespace regulars
