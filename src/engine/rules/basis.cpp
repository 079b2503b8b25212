#include "basis.hpp"

#include <algorithm>

#include "work.hpp"

namespace regulars::rules {

namespace {

bool matches(const ItemSet& set, const OrderLine& line) {
    if (contains(set.skus, line.sku) || contains(set.categories, line.category)) return true;
    return std::any_of(line.tags.begin(), line.tags.end(), [&](const std::string& t) { return contains(set.tags, t); });
}

std::int64_t line_money(const BasePolicy& base, const OrderLine& line) {
    const std::int64_t sum = line.amount.minor - (base.before_discounts ? 0 : line.discount.minor);
    return sum + (base.tax ? line.tax.minor : 0);
}

void leave_out(Basis& basis, std::string_view reason, std::int64_t minor) {
    if (minor == 0) return;
    for (WhyExcluded& e : basis.excluded) {
        if (e.reason == reason) {
            e.amount.minor += minor;
            return;
        }
    }
    basis.excluded.push_back({std::string(reason), {minor}});
}

void set_total(Basis& basis, std::int64_t total) {
    List<Wide> weights;
    List<std::string_view> keys;
    for (std::size_t i = 0; i < basis.parts.size(); ++i) {
        weights.push_back(basis.parts[i].money);
        keys.push_back(basis.key(i));
    }
    const List<std::int64_t> money = apportion(total, weights, keys);
    for (std::size_t i = 0; i < money.size(); ++i) basis.parts[i].money = money[i];
    basis.total = total;
}

void add_line(Basis& basis, const OrderLine* line, std::int64_t money) {
    basis.parts.push_back({line, money});
    basis.total += money;
    if (line) basis.quantity += line->quantity;
}

/// What an excluded tender paid is spread over the whole order; that part of the lines does not count.
void without_tenders(Basis& basis, const Order& order, const BasePolicy& policy) {
    if (policy.without_tenders.empty()) return;
    const std::int64_t whole = std::max<std::int64_t>(order_total(order), 1);
    std::int64_t paid = order.tenders.empty() && contains(policy.without_tenders, "card") ? whole : 0;   // not told: all by card
    for (const Tender& t : order.tenders) {
        if (contains(policy.without_tenders, t.kind)) paid += t.amount.minor;
    }
    if (paid == 0) return;
    const std::int64_t kept = std::max<std::int64_t>(0, whole - paid);
    const auto total = static_cast<std::int64_t>(divide(static_cast<Wide>(basis.total) * kept, whole, Rounding::floor));
    leave_out(basis, "tender", basis.total - total);
    set_total(basis, total);
}

}  // namespace

bool line_counts(const ItemFilter& filter, const OrderLine* line) {
    if (!line) return filter.include.empty();
    if (line->gift_card && !filter.gift_cards) return false;
    if (!filter.exclude.empty() && matches(filter.exclude, *line)) return false;
    return filter.include.empty() || matches(filter.include, *line);
}

std::int64_t order_total(const Order& order) {
    std::int64_t sum = order.shipping.minor + order.shipping_tax.minor;
    for (const OrderLine& l : order.lines) sum += l.amount.minor - l.discount.minor + l.tax.minor;
    return sum;
}

void find_basis(const Order& order, const BasePolicy& policy, const ItemFilter& filter, Basis& basis) {
    basis.clear();
    basis.parts.reserve(order.lines.size() + 1);
    for (const OrderLine& line : order.lines) {
        const std::int64_t money = line_money(policy, line);
        if (line_counts(filter, &line)) add_line(basis, &line, money);
        else leave_out(basis, line.gift_card && !filter.gift_cards ? "gift_card" : "item", money);
    }
    if (policy.shipping && filter.include.empty()) {
        add_line(basis, nullptr, order.shipping.minor + (policy.tax ? order.shipping_tax.minor : 0));
    }
    without_tenders(basis, order, policy);
    if (order.to_base && !order.to_base->is_one()) {
        set_total(basis, scale(basis.total, *order.to_base, Rounding::floor).value_or(0));
    }
}

List<std::int64_t> apportion(std::int64_t total, const List<Wide>& weights, const List<std::string_view>& keys) {
    List<std::int64_t> parts(weights.size());
    Wide sum = 0;
    for (Wide w : weights) sum += w;
    if (sum <= 0 || total == 0) return parts;
    if (sum > (Wide{1} << 72)) {   // times a total of 2^53 this could leave 128 bits: the last digits are given up
        int shift = 1;
        while ((sum >> shift) > (Wide{1} << 70)) ++shift;
        List<Wide> smaller;
        for (Wide w : weights) smaller.push_back(w >> shift);
        return apportion(total, smaller, keys);
    }
    List<Wide> rest(weights.size());
    std::int64_t given = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const Wide exact = weights[i] * total;
        parts[i] = static_cast<std::int64_t>(exact / sum);
        rest[i] = exact % sum;
        given += parts[i];
    }
    if (given == total) return parts;
    const auto goes_first = [&](std::size_t a, std::size_t b) {
        if (rest[a] != rest[b]) return rest[a] > rest[b];
        if (weights[a] != weights[b]) return weights[a] > weights[b];
        return keys[a] < keys[b];
    };
    for (; given < total; ++given) {   // fewer than there are lines
        std::size_t next = 0;
        for (std::size_t i = 1; i < parts.size(); ++i) {
            if (goes_first(i, next)) next = i;
        }
        ++parts[next];
        rest[next] = -1;   // has had its one
    }
    return parts;
}

}  // namespace regulars::rules
