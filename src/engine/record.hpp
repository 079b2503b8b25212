// Orders, and the records that the host keeps beside the member's state: an order with what it
// earned, and a redemption with the lots it took. The host attaches them to later events.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "list.hpp"
#include "money.hpp"
#include "time.hpp"

namespace regulars {

struct OrderLine {
    std::string id;
    std::string sku;
    std::string category;
    List<std::string> tags;
    std::int64_t quantity = 1;
    Money amount;        ///< whole line, before discount, without tax
    Money discount;
    Money tax;
    bool gift_card = false;
    bool operator==(const OrderLine&) const = default;
};

struct Tender {
    std::string kind;            ///< card, cash, gift_card, points, other, or a merchant's own word
    Money amount;
    std::string redemption_id;   ///< kind points
    bool operator==(const Tender&) const = default;
};

struct Order {
    std::string id;
    std::string currency;
    std::optional<Ratio> to_base;    ///< exact ratio to the programme's currency, for another currency
    std::string channel;
    List<OrderLine> lines;
    Money shipping;
    Money shipping_tax;
    List<Tender> tenders;     ///< empty: all by card
    bool operator==(const Order&) const = default;
};

/// What a refund takes from a line; amounts are of the line after discount, without tax.
struct RefundLine {
    std::string id;
    std::int64_t quantity = 0;
    std::optional<Money> amount;     ///< absent: the share of the quantity
    bool operator==(const RefundLine&) const = default;
};

struct WhyMultiplier {
    std::string source;   ///< tier | campaign
    std::string id;
    Ratio multiplier;
    bool operator==(const WhyMultiplier&) const = default;
};

struct WhyExcluded {
    std::string reason;   ///< item | gift_card | tender
    Money amount;
    bool operator==(const WhyExcluded&) const = default;
};

/// How an amount came about, as data. The widget makes the words.
struct Why {
    std::string kind;                         ///< per_amount, fixed, per_item, percent, reversal, expiry, ...
    Money base;
    std::int64_t units = 0;                   ///< rate: this many units ...
    std::int64_t per_minor = 0;               ///< ... for so much money
    std::int64_t base_units = 0;              ///< before multipliers
    List<WhyMultiplier> multipliers;
    std::string rounding;
    std::int64_t result = 0;                  ///< before limits
    std::string capped_by;                    ///< day, month, budget, ... ; empty: not capped
    List<WhyExcluded> excluded;
    std::int64_t before = 0;                  ///< reversals: earned so far
    std::int64_t after = 0;                   ///< reversals: f(what remains)
    std::string note;                         ///< reason of an adjustment
    bool operator==(const Why&) const = default;
};

struct LineUnits {
    std::string id;
    std::int64_t units = 0;
    bool operator==(const LineUnits&) const = default;
};

/// How much of the limits of a rule or campaign was free when the order was judged, and which limit binds.
struct Room {
    std::string rule;
    std::int64_t units = 0;
    std::string by;
    bool operator==(const Room&) const = default;
};

/// What a campaign added to an award.
struct CampaignUse {
    std::string campaign;
    std::int64_t units = 0;
    bool operator==(const CampaignUse&) const = default;
};

/// What one rule gave for one event, and where it lies.
struct Award {
    std::string rule;
    std::string wallet;
    std::int64_t units = 0;
    std::int64_t base_units = 0;              ///< the part that counts for metrics of kind wallet/base
    Instant available_at;                     ///< no_instant: waits for an order event
    Day expires = no_day;                      ///< first day it can no longer be spent
    std::string source;                       ///< lot key beside the expiry; empty: the day's lot
    List<LineUnits> lines;
    List<CampaignUse> campaigns;       ///< the parts that campaigns added
    Why why;
    bool operator==(const Award&) const = default;
};

struct MetricPart {
    std::string metric;
    std::int64_t value = 0;
    bool operator==(const MetricPart&) const = default;
};

/// An order as it was judged and what remains of it. Reversals are judged by this, never by today's rules.
struct OrderRecord {
    Order order;                        ///< as placed
    Instant occurred_at;
    std::int64_t version = 1;           ///< programme version of the sale
    std::string tier_before;
    std::string tier_after;
    List<std::string> segments;
    List<std::string> plans;
    bool birthday_month = false;
    std::int64_t order_number = 1;
    List<Room> rooms;            ///< limits as they were
    List<Award> awards;          ///< as they stand now
    List<MetricPart> metrics;    ///< as they stand now
    List<RefundLine> refunded;   ///< cumulative, by line
    Money refunded_shipping;
    List<Tender> refunded_tenders;
    bool operator==(const OrderRecord&) const = default;
};

enum class RedemptionStatus : std::uint8_t { held, captured, voided, expired, cancelled };

/// Units taken from one lot.
struct Taken {
    Day expires = no_day;
    std::string source;
    std::int64_t units = 0;
    Money value;                        ///< stamps that carry value
    bool operator==(const Taken&) const = default;
};

/// What one award that is not about an order gave, and where it lies: kept where it may have to be taken back.
struct Gift {
    std::string rule;
    std::string wallet;
    std::int64_t units = 0;
    std::int64_t base_units = 0;
    Instant available_at;
    Day expires = no_day;
    bool operator==(const Gift&) const = default;
};

struct RedemptionRecord {
    std::string id;
    std::string reward;
    std::string wallet;
    std::int64_t units = 0;
    Money value;                        ///< what it is worth, where that is a sum of money
    std::int64_t version = 1;
    Instant requested_at;
    Instant hold_until;                 ///< held: when it times out
    Day voucher_until = no_day;          ///< first day the voucher is no longer valid
    RedemptionStatus status = RedemptionStatus::captured;
    List<Taken> taken;
    std::int64_t restored_units = 0;    ///< points given back by refunds of the order it paid for
    bool automatic = false;
    List<Gift> gave;                    ///< units that the reward paid
    bool operator==(const RedemptionRecord&) const = default;
};

}  // namespace regulars
