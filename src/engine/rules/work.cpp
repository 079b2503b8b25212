#include "work.hpp"

#include <algorithm>

namespace regulars::rules {

const Work::Traits& Work::traits() const {
    if (known_traits.of == program) return known_traits;
    const Program& p = *program;
    known_reached = {};
    known_traits = {program, p.tiers && p.tiers->window.kind != WindowKind::membership_year, false, false};
    if (p.tiers) {
        for (const Level& l : p.tiers->levels) known_traits.levels_by_metrics = known_traits.levels_by_metrics && l.after.index < 0;
    }
    for (const Wallet& w : p.wallets) known_traits.concludes = known_traits.concludes || !w.expiry.exempt_tiers.empty();
    for (const Reward& r : p.rewards) known_traits.concludes = known_traits.concludes || r.automatic;
    auto note = [&](const auto& giver, bool interval) {
        known_traits.limits = known_traits.limits || interval || !giver.limits.empty() || giver.budget_units;
    };
    for (const EarnRule& r : p.earning) note(r, r.min_interval_days > 0);
    for (const Campaign& c : p.campaigns) note(c, false);
    return known_traits;
}

WalletState& wallet_state(Work& work, const Wallet& wallet) {
    for (WalletState& w : work.state.wallets) {
        if (same_id(w.wallet, wallet.id)) return w;
    }
    if constexpr (!for_size) work.state.wallets.reserve(work.p().wallets.size());
    // Kept sorted by id, so that equal histories give equal states.
    auto at = std::find_if(work.state.wallets.begin(), work.state.wallets.end(),
                           [&](const WalletState& w) { return w.wallet > wallet.id; });
    WalletState fresh;
    fresh.wallet = wallet.id;
    return *work.state.wallets.insert(at, std::move(fresh));
}

const Wallet* find_wallet(const Program& program, std::string_view id) {
    for (const Wallet& w : program.wallets) {
        if (same_id(w.id, id)) return &w;
    }
    return nullptr;
}

std::int16_t level_index(const Program& program, std::string_view tier) {
    if (!program.tiers) return -1;
    for (std::size_t i = 0; i < program.tiers->levels.size(); ++i) {
        if (same_id(program.tiers->levels[i].id, tier)) return static_cast<std::int16_t>(i);
    }
    return 0;
}

bool contains(const List<std::string>& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

Entry& enter(Work& work, EntryKind kind, std::string_view wallet, std::int64_t units) {
    if (work.tally) return work.tally->count(kind, units);
    Entry& e = work.out.entries.emplace_back();
    e.kind = kind;
    e.wallet = wallet;
    e.units = units;
    e.at = work.state.clock;
    e.version = work.p().version;
    e.event = work.event;
    e.order = work.order;
    return e;
}

std::int64_t shared_left(const Work& work, std::string_view key, std::int64_t otherwise) {
    std::int64_t left = otherwise;
    for (const SharedCounter& c : work.shared) {
        if (c.key == key) left = c.left;
    }
    for (const Claim& c : work.out.claims) {
        if (c.key == key) left -= c.units;
    }
    return left;
}

}  // namespace regulars::rules
