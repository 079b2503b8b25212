#include "property.hpp"

#include <algorithm>

#include "engine/generated/codes.hpp"

namespace regulars::testing {

std::vector<Property>& properties() {
    static std::vector<Property> list;
    return list;
}

rc::Gen<Scenario> scenarios(Shape shape) {
    using Numbers = std::vector<std::uint16_t>;
    const auto number = rc::gen::inRange<std::uint16_t>(0, 1000);
    const auto knobs = rc::gen::container<Numbers>(knob_count, number);
    const auto step = rc::gen::build<Step>(rc::gen::set(&Step::kind, number), rc::gen::set(&Step::gap, number),
                                           rc::gen::set(&Step::pick, number), rc::gen::set(&Step::amount, number));
    const auto steps = rc::gen::resize(static_cast<int>(shape.max_steps), rc::gen::container<std::vector<Step>>(step));
    return rc::gen::map(rc::gen::pair(knobs, steps), [shape](const std::pair<Numbers, std::vector<Step>>& drawn) {
        Scenario s;
        std::copy(drawn.first.begin(), drawn.first.end(), s.knobs.begin());
        for (Knob knob : shape.off) s.knobs[static_cast<std::size_t>(knob)] = 0;
        s.steps = drawn.second;
        return s;
    });
}

void showValue(const Scenario& scenario, std::ostream& out) { out << text_of(scenario); }

bool Run::submit_logged(const Event& event) {
    code = submit(event);
    log.push_back(text_of(event) + (code == Code::ok ? "" : "   refused: " + std::string(name(code))));
    return code == Code::ok;
}

bool Run::step(const Step& step) {
    const auto event = event_of(step);
    return event && submit_logged(*event);
}

void Run::fail(const std::string& why) const {
    std::string text = why + "\n" + text_of(scenario_) + "\n";
    for (const std::string& line : log) text += "  " + line + "\n";
    text += "ledger:\n";
    for (const Entry& e : ledger) {
        constexpr const char* kinds[] = {"earned", "released", "redeemed", "held", "restored", "expired", "reversed", "adjusted", "written_off", "corrected", "tier_changed", "plan_changed"};
        text += "  " + text_of(e.at) + " " + kinds[static_cast<std::size_t>(e.kind)] + " " + std::to_string(e.units) + " " + e.wallet + " " + e.rule + e.redemption +
                (e.tier_to.empty() ? "" : e.tier_from + "->" + e.tier_to) + " expires " + text_of(e.expires) + "\n";
    }
    for (const WalletState& w : state.wallets) {
        text += w.wallet + ": debt " + std::to_string(w.debt) + "\n";
        for (const Lot& l : w.lots) {
            text += "  lot expires " + text_of(l.expires) + " '" + l.source + "' from " + text_of(l.available_at) + " remaining " + std::to_string(l.remaining) + " held " +
                    std::to_string(l.held) + " spent " + std::to_string(l.spent) + " expired " + std::to_string(l.expired) + " reclaimed " + std::to_string(l.reclaimed) +
                    " reversed " + std::to_string(l.reversed) + " settled " + std::to_string(l.settled) + "\n";
        }
    }
    RC_FAIL(text);
}

void Run::require_equal(std::int64_t is, std::int64_t should_be, const std::string& what) const {
    if (is != should_be) fail(what + " is " + std::to_string(is) + ", should be " + std::to_string(should_be));
}

namespace {

/// Whether the member's tier keeps this wallet from expiring.
bool is_kept(const World& w, const WalletState& ws) {
    for (const Wallet& wallet : w.programme.at(w.state.clock).wallets) {
        if (wallet.id != ws.wallet) continue;
        const auto& tiers = wallet.expiry.exempt_tiers;
        return std::any_of(tiers.begin(), tiers.end(), [&](const Ref& t) { return t.id == w.state.tier.tier; });
    }
    return false;
}

std::string wrong_with_lots(const World& w, const WalletState& ws) {
    const Day today = w.programme.at(w.state.clock).zone.day(w.state.clock);
    std::int64_t entitled = 0, owed = 0;
    for (std::size_t i = 0; i < ws.lots.size(); ++i) {
        const Lot& l = ws.lots[i];
        for (std::int64_t n : {l.remaining, l.held, l.spent, l.expired, l.reclaimed, l.reversed, l.settled, l.value.minor}) {
            if (n < 0) return "I5: a part of a lot is negative";
        }
        const std::int64_t original = l.remaining + l.held + l.spent + l.expired + l.reclaimed;
        const std::int64_t claimed = l.reversed - l.reclaimed;
        entitled += original - l.reversed;
        owed += claimed - l.settled;
        if (claimed < l.settled) return "I29: others paid more for a lot than was claimed of it";
        if (claimed > l.spent + l.held) return "I29: more is claimed of a lot than was used of it";
        if (l.remaining > 0 && l.expires <= today && !is_kept(w, ws)) return "I33: units can be spent after their last day";
        if (l.remaining == 0 && l.value.minor != 0 && l.held == 0) return "a lot without stamps has a value";
        if (i > 0 && std::tie(ws.lots[i - 1].expires, ws.lots[i - 1].source, ws.lots[i - 1].available_at) >= std::tie(l.expires, l.source, l.available_at)) {
            return "lots are not in order";
        }
    }
    // Lots are forgotten some months after their last day.
    const bool all_known = w.state.clock.ms - w.state.joined_at->ms < 100 * ms_per_day;
    if (all_known && entitled != ws.lifetime_earned) return "I5: lots are entitled to " + std::to_string(entitled) + ", earned was " + std::to_string(ws.lifetime_earned);
    if (owed > ws.debt) return "I29: lots owe " + std::to_string(owed) + ", the debt is " + std::to_string(ws.debt);
    return {};
}

std::string wrong_with_entry(const Entry& e) {
    switch (e.kind) {
        case EntryKind::earned:
        case EntryKind::restored:
        case EntryKind::written_off: return e.units > 0 ? "" : "I20: not above zero";
        case EntryKind::held:
        case EntryKind::expired: return e.units < 0 ? "" : "I20: not below zero";
        case EntryKind::reversed: return e.units <= 0 ? "" : "I20: a reversal that gives";
        case EntryKind::redeemed: return e.units <= 0 ? "" : "I20: a redemption that gives";
        case EntryKind::released: return e.units == 0 && e.moved > 0 ? "" : "a release that changes the balance";
        default: return "";
    }
}

}  // namespace

std::string wrong_with(const World& w) {
    for (const WalletState& ws : w.state.wallets) {
        if (auto wrong = wrong_with_lots(w, ws); !wrong.empty()) return wrong;
        if (ws.debt < 0) return "I4: debt below zero";
        if (ws.debt > 0 && w.available(ws.wallet) > 0) return "I4: debt and available units at once";
        if (w.balance(ws.wallet) != w.posted(ws.wallet)) {
            return "I2: the balance is " + std::to_string(w.balance(ws.wallet)) + ", the entries say " + std::to_string(w.posted(ws.wallet));
        }
        const Wallet* wallet = nullptr;
        for (const Wallet& known : w.programme.at(w.state.clock).wallets) {
            if (known.id == ws.wallet) wallet = &known;
        }
        if (wallet && wallet->negative != NegativePolicy::allow_debt && ws.debt > 0) return "I6: debt under a policy that allows none";
    }
    for (const Entry& e : w.last.entries) {
        if (auto wrong = wrong_with_entry(e); !wrong.empty()) return wrong;
    }
    return {};
}

}  // namespace regulars::testing
