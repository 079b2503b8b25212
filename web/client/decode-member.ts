// Answers that only the panel reads: a redemption, a page of the history.
import { me, voucher, why } from './decode.js';
import { flag, list, maybe, among, shape, text, textOrNull, whole, wholeOr, wholeOrNull } from './read.js';
import * as t from './types.js';

export const redeemed = shape<t.Redeemed>({ redemption: shape({ state: text }), voucher: maybe(voucher), me });

export const entryPage = shape<t.EntryPage>({
  entries: list(shape<t.Entry>({
    seq: whole, kind: among(t.ENTRY_KINDS), wallet: textOrNull, units: whole, at: text, rule: textOrNull, order: textOrNull,
    reward: textOrNull, expires_on: textOrNull, pending: flag, why: maybe(why), moved: wholeOr(0),
    tier_from: textOrNull, tier_to: textOrNull,
  })),
  next: wholeOrNull,
});
