// What would be, without booking it. Apart from engine.cpp, so that the module for shoppers brings only what it asks.
#include <algorithm>

#include "engine.hpp"
#include "rules/advance.hpp"
#include "rules/orders.hpp"
#include "rules/tiers.hpp"

namespace regulars {

using rules::Work;

Result<Outcome> quote(const ProgrammeHistory& history, const SharedCounters& shared, const MemberState& state, const Order& order, Instant at) {
    Outcome out(state);
    Work work{history, shared, out.next, out, &history.at(at), {}, {}};
    MemberState& s = out.next;
    if (!s.joined_at) {
        s.clock = at;
        s.joined_at = at;
        rules::start_at_base(work);
    }
    rules::advance(work, std::max(at, s.clock));
    out.entries.clear();   // what time alone did is not the order's doing
    out.awards.clear();
    out.tier_before = s.tier.tier;
    Order cart = order;
    if (cart.id.empty()) cart.id = "cart";   // it will be an order: what waits for one's delivery waits
    work.event = cart.id;
    work.order = cart.id;
    if (auto r = rules::place_order(work, cart, nullptr); !r) return r.refusal();
    rules::conclude(work);   // a milestone may lead to a tier, a tier's gift to a reward that issues itself
    if (work.trouble != Code::ok) return refuse(work.trouble, "order");
    out.tier_after = s.tier.tier;
    return out;
}

Outcome advance_to(const ProgrammeHistory& history, const SharedCounters& shared, MemberState state, Instant to) {
    Outcome out(std::move(state));
    Work work{history, shared, out.next, out, &history.at(out.next.clock), {}, {}};
    out.tier_before = out.next.tier.tier;
    rules::advance(work, to);
    out.tier_after = out.next.tier.tier;
    return out;
}

}  // namespace regulars
