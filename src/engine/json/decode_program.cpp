#include "decode.hpp"
#include "reader.hpp"

namespace regulars::json {

// The overloads are found by the templates of reader.hpp through argument-dependent lookup on In.

namespace {

enum ActivityWord : std::uint8_t { activity_earn, activity_redeem, activity_order };

}  // namespace

static void read(const In& in, RoundingPolicy& r) {
    in.get(Key::mode_, r.mode);
    in.get(Key::per_, r.per);
    in.get(Key::stage_, r.stage);
}

static void read(const In& in, PendingPolicy& p) {
    p.kind = static_cast<PendingKind>(in.node().choice);
    in.get(Key::days_, p.days);
    in.get(Key::hours_, p.hours);
    in.get(Key::event_, p.event);
}

static void read(const In& in, ExpiryPolicy& e) {
    e.kind = static_cast<ExpiryKind>(in.node().choice);
    in.get(Key::days_, e.days);
    in.get(Key::months_, e.months);
    in.get(Key::years_, e.years);
    in.get(Key::month_, e.month);
    in.get(Key::day_, e.day);
    in.get(Key::counts_from_, e.counts_from);
    in.get(Key::to_month_end_, e.to_month_end);
    in.get(Key::exempt_tiers_, e.exempt_tiers);
    if (const In activity = in[Key::activity_]) {
        e.earning_is_activity = e.redeeming_is_activity = false;
        for (In word = activity.first(); word; word = word.next()) {
            e.earning_is_activity = e.earning_is_activity || word.node().choice == activity_earn;
            e.redeeming_is_activity = e.redeeming_is_activity || word.node().choice == activity_redeem;
            e.ordering_is_activity = e.ordering_is_activity || word.node().choice == activity_order;
        }
    }
}

static void read(const In& in, CashValue& c) {
    in.get(Key::units_, c.units);
    in.get(Key::value_minor_, c.value);
}

static void read(const In& in, Wallet& w) {
    in.get(Key::id_, w.id);
    in.get(Key::unit_, w.unit);
    in.get(Key::name_, w.name);
    in.get(Key::scale_, w.scale);
    in.get(Key::rounding_, w.rounding);
    in.get(Key::pending_, w.pending);
    in.get(Key::expiry_, w.expiry);
    in.get(Key::negative_, w.negative);
    in.get(Key::cash_value_, w.cash_value);
    in.get(Key::max_balance_units_, w.max_balance_units);
}

static void read(const In& in, Range& r) {
    in.get(Key::min_, r.min);
    in.get(Key::max_, r.max);
}

static void read(const In& in, Hours& h) {
    in.get(Key::from_minute_, h.from_minute);
    in.get(Key::to_minute_, h.to_minute);
}

static void read(const In& in, Condition& c) {
    in.get(Key::channels_, c.channels);
    in.get(Key::tenders_, c.tenders);
    in.get(Key::segments_, c.segments);
    in.get(Key::not_segments_, c.not_segments);
    in.get(Key::tiers_, c.tiers);
    in.get(Key::plans_, c.plans);
    in.get(Key::order_minor_, c.order_minor);
    in.get(Key::from_, c.from);
    in.get(Key::to_, c.to);
    in.get(Key::weekdays_, c.weekdays);
    in.get(Key::hours_, c.hours);
    in.get(Key::order_number_, c.order_number);
    in.get(Key::birthday_month_, c.birthday_month);
}

static void read(const In& in, ItemSet& s) {
    in.get(Key::skus_, s.skus);
    in.get(Key::categories_, s.categories);
    in.get(Key::tags_, s.tags);
}

static void read(const In& in, ItemFilter& f) {
    in.get(Key::include_, f.include);
    in.get(Key::exclude_, f.exclude);
    in.get(Key::gift_cards_, f.gift_cards);
}

static void read(const In& in, BasePolicy& b) {
    in.get(Key::tax_, b.tax);
    in.get(Key::shipping_, b.shipping);
    in.get(Key::before_discounts_, b.before_discounts);
    in.get(Key::without_tenders_, b.without_tenders);
}

static void read(const In& in, AwardSpec& a) {
    a.kind = static_cast<AwardKind>(in.node().choice);
    in.get(Key::units_, a.units);
    in.get(Key::per_minor_, a.per_minor);
    in.get(Key::whole_steps_, a.whole_steps);
    in.get(Key::wallet_, a.stamps);
    in.get(Key::percent_, a.percent);
}

static void read(const In& in, Limit& l) {
    in.get(Key::per_, l.per);
    in.get(Key::units_, l.units);
    in.get(Key::times_, l.times);
}

static void read(const In& in, TierMultiplier& t) {
    in.get(Key::tier_, t.tier);
    in.get(Key::multiplier_, t.multiplier);
}

static void read(const In& in, Milestone& m) {
    in.get(Key::metric_, m.metric);
    in.get(Key::at_, m.at);
    in.get(Key::repeat_, m.repeat);
    in.get(Key::wallet_, m.wallet);
}

static void read(const In& in, Streak& s) {
    in.get(Key::action_, s.action);
    in.get(Key::count_, s.count);
    in.get(Key::period_, s.period);
}

static void read(const In& in, BirthdayRule& b) {
    in.get(Key::lead_days_, b.lead_days);
    in.get(Key::from_, b.from);
    in.get(Key::late_, b.late);
}

static void read(const In& in, EarnRule& r) {
    in.get(Key::id_, r.id);
    in.get(Key::wallet_, r.wallet);
    in.get(Key::name_, r.name);
    in.get(Key::on_, r.on);
    in.get(Key::action_, r.action);
    in.get(Key::milestone_, r.milestone);
    in.get(Key::streak_, r.streak);
    in.get(Key::birthday_, r.birthday);
    in.get(Key::tier_, r.tier);
    in.get(Key::when_, r.when);
    in.get(Key::items_, r.items);
    in.get(Key::base_, r.base);
    in.get(Key::award_, r.award);
    in.get(Key::tier_multipliers_, r.tier_multipliers);
    in.get(Key::tier_at_, r.tier_at);
    in.get(Key::multipliable_, r.multipliable);
    in.get(Key::qualifies_, r.qualifies);
    in.get(Key::limits_, r.limits);
    in.get(Key::min_interval_days_, r.min_interval_days);
    in.get(Key::budget_units_, r.budget_units);
    in.get(Key::pending_, r.pending);
    in.get(Key::expiry_, r.expiry);
    in.get(Key::stamp_value_, r.stamp_value);
}

static void read(const In& in, Campaign& c) {
    in.get(Key::id_, c.id);
    in.get(Key::name_, c.name);
    in.get(Key::when_, c.when);
    in.get(Key::items_, c.items);
    in.get(Key::multiplier_, c.multiplier);
    in.get(Key::combine_, c.combine);
    in.get(Key::rules_, c.rules);
    in.get(Key::limits_, c.limits);
    in.get(Key::budget_units_, c.budget_units);
}

static void read(const In& in, Metric& m) {
    m.kind = static_cast<MetricKind>(in.node().choice);
    in.get(Key::id_, m.id);
    in.get(Key::wallet_, m.wallet);
    in.get(Key::count_, m.count);
    in.get(Key::action_, m.action);
    in.get(Key::base_, m.base);
    in.get(Key::items_, m.items);
}

static void read(const In& in, Window& w) {
    w.kind = static_cast<WindowKind>(in.node().choice);
    in.get(Key::months_, w.months);
    in.get(Key::start_month_, w.start_month);
    in.get(Key::start_day_, w.start_day);
    in.get(Key::anchor_, w.anchor);
    in.get(Key::by_, w.by);
}

static void read(const In& in, Keep& k) {
    k.kind = static_cast<KeepKind>(in.node().choice);
    in.get(Key::months_, k.months);
}

static void read(const In& in, Threshold& t) {
    in.get(Key::metric_, t.metric);
    in.get(Key::at_least_, t.at_least);
}

static void read(const In& in, EntryReward& e) {
    in.get(Key::wallet_, e.wallet);
    in.get(Key::units_, e.units);
    in.get(Key::reward_, e.reward);
}

static void read(const In& in, Perk& p) {
    in.get(Key::id_, p.id);
    in.get(Key::name_, p.name);
    in.get(Key::description_, p.description);
}

static void read(const In& in, Level& l) {
    in.get(Key::id_, l.id);
    in.get(Key::name_, l.name);
    if (const In match = in[Key::match_]) l.any = match.node().choice == 0;
    in.get(Key::qualify_, l.qualify);
    in.get(Key::requalify_, l.requalify);
    in.get(Key::after_, l.after);
    in.get(Key::invite_only_, l.invite_only);
    in.get(Key::entry_rewards_, l.entry_rewards);
    in.get(Key::perks_, l.perks);
}

static void read(const In& in, Tiers& t) {
    in.get(Key::metrics_, t.metrics);
    in.get(Key::window_, t.window);
    in.get(Key::keep_, t.keep);
    in.get(Key::downgrade_, t.downgrade);
    in.get(Key::grace_days_, t.grace_days);
    in.get(Key::on_refund_, t.on_refund);
    in.get(Key::review_, t.review);
    in.get(Key::levels_, t.levels);
}

static void read(const In& in, Variable& v) {
    in.get(Key::min_units_, v.min_units);
    in.get(Key::step_units_, v.step_units);
    in.get(Key::max_units_, v.max_units);
    in.get(Key::minor_per_step_, v.minor_per_step);
    in.get(Key::max_percent_of_order_, v.max_percent_of_order);
}

static void read(const In& in, Automatic& a) {
    a.kind = static_cast<AutomaticKind>(in.node().choice);
    in.get(Key::day_, a.day);
    if (const In months = in[Key::months_]) {
        for (In month = months.first(); month; month = month.next()) a.months |= 1 << (month.node().number - 1);
    }
}

static void read(const In& in, VoucherPolicy& v) {
    in.get(Key::valid_days_, v.valid_days);
    in.get(Key::min_order_minor_, v.min_order_minor);
}

static void read(const In& in, Gives& g) {
    in.get(Key::wallet_, g.wallet);
    in.get(Key::units_, g.units);
}

static void read(const In& in, Reward& r) {
    in.get(Key::id_, r.id);
    in.get(Key::name_, r.name);
    in.get(Key::description_, r.description);
    in.get(Key::kind_, r.kind);
    in.get(Key::wallet_, r.wallet);
    if (!in[Key::variable_]) r.cost_units = -1;
    in.get(Key::cost_units_, r.cost_units);
    in.get(Key::value_minor_, r.value);
    in.get(Key::percent_, r.percent);
    in.get(Key::max_minor_, r.max_minor);
    in.get(Key::sku_, r.sku);
    in.get(Key::variable_, r.variable);
    in.get(Key::average_of_stamps_, r.average_of_stamps);
    in.get(Key::average_rounding_, r.average_rounding);
    in.get(Key::stock_, r.stock);
    in.get(Key::per_member_, r.per_member);
    in.get(Key::tiers_, r.tiers);
    in.get(Key::segments_, r.segments);
    in.get(Key::from_, r.from);
    in.get(Key::to_, r.to);
    in.get(Key::voucher_, r.voucher);
    in.get(Key::hold_minutes_, r.hold_minutes);
    in.get(Key::automatic_, r.automatic);
    in.get(Key::gives_, r.gives);
}

static void read(const In& in, PlanPrice& p) {
    in.get(Key::from_, p.from);
    p.renewals_from = p.from;
    in.get(Key::renewals_from_, p.renewals_from);
    in.get(Key::fee_minor_, p.fee);
}

static void read(const In& in, Plan& p) {
    in.get(Key::id_, p.id);
    in.get(Key::name_, p.name);
    in.get(Key::prices_, p.prices);
    in.get(Key::period_months_, p.period_months);
    in.get(Key::trial_days_, p.trial_days);
    in.get(Key::refund_if_unused_, p.refund_if_unused);
    in.get(Key::tier_, p.tier);
    in.get(Key::perks_, p.perks);
}

static void read(const In& in, ReferralPolicy& r) {
    in.get(Key::min_order_minor_, r.min_order_minor);
    in.get(Key::days_to_convert_, r.days_to_convert);
    in.get(Key::advocate_limit_, r.advocate_limit);
}

static void read(const In& in, Currency& c) {
    in.get(Key::code_, c.code);
    in.get(Key::exponent_, c.exponent);
}

static void read(const In& in, ZoneOffset& z) {
    in.get(Key::from_, z.from);
    in.get(Key::offset_seconds_, z.offset_seconds);
}

static void read(const In& in, Zone& z) {
    in.get(Key::name_, z.name);
    in.get(Key::offsets_, z.offsets);
}

void decode(const Document& document, const Node& node, Program& p) {
    const In in(document, &node);
    in.get(Key::id_, p.id);
    in.get(Key::version_, p.version);
    in.get(Key::name_, p.name);
    in.get(Key::currency_, p.currency);
    in.get(Key::time_zone_, p.zone);
    in.get(Key::wallets_, p.wallets);
    in.get(Key::earning_, p.earning);
    in.get(Key::campaigns_, p.campaigns);
    in.get(Key::tiers_, p.tiers);
    in.get(Key::rewards_, p.rewards);
    in.get(Key::plans_, p.plans);
    in.get(Key::referral_, p.referral);
    in.get(Key::partial_refunds_, p.partial_refunds);
    if (const In guest = in[Key::guest_orders_]) guest.get(Key::claim_days_, p.claim_days);
}

}  // namespace regulars::json
