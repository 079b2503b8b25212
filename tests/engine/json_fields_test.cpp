// Each stored struct writes every field that it has: a field that was added and forgotten would be lost on saving.
#ifndef __EMSCRIPTEN__
#include <boost/pfr.hpp>

#include "catch.hpp"
#include "engine/json/stored_rows.hpp"

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
    FIELDS(PlanState);
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
    FIELDS(Event);
}
#endif
