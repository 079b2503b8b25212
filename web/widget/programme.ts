// What the elements show of a programme: names, tiers, rewards, ways to earn (GET /v1/programme/shown, made by
// src/backend/app/shown.cpp of the merchant's document). What is not understood here is simply not shown.
import { listOrNone, maybe, obj, own, shape, text, textOr, textOrNull, texts, whole, wholeOr, wholeOrNull, type Read } from '../client/read.js';
import type { Counted, Text, Unit } from '../client/types.js';

export interface TierInfo { id: string; name: Text; qualify: { metric: string; at_least: number }[] }
export interface RewardInfo {
  id: string; name: Text; description: Text; kind: string; wallet: string; cost: number;
  voucher: { valid_days: number; min_order_minor: number } | null;
  automatic: boolean;
}
export interface EarnInfo {
  id: string; name: Text; on: string; wallet: string;
  award: { kind: string; units: number; per_minor: number; percent: string | null } | null;
  tier_multipliers: { tier: string; multiplier: string }[];
}
export interface Programme {
  /** Name of the zone of its days; empty where it is not known. */
  time_zone: string;
  wallets: ({ id: string; name: Text } & Counted)[];
  metrics: { id: string; kind: string }[];
  tiers: TierInfo[];
  rewards: RewardInfo[];
  earning: EarnInfo[];
  campaigns: { id: string; name: Text }[];
}

const readTiers = maybe(shape<{ metrics: Programme['metrics']; levels: TierInfo[] }>({
  metrics: listOrNone(shape({ id: text, kind: text })),
  levels: listOrNone(shape<TierInfo>({ id: text, name: texts, qualify: listOrNone(shape({ metric: text, at_least: whole })) })),
}));

const readReward: Read<RewardInfo> = (value) => {
  const { cost_units, ...reward } = shape<RewardInfo & { cost_units: number | null }>({
    id: text, name: texts, description: texts, kind: textOr(''), wallet: textOr(''), cost: wholeOr(0), cost_units: wholeOrNull,
    voucher: maybe(shape({ valid_days: wholeOr(0), min_order_minor: wholeOr(0) })), automatic: (v) => maybe(obj)(v) !== null,
  })(value);
  return { ...reward, cost: cost_units ?? reward.cost };
};

const readEarning = shape<EarnInfo>({
  id: text, name: texts, on: textOr('order'), wallet: textOr(''),
  award: maybe(shape({ kind: textOr('fixed'), units: wholeOr(0), per_minor: wholeOr(1), percent: textOrNull })),
  tier_multipliers: listOrNone(shape({ tier: text, multiplier: text })),
});

export function readProgramme(json: string): Programme {
  const o = obj(JSON.parse(json));
  const tiers = readTiers(own(o, 'tiers'));
  return {
    metrics: tiers?.metrics ?? [], tiers: tiers?.levels ?? [],
    ...shape<Omit<Programme, 'metrics' | 'tiers'>>({
      wallets: listOrNone(shape<Programme['wallets'][number]>({
        id: text, unit: (v): Unit => (v === 'money' || v === 'stamps' ? v : 'points'), scale: wholeOr(0), name: texts })),
      time_zone: textOr(''),
      rewards: listOrNone(readReward),
      earning: listOrNone(readEarning),
      campaigns: listOrNone(shape({ id: text, name: texts })),
    })(o),
  };
}
