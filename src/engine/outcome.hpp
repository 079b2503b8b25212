// What an event did: entries of the ledger, the next state, records for the host, and what it asks of others.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "list.hpp"
#include "event.hpp"
#include "record.hpp"
#include "state.hpp"

namespace regulars {

enum class EntryKind : std::uint8_t {
    earned, released, redeemed, held, restored, expired, reversed, adjusted, written_off, corrected, tier_changed,
    plan_changed, merged_out, merged_in
};

/// One line of the ledger. The balance of a wallet (available + pending - debt) is the sum of `units`.
struct Entry {
    EntryKind kind = EntryKind::earned;
    std::string wallet;
    std::int64_t units = 0;       ///< signed; 0 for released and tier_changed
    std::int64_t moved = 0;       ///< released: how much became available
    Instant at;                   ///< business time
    std::int64_t version = 1;
    std::string rule;
    std::string reward;
    std::string redemption;
    std::string order;
    std::string event;
    Day expires = no_day;
    Instant available_at;         ///< earned: when it can be spent
    std::string tier_from;
    std::string tier_to;
    std::optional<Why> why;
    bool operator==(const Entry&) const = default;
};

/// Units that a shared counter must still have; taken in the same transaction.
struct Claim {
    std::string key;              ///< "stock:<reward>" or "budget:<rule>"
    std::int64_t units = 0;       ///< negative: given back
    bool operator==(const Claim&) const = default;
};

/// A conversion, or its reversal, that an advocate is to be told of. Not a whole Event: with it the module for shoppers
/// would bring every kind of event.
struct ForAdvocate {
    std::string member;           ///< the advocate
    std::string id;               ///< of the event for her
    Instant occurred_at;
    ReferralConverted body;
};

struct Outcome {
    Outcome() = default;
    /// Nothing has happened yet.
    explicit Outcome(MemberState before) : next(std::move(before)) {}

    List<Entry> entries;
    List<Award> awards;
    std::string tier_before;
    std::string tier_after;
    std::optional<OrderRecord> order;
    List<RedemptionRecord> redemptions;   ///< made or changed
    List<Claim> claims;
    List<ForAdvocate> for_others;
    MemberState next;
};

}  // namespace regulars
