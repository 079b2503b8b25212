// The engine with booking, for the lab, the demo without a backend, and tests. Shoppers get embind.cpp.
#include <emscripten/bind.h>

#include <memory>
#include <string>

#include "engine/session/full.hpp"
#include "owned.hpp"

namespace {

using regulars::Owned;
using regulars::FullSession;

Owned<FullSession> create_engine(const std::string& program) { return Owned(std::make_unique<FullSession>(program)); }
std::string version() { return REGULARS_VERSION; }

std::string set_member(FullSession& s, const std::string& state) { return s.set_member(state); }
std::string quote(FullSession& s, const std::string& request) { return s.quote(request); }
std::string summary(FullSession& s, const std::string& request) { return s.summary(request); }
std::string apply(FullSession& s, const std::string& event) { return s.apply(event); }
std::string advance(FullSession& s, const std::string& request) { return s.advance(request); }

}  // namespace

EMSCRIPTEN_BINDINGS(regulars_full) {
    emscripten::class_<FullSession>("Engine")
        .smart_ptr<Owned<FullSession>>("EnginePtr")
        .function("valid", &FullSession::valid)
        .function("error", &FullSession::error)
        .function("compiled", &FullSession::compiled)
        .function("setMember", &set_member)
        .function("quote", &quote)
        .function("summary", &summary)
        .function("apply", &apply)
        .function("advance", &advance)
        .function("state", &FullSession::state);
    emscripten::function("createEngine", &create_engine);
    emscripten::function("version", &version);
}
