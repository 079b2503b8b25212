// Which lines of an order count for a rule or a metric, and with how much money.
#pragma once
#include <cstdint>
#include <string_view>

#include "../list.hpp"
#include "../program.hpp"
#include "../record.hpp"

namespace regulars::rules {

/// The lines that count, with the money they bring in the programme's currency.
struct Basis {
    struct Part {
        const OrderLine* line = nullptr;   ///< null: shipping
        std::int64_t money = 0;
    };
    List<Part> parts;
    List<WhyExcluded> excluded;
    std::int64_t total = 0;
    std::int64_t quantity = 0;

    /// Keeps the memory.
    void clear() {
        parts.clear();
        excluded.clear();
        total = quantity = 0;
    }

    std::string_view key(std::size_t i) const { return parts[i].line ? std::string_view(parts[i].line->id) : std::string_view("shipping"); }
};

void find_basis(const Order& order, const BasePolicy& policy, const ItemFilter& filter, Basis& basis);

/// Whether a line (null: shipping) is within a filter.
bool line_counts(const ItemFilter& filter, const OrderLine* line);

/// Goods after discount, tax and shipping of an order, in its own currency.
std::int64_t order_total(const Order& order);

/// Splits `total` in proportion to the weights: floors, then one each to the largest remainders. Ties go to the larger
/// weight, then to the smaller key, so that the order of the lines does not matter (I21).
List<std::int64_t> apportion(std::int64_t total, const List<Wide>& weights, const List<std::string_view>& keys);

}  // namespace regulars::rules
