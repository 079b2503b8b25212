// A session that also books: for the demo without a backend, the lab and tests. Not in the module for shoppers.
#pragma once
#include <string>
#include <string_view>

#include "../host/memory.hpp"
#include "session.hpp"

namespace regulars {

class FullSession : public Session {
public:
    using Session::Session;

    /// As Session::set_member; orders and redemptions of the old member are forgotten.
    std::string set_member(std::string_view state);
    /// Books an event for the member that is set, as the backend would: once, refunds with their order. The value is
    /// {"status": "booked" | "repeated" | "parked", "outcome": only where it was booked}.
    std::string apply(std::string_view event);
    /// Advances the member to an instant: {"at": instant}.
    std::string advance(std::string_view request);
    std::string state() const;

private:
    host::MemoryStore store_;
};

}  // namespace regulars
