// The programme document: what a shop owner writes. Plain data; `resolve` (compile.hpp) turns the
// ids into indices and refuses what cannot work. Names are those of schema/program.schema.json.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "list.hpp"
#include "money.hpp"
#include "time.hpp"

namespace regulars {

/// An id of a part of the programme, with its index once resolved (-1: none).
struct Ref {
    std::string id;
    std::int16_t index = -1;
    bool operator==(const Ref& other) const { return id == other.id; }
};

/// Words in several languages: locale -> text.
using Text = List<std::pair<std::string, std::string>>;

// ---- wallets -------------------------------------------------------------------------------

enum class WalletUnit : std::uint8_t { points, money, stamps };
enum class RoundPer : std::uint8_t { order, line };
enum class RoundStage : std::uint8_t { each, final };
enum class PendingKind : std::uint8_t { none, days, hours, event };
enum class ExpiryKind : std::uint8_t {
    never, days, months, month_end, year_end, fixed_date, inactivity, activity_extends
};
enum class CountsFrom : std::uint8_t { earned, available };
enum class NegativePolicy : std::uint8_t { allow_debt, write_off, pending_only };

struct RoundingPolicy {
    Rounding mode = Rounding::floor;
    RoundPer per = RoundPer::order;
    /// each: the base is rounded, then the multiplied amount; final: rounded once at the end.
    RoundStage stage = RoundStage::each;
    bool operator==(const RoundingPolicy&) const = default;
};

struct PendingPolicy {
    PendingKind kind = PendingKind::none;
    std::int32_t days = 0;    ///< local days; available from the start of that day
    std::int32_t hours = 0;
    std::string event;        ///< order event that releases, such as "delivered"
    bool operator==(const PendingPolicy&) const = default;
};

struct ExpiryPolicy {
    ExpiryKind kind = ExpiryKind::never;
    std::int32_t days = 0;
    std::int32_t months = 0;
    std::int32_t years = 0;             ///< year_end: end of the year + this many years
    std::int32_t month = 12;            ///< fixed_date / year_end
    std::int32_t day = 31;
    CountsFrom counts_from = CountsFrom::earned;
    bool earning_is_activity = true;    ///< inactivity, activity_extends
    bool redeeming_is_activity = true;
    bool ordering_is_activity = false;  ///< also orders that earn nothing
    bool to_month_end = false;          ///< inactivity/activity_extends: rounded up to the end of the month
    List<Ref> exempt_tiers;
    bool operator==(const ExpiryPolicy&) const = default;
};

struct CashValue {
    std::int64_t units = 0;   ///< this many wallet units ...
    Money value;              ///< ... are worth this much
    bool operator==(const CashValue&) const = default;
};

struct Wallet {
    std::string id;
    WalletUnit unit = WalletUnit::points;
    Text name;
    std::int32_t scale = 0;   ///< decimals of the wallet, 0..4
    RoundingPolicy rounding;
    PendingPolicy pending;
    ExpiryPolicy expiry;
    NegativePolicy negative = NegativePolicy::allow_debt;
    std::optional<CashValue> cash_value;
    std::optional<std::int64_t> max_balance_units;
    bool operator==(const Wallet&) const = default;
};

// ---- conditions ----------------------------------------------------------------------------

struct Range {
    std::optional<std::int64_t> min;
    std::optional<std::int64_t> max;
    bool operator==(const Range&) const = default;
};

struct Hours {
    std::int32_t from_minute = 0;
    std::int32_t to_minute = 1440;   ///< exclusive; smaller than `from_minute` means over midnight
    bool operator==(const Hours&) const = default;
};

/// All that is named must hold; an empty list does not restrict.
struct Condition {
    List<std::string> channels;
    List<std::string> tenders;       ///< at least one tender of these kinds
    List<std::string> segments;      ///< at least one
    List<std::string> not_segments;  ///< none
    List<Ref> tiers;
    List<Ref> plans;
    Range order_minor;                      ///< eligible total of the order, inclusive
    std::optional<Instant> from;            ///< inclusive
    std::optional<Instant> to;              ///< exclusive
    List<std::int32_t> weekdays;     ///< ISO, 1..7
    std::optional<Hours> hours;
    Range order_number;                     ///< 1 = the member's first order
    bool birthday_month = false;            ///< only in the member's birthday month
    bool operator==(const Condition&) const = default;
};

struct ItemSet {
    List<std::string> skus;
    List<std::string> categories;
    List<std::string> tags;
    bool empty() const { return skus.empty() && categories.empty() && tags.empty(); }
    bool operator==(const ItemSet&) const = default;
};

struct ItemFilter {
    ItemSet include;          ///< empty: everything
    ItemSet exclude;
    bool gift_cards = false;  ///< whether gift-card lines earn
    bool operator==(const ItemFilter&) const = default;
};

/// Which money of an order counts.
struct BasePolicy {
    bool tax = false;
    bool shipping = false;
    bool before_discounts = false;
    List<std::string> without_tenders;   ///< e.g. points, gift_card: their part earns nothing
    bool operator==(const BasePolicy&) const = default;
};

// ---- earning -------------------------------------------------------------------------------

enum class Trigger : std::uint8_t {
    order, joined, birthday, action, milestone, streak, tier_entered, plan_paid,
    referral_advocate, referral_friend, anniversary
};
enum class AwardKind : std::uint8_t { per_amount, fixed, per_item, percent, per_stamp };
enum class Per : std::uint8_t { event, day, week, month, year, lifetime };
enum class TierAt : std::uint8_t { before, after };
enum class MilestoneMetric : std::uint8_t { orders, spend, units };

struct AwardSpec {
    AwardKind kind = AwardKind::per_amount;
    std::int64_t units = 0;        ///< in the wallet's smallest unit
    std::int64_t per_minor = 1;    ///< per_amount: for every so many minor units (exact ratio, rounded by the wallet)
    bool whole_steps = false;      ///< per_amount: only whole steps of per_minor count (95,000 at 1,000 per 30,000 = 3,000)
    Ratio percent;                 ///< percent: of the base, into a money wallet of the programme's currency
    Ref stamps;                    ///< per_stamp: the wallet whose stamps of the same order are counted
    bool operator==(const AwardSpec&) const = default;
};

struct Limit {
    Per per = Per::day;
    std::optional<std::int64_t> units;
    std::optional<std::int64_t> times;
    bool operator==(const Limit&) const = default;
};

struct TierMultiplier {
    Ref tier;
    Ratio multiplier;
    bool operator==(const TierMultiplier&) const = default;
};

struct Milestone {
    MilestoneMetric metric = MilestoneMetric::orders;
    std::int64_t at = 1;
    bool repeat = false;      ///< at every multiple
    Ref wallet;               ///< metric units
    bool operator==(const Milestone&) const = default;
};

struct Streak {
    std::string action;
    std::int64_t count = 1;
    Per period = Per::day;
    bool operator==(const Streak&) const = default;
};

enum class BirthdayFrom : std::uint8_t { day, month_start };
enum class BirthdayLate : std::uint8_t { next_year, after_lead };

struct BirthdayRule {
    std::int32_t lead_days = 30;             ///< set later than this before the day: paid as `late` says
    BirthdayFrom from = BirthdayFrom::day;
    BirthdayLate late = BirthdayLate::next_year;
    bool operator==(const BirthdayRule&) const = default;
};

struct EarnRule {
    std::string id;
    Ref wallet;
    Text name;
    Trigger on = Trigger::order;
    std::string action;
    std::optional<Milestone> milestone;
    std::optional<Streak> streak;
    BirthdayRule birthday;
    Ref tier;                                ///< tier_entered
    Condition when;
    ItemFilter items;
    BasePolicy base;
    AwardSpec award;
    List<TierMultiplier> tier_multipliers;
    TierAt tier_at = TierAt::before;
    bool multipliable = true;                ///< campaigns may multiply it
    bool qualifies = true;                   ///< counts for metrics over its wallet
    List<Limit> limits;
    std::int32_t min_interval_days = 0;
    std::optional<std::int64_t> budget_units;   ///< shared counter "budget:<id>"
    std::optional<PendingPolicy> pending;       ///< instead of the wallet's
    std::optional<ExpiryPolicy> expiry;
    bool stamp_value = false;                ///< stamps carry the value of what they were bought with
    bool operator==(const EarnRule&) const = default;
};

enum class Combine : std::uint8_t { add, compound };

/// Multiplies what order rules award, within its condition.
struct Campaign {
    std::string id;
    Text name;
    Condition when;
    ItemFilter items;
    Ratio multiplier;
    Combine combine = Combine::compound;
    List<Ref> rules;                      ///< empty: every multipliable order rule
    List<Limit> limits;                   ///< of the extra units
    std::optional<std::int64_t> budget_units;
    bool operator==(const Campaign&) const = default;
};

// ---- tiers ---------------------------------------------------------------------------------

enum class MetricKind : std::uint8_t { spend, wallet, orders, action_units };
enum class MetricCount : std::uint8_t { base, all };
enum class WindowKind : std::uint8_t { calendar_year, rolling_months, membership_year, fixed_halves, lifetime, fixed_months };
enum class RollBy : std::uint8_t { day, month };
enum class Anchor : std::uint8_t { joined, first_earn };
enum class KeepKind : std::uint8_t { period, next_period, next_period_plus_months, months_from_reaching };
enum class Downgrade : std::uint8_t { as_earned, one_down, to_base_reset };
enum class OnRefund : std::uint8_t { recompute, keep };
enum class TierReview : std::uint8_t { always, month_start };

struct Metric {
    std::string id;
    MetricKind kind = MetricKind::spend;
    Ref wallet;                               ///< kind wallet
    MetricCount count = MetricCount::base;    ///< kind wallet: base units only, or with multipliers
    std::string action;                       ///< kind action_units (nights, visits)
    BasePolicy base;                          ///< kind spend
    ItemFilter items;
    bool operator==(const Metric&) const = default;
};

struct Window {
    WindowKind kind = WindowKind::calendar_year;
    std::int32_t months = 12;                 ///< rolling_months, fixed_months
    std::int32_t start_month = 1;             ///< calendar_year, fixed_halves, fixed_months
    std::int32_t start_day = 1;
    Anchor anchor = Anchor::joined;           ///< membership_year
    RollBy by = RollBy::day;                  ///< rolling_months
    bool operator==(const Window&) const = default;
};

struct Keep {
    KeepKind kind = KeepKind::next_period;
    std::int32_t months = 0;
    bool operator==(const Keep&) const = default;
};

struct Threshold {
    Ref metric;
    std::int64_t at_least = 0;                ///< "more than n" is written as at_least n + 1
    bool operator==(const Threshold&) const = default;
};

struct EntryReward {
    Ref wallet;
    std::int64_t units = 0;
    Ref reward;                               ///< or a reward, issued free
    bool operator==(const EntryReward&) const = default;
};

struct Perk {
    std::string id;
    Text name;
    Text description;
    bool operator==(const Perk&) const = default;
};

struct Level {
    std::string id;
    Text name;
    bool any = true;                          ///< one threshold is enough; else all
    List<Threshold> qualify;           ///< empty: the base level, or invite-only
    List<Threshold> requalify;         ///< to keep it, where other than to reach it
    bool invite_only = false;
    Ref after;                                ///< level that must have been held since before the current period
    List<EntryReward> entry_rewards;
    List<Perk> perks;
    bool operator==(const Level&) const = default;
};

struct Tiers {
    List<Metric> metrics;
    Window window;
    Keep keep;
    Downgrade downgrade = Downgrade::as_earned;
    std::int32_t grace_days = 0;
    OnRefund on_refund = OnRefund::recompute;
    TierReview review = TierReview::always;   ///< month_start: by what was counted until then
    List<Level> levels;                ///< lowest first; the first is everybody's
    bool operator==(const Tiers&) const = default;
};

// ---- rewards -------------------------------------------------------------------------------

enum class RewardKind : std::uint8_t {
    fixed_discount, percent_discount, free_shipping, free_product, gift, gift_card, store_credit,
    cash_out, access, donation, variable_amount
};
enum class AutomaticKind : std::uint8_t { threshold, monthly, before_loss };

struct Variable {
    std::int64_t min_units = 1;
    std::int64_t step_units = 1;
    std::optional<std::int64_t> max_units;
    std::int64_t minor_per_step = 1;
    std::optional<std::int32_t> max_percent_of_order;
    bool operator==(const Variable&) const = default;
};

struct Automatic {
    AutomaticKind kind = AutomaticKind::threshold;
    std::int32_t day = 1;                     ///< monthly: day of the month
    std::int32_t months = 0;                  ///< monthly: only in these, a bit for each (1: January); 0: in all
    bool operator==(const Automatic&) const = default;
};

struct VoucherPolicy {
    std::int32_t valid_days = 0;              ///< 0: no end
    std::int64_t min_order_minor = 0;
    bool operator==(const VoucherPolicy&) const = default;
};

/// Units that a reward pays.
struct Gives {
    Ref wallet;
    std::int64_t units = 0;
    bool operator==(const Gives&) const = default;
};

struct Reward {
    std::string id;
    Text name;
    Text description;
    RewardKind kind = RewardKind::fixed_discount;
    Ref wallet;
    std::int64_t cost_units = 0;              ///< below 0: not told
    Money value;
    Ratio percent{0, 1};
    std::optional<std::int64_t> max_minor;
    std::string sku;
    std::optional<Variable> variable;
    bool average_of_stamps = false;           ///< worth the average value of the consumed stamps
    Rounding average_rounding = Rounding::half_up;
    std::optional<std::int64_t> stock;        ///< shared counter "stock:<id>"
    std::optional<Limit> per_member;          ///< times per period
    List<Ref> tiers;
    List<std::string> segments;
    std::optional<Instant> from;
    std::optional<Instant> to;
    VoucherPolicy voucher;
    std::int32_t hold_minutes = 0;
    std::optional<Automatic> automatic;
    std::optional<Gives> gives;
    bool operator==(const Reward&) const = default;
};

// ---- plans, referral, the document ---------------------------------------------------------

struct PlanPrice {
    Instant from;                             ///< for new members of the plan
    Instant renewals_from;                    ///< for renewals
    Money fee;
    bool operator==(const PlanPrice&) const = default;
};

struct Plan {
    std::string id;
    Text name;
    List<PlanPrice> prices;            ///< ascending by `from`
    std::int32_t period_months = 12;
    std::int32_t trial_days = 0;
    bool refund_if_unused = false;
    Ref tier;                                 ///< held while active
    List<Perk> perks;
    bool operator==(const Plan&) const = default;
};

struct ReferralPolicy {
    std::int64_t min_order_minor = 0;
    std::int32_t days_to_convert = 0;         ///< 0: no end
    std::optional<Limit> advocate_limit;
    bool operator==(const ReferralPolicy&) const = default;
};

struct Currency {
    std::string code = "VND";
    std::int32_t exponent = 0;
    bool operator==(const Currency&) const = default;
};

enum class PartialRefunds : std::uint8_t { proportional, whole_order };

/// One version of a programme. The words (terms, widget look) that the engine does not
/// read stay in the document and are not part of this struct.
struct Program {
    std::string id;
    std::int64_t version = 1;
    Text name;
    Currency currency;
    Zone zone;
    List<Wallet> wallets;
    List<EarnRule> earning;
    List<Campaign> campaigns;
    std::optional<Tiers> tiers;
    List<Reward> rewards;
    List<Plan> plans;
    std::optional<ReferralPolicy> referral;
    PartialRefunds partial_refunds = PartialRefunds::proportional;
    std::int32_t claim_days = 0;              ///< guest orders this many days old are claimed on joining
    bool operator==(const Program&) const = default;
};

}  // namespace regulars
