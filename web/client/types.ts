// What the backend says, as the widget uses it. Field names are those of schema/openapi.json;
// tests/widget/api.test.ts holds the decoders against it.

import type { EntryKind, RewardStatus } from '../generated/enums.js';

export type { EntryKind, RewardStatus };
export type Instant = string;
export type Day = string;
/** One text for each locale. */
export type Text = Readonly<Record<string, string>>;
export type Unit = 'points' | 'money' | 'stamps';
/** What a wallet counts, and how many decimals its whole numbers stand for. */
export interface Counted { unit: Unit; scale: number }

export interface Config {
  program: { id: string; version: number; name: Text; currency: Currency; locales: string[] };
  welcome: { wallet: string; units: number } | null;
  wallet: { id: string; name: Text } & Counted;
  popup: { enabled: boolean; delay_seconds: number; quiet_days: number };
  launcher: { position: 'start' | 'end' };
  theme: Readonly<Record<string, string | number>>;
  consent: { marketing: Text; version: string };
  terms_url: string | null;
  enabled: boolean;
}

export interface Currency { code: string; exponent: number }

export interface Wallet extends Counted {
  id: string;
  available: number; pending: number; held: number; debt: number;
  next_release: { at: Instant; units: number } | null;
  /** `on` is the first day on which the units can no longer be spent. */
  expiring: { on: Day; units: number }[];
}

export interface Progress { metric: string; have: number; need: number; left: number }

export interface TierStanding {
  id: string; since: Day; until: Day | null; kept_by: string | null;
  next: { id: string; progress: Progress[] } | null;
  keep: { by: Day; progress: Progress[] } | null;
}

export const REWARD_STATUSES = ['available', 'not_yet', 'tier_locked', 'out_of_stock', 'limit_reached',
  'not_started', 'ended', 'segment_locked', 'automatic'] as const satisfies readonly RewardStatus[];

export interface RewardStanding { id: string; status: RewardStatus; cost: number; missing: number; tier: string | null }

export interface Summary {
  as_of: Instant; version: number;
  wallets: Wallet[];
  tier: TierStanding | null;
  rewards: RewardStanding[];
  earn: { rule: string; on: string; done: boolean }[];
}

export interface Birthday { month: number; day: number }

export interface Member {
  id: string; name: string | null; email: string; joined_at: Instant;
  birthday: Birthday | null; consent: { marketing: boolean };
}

export const VOUCHER_STATES = ['issued', 'reserved', 'used', 'released', 'expired'] as const;
export interface Voucher {
  code: string; reward_id: string; name: Text; kind: string;
  value_minor: number | null; percent: string | null;
  state: (typeof VOUCHER_STATES)[number];
  issued_at: Instant; expires_at: Instant | null; redemption_id: string;
}

export interface Me {
  member: Member; summary: Summary; vouchers: Voucher[];
  /** JSON text for the engine; opaque to everyone else. */
  state: string;
}

export const ENTRY_KINDS = ['earned', 'released', 'redeemed', 'held', 'restored', 'expired', 'reversed',
  'adjusted', 'written_off', 'corrected', 'tier_changed', 'plan_changed', 'merged_out', 'merged_in'] as const satisfies readonly EntryKind[];

export interface Why {
  kind: string;
  base_minor: number; units: number; per_minor: number; base_units: number; result: number;
  multipliers: { source: string; id: string; multiplier: string }[];
  rounding: string; capped_by: string | null;
  excluded: { reason: string; minor: number }[];
  /** Reversals: what was earned, and what of it remains. */
  before: number; after: number;
  note: string | null;
}

export interface Entry {
  seq: number; kind: EntryKind; wallet: string | null; units: number; at: Instant;
  rule: string | null; order: string | null; reward: string | null;
  expires_on: Day | null; pending: boolean; why: Why | null;
  /** Released: how much became available. */
  moved: number;
  tier_from: string | null; tier_to: string | null;
}
export interface EntryPage { entries: Entry[]; next: number | null }

export interface Redeemed { redemption: { state: string }; voucher: Voucher | null; me: Me }

export interface OrderLine {
  id: string; sku: string; category?: string; tags?: string[]; quantity: number;
  amount_minor: number; discount_minor?: number; tax_minor?: number; gift_card?: boolean;
}
/** A cart, in the shape of an order that has not been placed. */
export interface Cart {
  currency: string; channel?: string; lines: OrderLine[];
  shipping_minor?: number; shipping_tax_minor?: number;
  tenders?: { kind: string; amount_minor: number; redemption_id?: string }[];
}

export interface Award {
  rule: string; wallet: string; units: number;
  available_at: Instant | null; expires_on: Day | null;
  lines: { id: string; units: number }[]; why: Why | null;
}
export interface Quote {
  at: Instant; version: number; tier_before: string | null; tier_after: string | null;
  awards: Award[]; totals: { wallet: string; units: number }[];
}

export interface JoinForm {
  email: string; name?: string; birthday?: Birthday;
  consent: { marketing: boolean; version: string }; locale: string;
}
export interface ProfileChange {
  name?: string | null; birthday?: Birthday; consent?: { marketing: boolean; version: string };
}
