// What an order may say, and what remains of it after refunds.
#include <algorithm>

#include "../generated/limits.hpp"
#include "../id.hpp"
#include "basis.hpp"
#include "judge.hpp"

namespace regulars::rules {

namespace {

std::string line_path(std::size_t i, std::string_view field) {
    return "order.lines[" + std::to_string(i) + "]." + std::string(field);
}

std::int64_t net(const OrderLine& l) { return l.amount.minor - l.discount.minor; }

const RefundLine* refunded_of(const OrderRecord& record, std::string_view id) {
    for (const RefundLine& r : record.refunded) {
        if (r.id == id) return &r;
    }
    return nullptr;
}

struct Left {
    std::int64_t quantity = 0;
    std::int64_t money = 0;
};

Left left_of(const OrderRecord& record, const OrderLine& line) {
    Left left{line.quantity, net(line)};
    if (const RefundLine* r = refunded_of(record, line.id)) {
        left.quantity -= r->quantity;
        left.money -= r->amount.value_or(Money{}).minor;
    }
    return left;
}

void add_refund(OrderRecord& record, const OrderLine& line, std::int64_t quantity, std::int64_t money) {
    auto& list = record.refunded;
    auto it = std::find_if(list.begin(), list.end(), [&](const RefundLine& r) { return r.id == line.id; });
    if (it == list.end()) it = list.insert(it, RefundLine{line.id, 0, Money{}});
    it->quantity += quantity;
    it->amount = Money{it->amount.value_or(Money{}).minor + money};
}

Refusal beyond(std::string path, std::int64_t left, std::int64_t found) {
    return refuse(Code::refund_exceeds_order, std::move(path)).with("left", left).with("found", found);
}

const OrderLine* find_line(const OrderRecord& record, std::string_view id) {
    for (const OrderLine& l : record.order.lines) {
        if (l.id == id) return &l;
    }
    return nullptr;
}

Result<void> refund_line(OrderRecord& record, const RefundLine& r, std::size_t i) {
    const std::string path = "lines[" + std::to_string(i) + "]";
    const OrderLine* line = find_line(record, r.id);
    if (!line) return refuse(Code::unknown_line, path + ".id").with("line", r.id);
    if (r.quantity == 0 && !r.amount) return refuse(Code::missing_field, path + ".quantity").with("field", "quantity");
    const Left left = left_of(record, *line);
    if (r.quantity > left.quantity) {
        return beyond(path + ".quantity", left.quantity, r.quantity);
    }
    std::int64_t money = 0;
    if (r.amount) {
        if (r.amount->minor > left.money) return beyond(path + ".amount_minor", left.money, r.amount->minor);
        money = r.amount->minor;
    } else if (r.quantity == left.quantity) {
        money = left.money;
    } else {   // what remains keeps the floor of its share, so that any split ends at the same sum
        const Wide keeps = static_cast<Wide>(left.money) * (left.quantity - r.quantity) / left.quantity;
        money = left.money - static_cast<std::int64_t>(keeps);
    }
    // Who names the money alone has the whole line back with the last of it, as where no line is named at all.
    const bool is_last = r.amount && net(*line) > 0 && money == left.money;
    add_refund(record, *line, is_last ? left.quantity : r.quantity, money);
    return {};
}

Result<void> refund_amount(OrderRecord& record, Money amount) {
    List<Wide> weights;
    List<std::string_view> keys;
    std::int64_t sum = 0;
    for (const OrderLine& l : record.order.lines) {
        const Left left = left_of(record, l);
        weights.push_back(left.money);
        keys.push_back(l.id);
        sum += left.money;
    }
    if (amount.minor > sum) return beyond("amount_minor", sum, amount.minor);
    const List<std::int64_t> parts = apportion(amount.minor, weights, keys);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const OrderLine& l = record.order.lines[i];
        if (parts[i] == 0) continue;
        const Left left = left_of(record, l);
        add_refund(record, l, parts[i] == left.money ? left.quantity : 0, parts[i]);
    }
    return {};
}

bool nothing_left(const OrderRecord& record) {
    return std::all_of(record.order.lines.begin(), record.order.lines.end(), [&](const OrderLine& l) {
        const Left left = left_of(record, l);
        return left.quantity == 0 && left.money == 0;
    });
}

std::int64_t share(std::int64_t whole, std::int64_t part, std::int64_t of) {
    return of == 0 ? 0 : static_cast<std::int64_t>(static_cast<Wide>(whole) * part / of);
}

/// Takes what goes back from the tenders that paid; what none of that kind paid stays over.
std::int64_t pay_back(List<Tender>& tenders, const Tender& back) {
    std::int64_t over = back.amount.minor;
    for (Tender& t : tenders) {
        if (t.kind != back.kind || (!back.redemption_id.empty() && t.redemption_id != back.redemption_id)) continue;
        const std::int64_t part = std::min(over, t.amount.minor);
        t.amount.minor -= part;
        over -= part;
    }
    return over;
}

/// With the lines and the shipping of this refund in the record: no more goes back than refunds gave back, nor than each tender
/// paid where the order says so.
Result<void> check_paid_back(const OrderRecord& record, const List<Tender>& tenders) {
    if (tenders.empty()) return {};
    std::int64_t back = 0;
    for (const Tender& t : record.refunded_tenders) back += t.amount.minor;
    for (const Tender& t : tenders) back += t.amount.minor;
    const std::int64_t given = order_total(record.order) - order_total(remaining_order(record));
    if (back > given) return beyond("tenders", given, back);
    if (record.order.tenders.empty()) return {};
    List<Tender> paid = record.order.tenders;
    for (const Tender& t : record.refunded_tenders) pay_back(paid, t);
    for (std::size_t i = 0; i < tenders.size(); ++i) {
        const std::int64_t found = tenders[i].amount.minor;
        const std::int64_t over = pay_back(paid, tenders[i]);
        if (over > 0) return beyond("tenders[" + std::to_string(i) + "].amount_minor", found - over, found);
    }
    return {};
}

}  // namespace

