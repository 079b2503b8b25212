// The passing of time: releases, expiries, holds, plans, tiers, birthdays, monthly rewards, new programme versions.
#pragma once
#include "work.hpp"

namespace regulars::rules {

/// Brings the state from its clock to `to`, each due thing at its own instant and in a fixed order, so that one step
/// and a thousand give the same state (I34).
void advance(Work& work, Instant to);

/// When something is due next; `no_instant` or later than `until` where nothing is before.
Instant next_due(const Work& work, Day until);

/// What follows from an event or from the passing of time: the tier as metrics leave it, rewards that issue themselves.
void conclude(Work& work);

/// First day of the member's next birthday after `day`; 29 February falls on the 28th in other years.
Day next_birthday(const Birthday& birthday, Day day);

}  // namespace regulars::rules
