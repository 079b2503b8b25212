// One member driven through the engine's door, with what a host keeps beside her state: records, ledger, counters.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.hpp"
#include "engine/project.hpp"
#include "make.hpp"

namespace regulars::testing {

struct World {
    explicit World(ProgrammeHistory h) : programme(std::move(h)) { state.member = "m-1"; }
    explicit World(Program p) : World(history(std::move(p))) {}

    ProgrammeHistory programme;
    SharedCounters shared;                       ///< taken from by claims
    MemberState state;
    Outcome last;
    regulars::List<Entry> ledger;
    std::map<std::string, OrderRecord> orders;
    std::map<std::string, RedemptionRecord> redemptions;
    regulars::List<ForAdvocate> sent;

    /// Attaches records, applies, and keeps what came of it. Code::ok or the refusal's code.
    Code submit(Event event);
    /// Submits and throws where it is refused.
    void must(const Event& event);

    Event with_records(Event event) const;

    const WalletState* wallet(std::string_view id = "points") const;
    std::int64_t available(std::string_view id = "points") const;
    std::int64_t pending(std::string_view id = "points") const;
    std::int64_t held(std::string_view id = "points") const;
    std::int64_t debt(std::string_view id = "points") const;
    /// available + pending - debt
    std::int64_t balance(std::string_view id = "points") const;
    /// What the ledger says the balance is.
    std::int64_t posted(std::string_view id = "points") const;
    /// Sum of the units of the entries of the last event.
    std::int64_t change(EntryKind kind, std::string_view id = "points") const;
    const std::string& tier() const { return state.tier.tier; }
    Summary summary(Instant when) const { return summarise(programme, shared, state, when); }
};

}  // namespace regulars::testing