Result<void> check_order(const Program& program, const Order& order) {
    if (!same_id(order.currency, program.currency.code) && !order.to_base) {
        return refuse(Code::currency_mismatch, "order.currency").with("expected", program.currency.code).with("found", order.currency);
    }
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
        const OrderLine& l = order.lines[i];
        if (l.discount.minor > l.amount.minor) return refuse(Code::amount_too_large, line_path(i, "discount_minor")).with("max", l.amount.minor);
        for (std::size_t k = 0; k < i; ++k) {
            if (order.lines[k].id == l.id) return refuse(Code::duplicate_id, line_path(i, "id")).with("value", l.id);
        }
        sum += l.amount.minor + l.tax.minor;
        if (sum > limits::order_minor) return refuse(Code::amount_too_large, line_path(i, "amount_minor")).with("max", limits::order_minor);
    }
    std::int64_t paid = 0;
    for (const Tender& t : order.tenders) paid += t.amount.minor;
    if (!order.tenders.empty() && paid != order_total(order)) return refuse(Code::amount_mismatch, "order.tenders").with("expected", order_total(order)).with("found", paid);
    return {};
}

Order remaining_order(const OrderRecord& record) {
    Order rest = record.order;
    for (OrderLine& l : rest.lines) {
        const Left left = left_of(record, l);
        const std::int64_t whole = net(l);
        const std::int64_t quantity = l.quantity;
        auto scaled = [&](std::int64_t v) { return whole > 0 ? share(v, left.money, whole) : share(v, left.quantity, quantity); };
        l.tax.minor = scaled(l.tax.minor);
        l.amount.minor = std::max(scaled(l.amount.minor), left.money);
        l.discount.minor = l.amount.minor - left.money;
        l.quantity = left.quantity;
    }
    rest.shipping.minor -= record.refunded_shipping.minor;
    rest.shipping_tax.minor = share(rest.shipping_tax.minor, rest.shipping.minor, record.order.shipping.minor);
    if (!record.refunded_tenders.empty()) {
        for (const Tender& back : record.refunded_tenders) pay_back(rest.tenders, back);
    } else {   // not told: every tender gets back its share
        const std::int64_t before = order_total(record.order);
        const std::int64_t after = order_total(rest);
        for (Tender& t : rest.tenders) t.amount.minor = share(t.amount.minor, after, before);
    }
    return rest;
}

Result<void> take_refund(OrderRecord& record, bool all, const List<RefundLine>& lines, const std::optional<Money>& amount,
                         Money shipping, const List<Tender>& tenders) {
    const std::int64_t shipping_left = record.order.shipping.minor - record.refunded_shipping.minor;
    if (nothing_left(record) && shipping.minor == 0) return refuse(Code::order_already_refunded, "order_id");
    if (all) {
        for (const OrderLine& l : record.order.lines) {
            const Left left = left_of(record, l);
            if (left.quantity != 0 || left.money != 0) add_refund(record, l, left.quantity, left.money);
        }
        record.refunded_shipping = record.order.shipping;
        return check_paid_back(record, tenders);   // how is of no more interest: nothing is left
    }
    if (lines.empty() && !amount && shipping.minor == 0) return refuse(Code::missing_field, "lines").with("field", "lines");
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (auto r = refund_line(record, lines[i], i); !r) return r;
    }
    if (amount) {
        if (auto r = refund_amount(record, *amount); !r) return r;
    }
    if (shipping.minor > shipping_left) return beyond("shipping_minor", shipping_left, shipping.minor);
    record.refunded_shipping.minor += shipping.minor;
    if (auto r = check_paid_back(record, tenders); !r) return r;
    record.refunded_tenders.append(tenders.begin(), tenders.end());
    return {};
}

}  // namespace regulars::rules
