// Programmes, orders and events in one line each, for tests that read as tables.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/compile.hpp"
#include "engine/event.hpp"
#include "engine/program.hpp"

namespace regulars::testing {

/// "2026-01-31" or "2026-01-31T23:59:59.999"; always UTC.
Instant at(std::string_view text);
Day day(std::string_view text);
std::string text_of(Day day);
std::string text_of(Instant at);

/// UTC+7 the whole year round.
Zone hanoi();
/// Summer time from the last Sunday of March to the last of October, 2024 to 2031.
Zone berlin();
/// Clocks go back at 00:01, so the first of November begins twice (as in St. John's, where it was the seventh).
Zone twice();

// ---- programmes ----------------------------------------------------------------------------

Ref ref(std::string_view id);
Ratio ratio(std::int64_t num, std::int64_t den);
Wallet wallet(std::string_view id, WalletUnit unit = WalletUnit::points);
/// `units` for every `per_minor` of an order.
EarnRule per_amount(std::string_view id, std::int64_t units, std::int64_t per_minor, std::string_view wallet = "points");
EarnRule fixed(std::string_view id, Trigger on, std::int64_t units, std::string_view wallet = "points");
EarnRule on_action(std::string_view id, std::string_view action, std::int64_t units, std::string_view wallet = "points");
Campaign times(std::string_view id, std::int64_t num, std::int64_t den = 1);
Metric spend_metric(std::string_view id = "spend");
/// Levels "base", then one for each threshold over the first metric: "t1", "t2", ...
Tiers tiers(Window window, Keep keep, const std::vector<std::int64_t>& thresholds);
Reward reward(std::string_view id, std::int64_t cost, std::string_view wallet = "points");
Limit limit(Per per, std::optional<std::int64_t> units, std::optional<std::int64_t> times = std::nullopt);

/// One wallet of points in UTC, one point for each minor unit, nothing else.
Program simple();

/// The programme as the only version, in force from the beginning. Throws where it does not resolve.
ProgrammeHistory history(Program program);
ProgrammeHistory history(std::vector<ProgrammeVersion> versions);

// ---- events --------------------------------------------------------------------------------

OrderLine line(std::string_view id, std::int64_t minor, std::int64_t quantity = 1);
Order order(std::string_view id, regulars::List<OrderLine> lines);
Order order(std::string_view id, std::int64_t minor);

Event event(std::string_view id, Instant at, EventBody body);
Event joined(Instant at, Birthday birthday = {});
Event placed(Instant at, Order order);
Event placed(Instant at, std::string_view id, std::int64_t minor);
Event refunded(Instant at, std::string_view id, std::string_view order);
Event refunded(Instant at, std::string_view id, std::string_view order, regulars::List<RefundLine> lines);
Event refunded_amount(Instant at, std::string_view id, std::string_view order, std::int64_t minor);
Event redeem(Instant at, std::string_view id, std::string_view reward, std::optional<std::int64_t> units = std::nullopt);
Event hold(Instant at, std::string_view id, std::string_view reward, std::optional<std::int64_t> units = std::nullopt);
Event cancelled(Instant at, std::string_view redemption);
Event captured(Instant at, std::string_view redemption);
Event voided(Instant at, std::string_view redemption);
Event adjusted(Instant at, std::string_view id, std::int64_t units, std::string_view wallet = "points");
Event action(Instant at, std::string_view id, std::string_view action, std::int64_t units = 1);
Event time_passes(Instant at);

}  // namespace regulars::testing
