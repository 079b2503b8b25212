// Members of one programme behind a host with a store in memory, and walks that make events for them.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/host/host.hpp"
#include "engine/host/memory.hpp"
#include "scenario.hpp"

namespace regulars::testing {

class Hosted {
public:
    Hosted(const Scenario& scenario, const Shape& shape, std::size_t members);
    Hosted(const Hosted&) = delete;
    Hosted& operator=(const Hosted&) = delete;

    ProgrammeHistory programme;
    host::MemoryStore store;
    host::Host host;

    std::string name(std::size_t member) const { return "m-" + std::to_string(member + 1); }
    std::size_t size() const { return walks_.size(); }
    /// The event of a step for this member, with ids that no other member uses.
    std::optional<Event> event_of(std::size_t member, const Step& step);
    /// Submits, and lets the member's walk know what came of it.
    Result<host::Answer> submit(std::size_t member, const Event& event);

    MemberState state(std::size_t member);
    const List<Entry>& ledger(std::size_t member) const { return store.entries(name(member)); }
    std::int64_t balance(std::size_t member, std::string_view wallet = "points");
    /// Everything that the store knows, as text: equal texts, equal stores.
    std::string digest();
    /// Units of standing redemptions of a reward, over all members.
    std::int64_t given_away(std::string_view reward) const;
    const Walk& walk(std::size_t member) const { return walks_[member]; }

private:
    std::vector<Walk> walks_;
    std::set<std::string> waited_for_;        ///< orders for which something was parked

    void look(std::size_t member, const host::Answer& answer);
};

}  // namespace regulars::testing
