#include "late.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace regulars::host {

namespace {

/// Joining comes first and refunds after their orders where all happen at one instant.
int rank(const EventBody& body) {
    if (std::holds_alternative<MemberJoined>(body)) return 0;
    if (const auto* m = std::get_if<MemberMerged>(&body)) return m->into.empty() ? 0 : 101;
    if (std::holds_alternative<OrderPlaced>(body)) return 1;
    if (std::holds_alternative<OrderEvent>(body)) return 2;
    if (std::holds_alternative<OrderRefunded>(body)) return 3;
    if (std::holds_alternative<TimeAdvanced>(body)) return 100;
    return 4 + static_cast<int>(body.index());
}

/// What decides among events of one kind at one instant: their ids, so that the order of arrival never shows. What was
/// answered with regard to the others of its kind keeps the order in which it arrived: refunds of one order share what is
/// left of it, redemptions and adjustments share a balance. Those have the same word here, and sorting is stable.
std::string_view tie(const Event& event) {
    if (const auto* r = std::get_if<OrderRefunded>(&event.body)) return r->order_id;
    if (event.body.index() >= EventBody(RedemptionRequested{}).index()) return {};
    return event.id;
}

std::int64_t balance(const MemberState& state, std::string_view wallet) {
    for (const WalletState& w : state.wallets) {
        if (w.wallet != wallet) continue;
        std::int64_t sum = -w.debt;
        for (const Lot& lot : w.lots) sum += lot.remaining;
        return sum;
    }
    return 0;
}

/// Books history again from nothing, keeping the records that later events need.
class Replay {
public:
    Replay(const ProgrammeHistory& h, const SharedCounters& s, std::string_view member) : history(h), shared(s) {
        state.member = member;
        hers.emplace(member);
    }

    MemberState state;
    std::set<std::string> hers;   ///< her ids: her own, and those of accounts that were merged into her
    std::map<std::string, std::int64_t> claims;
    std::map<std::string, std::int64_t> written;   ///< off, by wallet
    Outcome of_late;
    bool has_late = false;
    std::map<std::string, OrderRecord> orders;
    std::map<std::string, RedemptionRecord> redemptions;

    Result<void> step(Event event, bool is_late) {
        if (!is_late) stand(event);
        attach(event);
        if (const auto* c = std::get_if<RedemptionCancelled>(&event.body); c && !event.redemption) {   // before it was had
            return is_late ? refuse(Code::redemption_not_held, "redemption_id").with("redemption", c->redemption_id) : Result<void>{};
        }
        auto out = apply(history, is_late ? shared : event.counters, state, event);
        if (!out) {
            // A refund that was acknowledged stands: what leaves no room for it comes too late.
            if (is_late || std::holds_alternative<OrderRefunded>(event.body)) return out.refusal();
            return {};   // an action or plan event that this order of things no longer allows
        }
        take_in(*out);
        if (is_late) {
            of_late = std::move(*out);
            has_late = true;
        }
        return {};
    }

    /// Her whole history up to `until`, with `late` where it is one of hers or of those who were merged into her.
    Result<void> run(const Parts& parts, std::string_view late_of, const Event* late, Instant until) {
        const Part part = parts(state.member);
        List<const Event*> events;
        for (const Booked& b : part.events) events.push_back(&b.event);
        if (late && late_of == state.member) events.push_back(late);
        std::stable_sort(events.begin(), events.end(), [](const Event* a, const Event* b) { return comes_before(*a, *b); });
        for (const Event* e : events) {
            const auto* merged = std::get_if<MemberMerged>(&e->body);
            if (merged && !merged->into.empty()) break;   // she ended here
            if (is_reversed(events, *e)) continue;
            auto done = merged ? take_over(*merged, *e, parts, late_of, late) : step(*e, e == late);
            if (!done) return done;
        }
        finish(until, part.issued);
        return {};
    }

    /// Time goes on to where the member was, and what had issued itself stands.
    void finish(Instant clock, const List<RedemptionRecord>& issued) {
        if (clock > state.clock) take_in(advance_to(history, shared, state, clock));
        for (const RedemptionRecord& r : issued) {
            if (redemptions.count(r.id) != 0) continue;
            RedemptionRequested body;
            body.reward_id = r.reward;
            body.units = r.units;
            (void)step(Event{r.id, state.clock, body, {}, {}, {}}, false);
        }
    }

private:
    const ProgrammeHistory& history;
    const SharedCounters& shared;

