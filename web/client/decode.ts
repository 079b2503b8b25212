// The backend's and the engine's answers, checked member by member at the door. What does not have the
// promised shape is `garbage`, and the widget then says calmly that the programme is out of reach.
import { UNITS } from './config.js';
import * as t from './types.js';
import { among, flag, list, listOrNone, maybe, shape, text, textOr, textOrNull, texts, whole, wholeOr, wholeOrNull } from './read.js';

const progress = list(shape<t.Progress>({ metric: text, have: whole, need: whole, left: whole }));

export const summary = shape<t.Summary>({
  as_of: text, version: whole,
  wallets: list(shape<t.Wallet>({
    id: text, unit: among(UNITS), scale: whole, available: whole, pending: whole, held: whole, debt: whole,
    next_release: maybe(shape({ at: text, units: whole })),
    expiring: list(shape({ on: text, units: whole })),
  })),
  tier: maybe(shape<t.TierStanding>({
    id: text, since: text, until: textOrNull, kept_by: textOrNull,
    next: maybe(shape({ id: text, progress })),
    keep: maybe(shape({ by: text, progress })),
  })),
  rewards: list(shape<t.RewardStanding>({ id: text, status: among(t.REWARD_STATUSES), cost: whole, missing: whole, tier: textOrNull })),
  earn: list(shape({ rule: text, on: text, done: flag })),
});

export const voucher = shape<t.Voucher>({
  code: text, reward_id: text, name: texts, kind: text, value_minor: wholeOrNull, percent: textOrNull,
  state: among(t.VOUCHER_STATES), issued_at: text, expires_at: textOrNull, redemption_id: text,
});

export const me = shape<t.Me>({
  member: shape<t.Member>({
    id: text, name: textOrNull, email: text, joined_at: text,
    birthday: maybe(shape({ month: whole, day: whole })), consent: shape({ marketing: flag }),
  }),
  summary,
  vouchers: list(voucher),
  state: (v) => JSON.stringify(v ?? null),
});

export const session = shape<{ token: string; me: t.Me }>({ token: text, me });

export const why = shape<t.Why>({
  kind: text, base_minor: wholeOr(0), units: wholeOr(0), per_minor: wholeOr(0), base_units: wholeOr(0), result: wholeOr(0),
  multipliers: listOrNone(shape({ source: text, id: text, multiplier: text })),
  rounding: textOr(''), capped_by: textOrNull,
  excluded: listOrNone(shape({ reason: text, minor: wholeOr(0) })),
  before: wholeOr(0), after: wholeOr(0), note: textOrNull,
});

export const quote = shape<t.Quote>({
  at: text, version: whole, tier_before: textOrNull, tier_after: textOrNull,
  awards: list(shape<t.Award>({
    rule: text, wallet: text, units: whole, available_at: textOrNull, expires_on: textOrNull,
    lines: listOrNone(shape({ id: text, units: whole })), why: maybe(why),
  })),
  totals: list(shape({ wallet: text, units: whole })),
});
