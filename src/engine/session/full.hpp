// A session that reads documents and books: for the lab, the demo without a backend, and tests. Not in the module for shoppers.
#pragma once
#include <string>
#include <string_view>

#include "../host/memory.hpp"
#include "session.hpp"

namespace regulars {

class FullSession : private Session {
public:
    /// A programme document of one version, judging from the beginning of time.
    explicit FullSession(std::string_view document);

    bool valid() const { return errors_.empty(); }
    /// {"errors":[{"path","code","params"}]}
    std::string error() const;
    /// What a Session is made from.
    std::string compiled() const;

    // Each answers {"ok":true,"value":...} or {"ok":false,"problem":{"code","path","params"}}.

    /// As Session::set_member; orders and redemptions of the old member are forgotten.
    std::string set_member(std::string_view state);
    /// {"at": instant, "order": {...}}
    std::string quote(std::string_view request) const;
    /// {"at": instant}
    std::string summary(std::string_view request) const;
    /// Books an event for the member that is set, as the backend would: once, refunds with their order. The value is
    /// {"status": "booked" | "repeated" | "parked", "outcome": only where it was booked}.
    std::string apply(std::string_view event);
    /// Advances the member to an instant: {"at": instant}.
    std::string advance(std::string_view request);
    std::string state() const;

private:
    host::MemoryStore store_;
    List<Refusal> errors_;
};

}  // namespace regulars
