#include "world.hpp"

#include <stdexcept>

#include "engine/rules/lots.hpp"

namespace regulars::testing {

Event World::with_records(Event event) const {
    auto attach = [&](const std::string& id) {
        if (const auto it = orders.find(id); it != orders.end()) event.order = it->second;
    };
    if (const auto* r = std::get_if<OrderRefunded>(&event.body)) attach(r->order_id);
    if (const auto* o = std::get_if<OrderEvent>(&event.body)) attach(o->order_id);
    if (const auto* c = std::get_if<RedemptionCancelled>(&event.body)) {
        if (const auto it = redemptions.find(c->redemption_id); it != redemptions.end()) event.redemption = it->second;
    }
    return event;
}

Code World::submit(Event event) {
    auto out = apply(programme, shared, state, with_records(std::move(event)));
    if (!out) return out.refusal().code;
    last = std::move(*out);
    state = last.next;
    ledger.append(last.entries.begin(), last.entries.end());
    if (last.order) orders[last.order->order.id] = *last.order;
    for (const RedemptionRecord& r : last.redemptions) redemptions[r.id] = r;
    for (const Claim& c : last.claims) {
        for (SharedCounter& s : shared) {
            if (s.key == c.key) s.left -= c.units;
        }
    }
    sent.append(last.for_others.begin(), last.for_others.end());
    return Code::ok;
}

void World::must(const Event& event) {
    const Code code = submit(event);
    if (code == Code::ok) return;
    throw std::logic_error("event " + event.id + " was refused: " + std::string(name(code)));
}

const WalletState* World::wallet(std::string_view id) const {
    for (const WalletState& w : state.wallets) {
        if (w.wallet == id) return &w;
    }
    return nullptr;
}

std::int64_t World::available(std::string_view id) const { return wallet(id) ? rules::available_units(*wallet(id), state.clock) : 0; }
std::int64_t World::pending(std::string_view id) const { return wallet(id) ? rules::pending_units(*wallet(id), state.clock) : 0; }
std::int64_t World::held(std::string_view id) const { return wallet(id) ? rules::held_units(*wallet(id)) : 0; }
std::int64_t World::debt(std::string_view id) const { return wallet(id) ? wallet(id)->debt : 0; }
std::int64_t World::balance(std::string_view id) const { return available(id) + pending(id) - debt(id); }

std::int64_t World::posted(std::string_view id) const {
    std::int64_t sum = 0;
    for (const Entry& e : ledger) {
        if (e.wallet == id) sum += e.units;
    }
    return sum;
}

std::int64_t World::change(EntryKind kind, std::string_view id) const {
    std::int64_t sum = 0;
    for (const Entry& e : last.entries) {
        if (e.kind == kind && e.wallet == id) sum += e.units;
    }
    return sum;
}

}  // namespace regulars::testing
