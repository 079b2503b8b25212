// Lots of one wallet: earning, spending soonest-expiring first, expiry, reversal with debt and settlement, and
// giving back. Invariants I1-I8 and I26-I35 live here.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "../list.hpp"
#include "work.hpp"

namespace regulars::rules {

/// Where earned units will lie.
struct Place {
    Instant available_at;      ///< clock or earlier: at once; no_instant: waits for an order event
    Day expires = no_day;
    std::string source;
};

/// Source of a lot that was lost as a whole (inactivity, reset): its later namesakes are other lots.
inline constexpr std::string_view closed_source = "~";

bool is_pending(const Lot& lot, Instant clock);
std::int64_t available_units(const WalletState& wallet, Instant clock);
std::int64_t pending_units(const WalletState& wallet, Instant clock);
std::int64_t held_units(const WalletState& wallet);

/// Whether the wallet expires as a whole, by what its member does.
bool is_dynamic(const ExpiryPolicy& policy);
/// First day on which a lot of this policy cannot be spent: the day after its last day. `no_day` where the wallet
/// expires as a whole (inactivity) or never.
Day expiry_day(const ExpiryPolicy& policy, Day earned, Day available);
/// First day on which a wallet that expires as a whole is lost, or no_day.
Day wallet_expiry_day(const Work& work, const Wallet& wallet, const WalletState& state);

Place place_of(const Work& work, const Wallet& wallet, const EarnRule* rule, std::string_view order);

/// Books units; settles debt when they are available.
void grant(Work& work, const Wallet& wallet, const Place& place, std::int64_t units, Money value);
/// A pending lot becomes available until `expires`. `keeps_source`: stamps that carry a value go on lying apart.
void release_lot(Work& work, const Wallet& wallet, std::size_t index, Day expires, bool keeps_source);
/// Index of the lot that waits for an order event.
std::optional<std::size_t> waiting_lot(const WalletState& wallet, Day expires, std::string_view source);
void touch(Work& work, const Wallet& wallet, bool earning);

/// Below, `since` is the day on which the units were earned or taken.
/// Takes available units, soonest-expiring first. The caller has checked that there are enough.
List<Taken> take(Work& work, const Wallet& wallet, std::int64_t units, bool hold);
/// What a redemption that stands takes of `units` beyond what was `taken`: owed by the lot without a last day, so that
/// who pays for it has it back when the redemption is cancelled. Returns what is written off under the wallet's policy.
std::int64_t overdraw(Work& work, const Wallet& wallet, List<Taken>& taken, std::int64_t units, bool hold);
/// Held units become spent.
void capture(Work& work, const Wallet& wallet, const List<Taken>& taken, Day since);

struct GivenBack {
    std::int64_t restored = 0;   ///< came back, whether or not it could stay
    std::int64_t expired = 0;    ///< of these, expired at once
    std::int64_t written = 0;    ///< of these, kept by the house for what it had written off
};
/// Puts taken units back in their lots with their old expiry (I27).
GivenBack give_back(Work& work, const Wallet& wallet, const List<Taken>& taken, Instant taken_at, bool held);

struct Reversed {
    std::int64_t units = 0;      ///< booked against the balance
    std::int64_t absorbed = 0;   ///< had expired already
    std::int64_t written = 0;    ///< written off under the wallet's policy
};
/// Takes back what an award gave: from what remains of its lot, then from what expired, then from other lots, then as debt.
Reversed reverse(Work& work, const Wallet& wallet, const Award& award, Day since, std::int64_t units);

/// Signed correction of the available balance. A negative one beyond it becomes debt or is written off.
void adjust(Work& work, const Wallet& wallet, std::int64_t units, const Place& place);

/// All of another wallet of the same name comes into this one: lots with their books, debt, and who paid whose debt.
void absorb(Work& work, WalletState& into, const WalletState& from);

/// Expires lots whose day has come, or the whole wallet.
void expire_lots(Work& work, const Wallet& wallet, Day today);
void expire_all(Work& work, const Wallet& wallet, std::string_view note);

}  // namespace regulars::rules