    static bool is_reversed(const List<const Event*>& events, const Event& event) {
        if (!std::holds_alternative<Action>(event.body)) return false;
        return std::any_of(events.begin(), events.end(), [&](const Event* e) {
            const auto* reversed = std::get_if<ActionReversed>(&e->body);
            return reversed && reversed->action_id == event.id;
        });
    }

    /// The history of whom a merge brought in, and then the merge.
    Result<void> take_over(const MemberMerged& body, const Event& merged, const Parts& parts, std::string_view late_of, const Event* late) {
        Replay other(history, shared, body.from);
        if (auto r = other.run(parts, late_of, late, merged.occurred_at); !r) return r;
        if (other.has_late) {
            of_late = std::move(other.of_late);
            has_late = true;
        }
        orders.merge(other.orders);
        redemptions.merge(other.redemptions);
        for (const auto& [key, units] : other.claims) claims[key] += units;
        for (const auto& [wallet, units] : other.written) written[wallet] += units;
        Event event = merged;
        const auto is_in = [](const std::set<std::string>& ids) { return [&ids](const std::string& id) { return ids.count(id) != 0; }; };
        name_as_now(state, other.state, is_in(hers), is_in(other.hers));
        hers.merge(other.hers);
        const bool was_friend = other.state.referred_by == state.member;
        if (was_friend || state.referred_by == other.state.member) {
            const auto it = orders.find(was_friend ? other.state.referral_order : state.referral_order);
            if (it != orders.end()) event.order = it->second;
        }
        auto out = regulars::merge(history, event.counters, state, other.state, event);
        if (!out) return out.refusal();
        take_in(*out);
        return {};
    }

    void take_in(const Outcome& out) {
        state = out.next;
        if (out.order) orders[out.order->order.id] = *out.order;
        for (const RedemptionRecord& r : out.redemptions) redemptions[r.id] = r;
        for (const Claim& c : out.claims) claims[c.key] += c.units;
        for (const Entry& e : out.entries) {
            if (e.kind == EntryKind::written_off) written[e.wallet] += e.units;
        }
    }

    static void stand(Event& event) {
        if (auto* r = std::get_if<RedemptionRequested>(&event.body)) r->decided = true;
    }

