// What an order earns: a pure function of the order, the programme version and the circumstances of the sale. Refunds
// use it again on what remains, with the circumstances as they were.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "../list.hpp"
#include "../compile.hpp"
#include "../record.hpp"
#include "../result.hpp"
#include "basis.hpp"

namespace regulars::rules {

/// The circumstances under which an order is judged.
struct Sale {
    const Program& program;
    Instant at;
    std::int16_t tier_before = -1;
    std::int16_t tier_after = -1;
    const List<std::string>& segments;
    const List<std::string>& plans;
    bool birthday_month = false;
    std::int64_t order_number = 1;
    const List<Room>& rooms;      ///< limits with what was left of them; others have no limit
    bool explain = true;
    const Order* order = nullptr;        ///< null where the rule is not about an order
};

struct Judgement {
    List<Award> awards;                  ///< without place
    List<const EarnRule*> rules;         ///< the rule of each award
    List<MetricPart> metrics;
    std::int64_t spend = 0;              ///< goods after discount, in the programme's currency
    bool empty = false;                  ///< nothing of the order remains

    /// Room to work in, kept from one order to the next.
    Basis basis;
    List<Wide> weight;

    /// The rule whose basis this is, and whether the metric asked last counts the same: one that does needs no other.
    const EarnRule* basis_of = nullptr;
    struct Alike {
        const EarnRule* rule = nullptr;
        const Metric* metric = nullptr;
        bool alike = false;
    } alike{};
};

/// Makes the judgement anew. Refuses what does not fit (Code::overflow). Where `sale.explain` is false, awards carry
/// numbers only: neither names nor lines nor reasons.
Result<void> judge(const Sale& sale, const Order& order, Judgement& out);

/// Whether all that the order says is possible: currency, sums, ids, tenders.
Result<void> check_order(const Program& program, const Order& order);

/// The order less what was refunded.
Order remaining_order(const OrderRecord& record);

/// Adds a refund to the record; refuses one that takes more than remains.
Result<void> take_refund(OrderRecord& record, bool all, const List<RefundLine>& lines, const std::optional<Money>& amount,
                         Money shipping, const List<Tender>& tenders);

/// Whether the list names the part with this index.
bool names(const List<Ref>& refs, std::int16_t index);
/// Whether one of these words is among those.
bool shares(const List<std::string>& wanted, const List<std::string>& has);
bool condition_holds(const Sale& sale, const Condition& condition, std::int16_t tier);

}  // namespace regulars::rules
