// The engine as a shopper's browser sees it: one class behind a smart pointer, text in and out. Nothing else is
// bound, so the bridge's bytes stay visible (`make bench` prints them).
#include <emscripten/bind.h>

#include <memory>
#include <string>

#include "engine/session/session.hpp"
#include "owned.hpp"

namespace {

using regulars::Owned;
using regulars::Session;

Owned<Session> create_engine(const std::string& compiled) { return Owned(std::make_unique<Session>(compiled)); }
std::string version() { return REGULARS_VERSION; }

// Embind hands over std::string; the session takes views.
std::string set_member(Session& s, const std::string& state) { return s.set_member(state); }
std::string quote(Session& s, const std::string& question) { return s.quote(question); }
std::string summary(Session& s, const std::string& question) { return s.summary(question); }

}  // namespace

EMSCRIPTEN_BINDINGS(regulars) {
    emscripten::class_<Session>("Engine")
        .smart_ptr<Owned<Session>>("EnginePtr")
        .function("valid", &Session::valid)
        .function("setMember", &set_member)
        .function("quote", &quote)
        .function("summary", &summary);
    emscripten::function("createEngine", &create_engine);
    emscripten::function("version", &version);
}