    void attach(Event& event) const {
        auto order = [&](const std::string& id) {
            if (const auto it = orders.find(id); it != orders.end()) event.order = it->second;
        };
        if (const auto* r = std::get_if<OrderRefunded>(&event.body)) order(r->order_id);
        if (const auto* o = std::get_if<OrderEvent>(&event.body)) order(o->order_id);
        if (const auto* c = std::get_if<RedemptionCancelled>(&event.body)) {
            if (const auto it = redemptions.find(c->redemption_id); it != redemptions.end()) event.redemption = it->second;
        }
    }
};

void enter(Outcome& out, EntryKind kind, const std::string& wallet, std::int64_t units, const Event& late) {
    Entry e;
    e.kind = kind;
    e.wallet = wallet;
    e.units = units;
    e.at = out.next.clock;
    e.version = out.next.version;
    e.event = late.id;
    e.why.emplace();
    e.why->kind = "late_event";
    e.why->note = late.id;
    out.entries.push_back(std::move(e));
}

/// What is written off now and was not before is said in so many words, never hidden in a correction (I6).
void write_off(Outcome& out, std::map<std::string, std::int64_t> now, const std::map<std::string, std::int64_t>& before, const Event& late) {
    for (const auto& [wallet, units] : before) now[wallet] -= units;
    for (const Entry& e : out.entries) {
        if (e.kind == EntryKind::written_off) now[e.wallet] -= e.units;
    }
    for (const auto& [wallet, units] : now) {
        if (units != 0) enter(out, EntryKind::written_off, wallet, units, late);
    }
}

void correct(Outcome& out, const MemberState& before, const Event& late) {
    List<std::string> wallets;
    for (const WalletState& w : before.wallets) wallets.push_back(w.wallet);
    for (const WalletState& w : out.next.wallets) wallets.push_back(w.wallet);
    std::sort(wallets.begin(), wallets.end());
    wallets.erase(std::unique(wallets.begin(), wallets.end()), wallets.end());
    for (const std::string& wallet : wallets) {
        std::int64_t difference = balance(out.next, wallet) - balance(before, wallet);
        for (const Entry& e : out.entries) {
            if (e.wallet == wallet) difference -= e.units;
        }
        if (difference != 0) enter(out, EntryKind::corrected, wallet, difference, late);
    }
    if (before.tier.tier != out.next.tier.tier && out.tier_after != out.next.tier.tier) {
        Entry e;
        e.kind = EntryKind::tier_changed;
        e.at = out.next.clock;
        e.version = out.next.version;
        e.event = late.id;
        e.tier_from = before.tier.tier;
        e.tier_to = out.next.tier.tier;
        out.entries.push_back(std::move(e));
    }
}

/// What one history takes of the shared counters beyond another; no more than is left, since nothing is refused for it.
List<Claim> beyond(std::map<std::string, std::int64_t> before, const std::map<std::string, std::int64_t>& after, const SharedCounters& shared) {
    List<Claim> claims;
    for (auto& [key, units] : before) units = -units;
    for (const auto& [key, units] : after) before[key] += units;
    for (auto& [key, units] : before) {
        for (const SharedCounter& c : shared) {
            if (c.key == key) units = std::min(units, c.left);
        }
        if (units != 0) claims.push_back({key, units});
    }
    return claims;
}

/// The redemptions of the late event, as its own time left them and what came later made of them.
List<RedemptionRecord> as_they_stand(const List<RedemptionRecord>& of_late, const List<RedemptionRecord>& now) {
    List<RedemptionRecord> list;
    for (const RedemptionRecord& r : now) {
        if (std::any_of(of_late.begin(), of_late.end(), [&](const RedemptionRecord& l) { return l.id == r.id; })) list.push_back(r);
    }
    return list;
}

bool writes_off(const Program& program) {
    return std::any_of(program.wallets.begin(), program.wallets.end(), [](const Wallet& w) { return w.negative != NegativePolicy::allow_debt; });
}

}  // namespace

void name_as_now(MemberState& here, MemberState& there, const IsHers& is_here, const IsHers& is_there) {
    for (MemberState* state : {&here, &there}) {
        for (ReferralState& r : state->referrals) {
            if (is_here(r.friend_id)) r.friend_id = here.member;
            else if (is_there(r.friend_id)) r.friend_id = there.member;
        }
    }
    if (!there.referred_by.empty() && is_here(there.referred_by)) there.referred_by = here.member;
    if (!here.referred_by.empty() && is_there(here.referred_by)) here.referred_by = there.member;
}

bool comes_before(const Event& a, const Event& b) {
    if (a.occurred_at != b.occurred_at) return a.occurred_at < b.occurred_at;
    if (rank(a.body) != rank(b.body)) return rank(a.body) < rank(b.body);
    return tie(a) < tie(b);
}

Result<Rebooked> rebook(const ProgrammeHistory& history, const Parts& parts, std::string_view late_of, const Event& late,
                        const MemberState& now, const SharedCounters& shared) {
    Replay replay(history, shared, now.member);
    if (auto r = replay.run(parts, late_of, &late, now.clock); !r) return r.refusal();
    Rebooked again;
    again.outcome = std::move(replay.of_late);
    again.outcome.next = replay.state;
    again.outcome.tier_before = now.tier.tier;
    if (!shared.empty() || writes_off(history.latest())) {
        Replay before(history, shared, now.member);
        (void)before.run(parts, late_of, nullptr, now.clock);
        if (!shared.empty()) again.outcome.claims = beyond(before.claims, replay.claims, shared);
        write_off(again.outcome, replay.written, before.written, late);
    }
    correct(again.outcome, now, late);
    again.outcome.tier_after = again.outcome.next.tier.tier;
    for (auto& [id, record] : replay.orders) again.orders.push_back(std::move(record));
    for (auto& [id, record] : replay.redemptions) again.redemptions.push_back(std::move(record));
    again.outcome.order.reset();
    again.outcome.redemptions = as_they_stand(again.outcome.redemptions, again.redemptions);
    return again;
}

}  // namespace regulars::host
