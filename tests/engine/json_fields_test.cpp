// Each stored struct writes every field that it has: a field that was added and forgotten would be lost on saving.
#ifndef __EMSCRIPTEN__
#include <boost/pfr.hpp>

#include "catch.hpp"
#include "engine/json/program_rows.hpp"

using namespace regulars;

namespace {

struct Counter {
    std::size_t fields = 0;
    template <class T>
    void operator()(const T&) {
        ++fields;
    }
    template <class E>
    void word(const E&, E) {
        ++fields;
    }
    void between(std::int32_t, std::int32_t, std::int32_t) { ++fields; }
    void count(std::int32_t) { ++fields; }
    void positive(std::int64_t) { ++fields; }
    void ref(const Ref&, json::Refers) { ++fields; }
    void ref_or_none(const Ref&, json::Refers) { ++fields; }
    void refs(const auto&, json::Refers) { ++fields; }
    void left_out(const auto&) { ++fields; }
    template <class V>
    void one_of(const V&) {
        ++fields;
    }
};

template <class T>
void check_fields(const char* name) {
    INFO(name);
    Counter counter;
    const T value{};
    json::row(counter, value);
    CHECK(counter.fields == boost::pfr::tuple_size_v<T>);
}

}  // namespace

#define FIELDS(type) check_fields<type>(#type)

TEST_CASE("a stored struct writes every field") {
    FIELDS(Birthday);
    FIELDS(OrderLine);
    FIELDS(Tender);
    FIELDS(Order);
    FIELDS(RefundLine);
    FIELDS(WhyMultiplier);
    FIELDS(WhyExcluded);
    FIELDS(Why);
    FIELDS(LineUnits);
    FIELDS(CampaignUse);
    FIELDS(Award);
    FIELDS(Room);
    FIELDS(MetricPart);
    FIELDS(OrderRecord);
    FIELDS(Taken);
    FIELDS(RedemptionRecord);
    FIELDS(Lot);
    FIELDS(Settlement);
    FIELDS(WalletState);
    FIELDS(MetricBucket);
    FIELDS(MetricState);
    FIELDS(TierGrant);
    FIELDS(TierState);
    FIELDS(LimitCounter);
    FIELDS(StreakState);
    FIELDS(Gift);
    FIELDS(PlanState);
    FIELDS(ReferralState);
    FIELDS(MemberState);
    FIELDS(MemberJoined);
    FIELDS(ProfileChanged);
    FIELDS(OrderPlaced);
    FIELDS(OrderEvent);
    FIELDS(OrderRefunded);
    FIELDS(Action);
    FIELDS(RedemptionRequested);
    FIELDS(RedemptionCaptured);
    FIELDS(RedemptionVoided);
    FIELDS(RedemptionCancelled);
    FIELDS(PointsAdjusted);
    FIELDS(TierOverridden);
    FIELDS(PlanStarted);
    FIELDS(PlanPaid);
    FIELDS(PlanPaymentFailed);
    FIELDS(PlanCancelled);
    FIELDS(ReferralConverted);
    FIELDS(ActionReversed);
    FIELDS(MemberMerged);
    FIELDS(Event);
}

TEST_CASE("the compiled programme says of every field whether the browser's engine reads it") {
    FIELDS(RoundingPolicy);
    FIELDS(PendingPolicy);
    FIELDS(ExpiryPolicy);
    FIELDS(CashValue);
    FIELDS(Wallet);
    FIELDS(Range);
    FIELDS(Hours);
    FIELDS(Condition);
    FIELDS(ItemSet);
    FIELDS(ItemFilter);
    FIELDS(BasePolicy);
    FIELDS(AwardSpec);
    FIELDS(Limit);
    FIELDS(TierMultiplier);
    FIELDS(Milestone);
    FIELDS(Streak);
    FIELDS(BirthdayRule);
    FIELDS(EarnRule);
    FIELDS(Campaign);
    FIELDS(Metric);
    FIELDS(Window);
    FIELDS(Keep);
    FIELDS(Threshold);
    FIELDS(EntryReward);
    FIELDS(Level);
    FIELDS(Tiers);
    FIELDS(Variable);
    FIELDS(Automatic);
    FIELDS(VoucherPolicy);
    FIELDS(Gives);
    FIELDS(Reward);
    FIELDS(PlanPrice);
    FIELDS(Plan);
    FIELDS(ReferralPolicy);
    FIELDS(Currency);
    FIELDS(ZoneOffset);
    FIELDS(Zone);
    FIELDS(Program);
}
#endif
