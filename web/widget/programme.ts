// What the elements show of a programme document: names, tiers, rewards, ways to earn. The document
// is the merchant's (schema/program.schema.json); what is not understood here is simply not shown.
import { int, intOr, list, nullable, obj, own, str, strings, strOr, type Obj } from '../client/read.js';
import type { Counted, Text } from '../client/types.js';

export interface TierInfo {
  id: string; name: Text;
  qualify: { metric: string; at_least: number }[];
  perks: { name: Text; description: Text }[];
}
export interface RewardInfo {
  id: string; name: Text; description: Text; kind: string; wallet: string; cost: number;
  value_minor: number | null; percent: string | null;
  valid_days: number; min_order_minor: number; tiers: string[]; automatic: boolean;
}
export interface EarnInfo {
  id: string; name: Text; on: string; wallet: string;
  award: { kind: string; units: number; per_minor: number; percent: string | null };
  multipliers: { tier: string; multiplier: string }[];
}
export interface Programme {
  wallets: ({ id: string; name: Text } & Counted)[];
  metrics: { id: string; kind: string }[];
  tiers: TierInfo[];
  rewards: RewardInfo[];
  earning: EarnInfo[];
  campaigns: { id: string; name: Text }[];
}

export function readProgramme(text: string): Programme {
  const o = obj(JSON.parse(text));
  const tiers = nullable(o, 'tiers', obj) ?? {};
  return {
    wallets: list(o, 'wallets', wallet, true),
    metrics: list(tiers, 'metrics', (v) => ({ id: str(obj(v), 'id'), kind: str(obj(v), 'kind') }), true),
    tiers: list(tiers, 'levels', tier, true),
    rewards: list(o, 'rewards', reward, true),
    earning: list(o, 'earning', earn, true),
    campaigns: list(o, 'campaigns', (v) => ({ id: str(obj(v), 'id'), name: text_(obj(v), 'name') }), true),
  };
}

const text_ = (o: Obj, key: string): Text => strings(own(o, key));

function wallet(value: unknown): Programme['wallets'][number] {
  const o = obj(value);
  const unit = strOr(o, 'unit', 'points');
  return {
    id: str(o, 'id'), unit: unit === 'money' || unit === 'stamps' ? unit : 'points', scale: intOr(o, 'scale', 0), name: text_(o, 'name'),
  };
}

function tier(value: unknown): TierInfo {
  const o = obj(value);
  return {
    id: str(o, 'id'), name: text_(o, 'name'),
    qualify: list(o, 'qualify', (v) => ({ metric: str(obj(v), 'metric'), at_least: int(obj(v), 'at_least') }), true),
    perks: list(o, 'perks', (v) => ({ name: text_(obj(v), 'name'), description: text_(obj(v), 'description') }), true),
  };
}

function reward(value: unknown): RewardInfo {
  const o = obj(value);
  const voucher = nullable(o, 'voucher', obj) ?? {};
  return {
    id: str(o, 'id'), name: text_(o, 'name'), description: text_(o, 'description'), kind: strOr(o, 'kind', ''),
    wallet: strOr(o, 'wallet', ''), cost: intOr(o, 'cost_units', intOr(o, 'cost', 0)),
    value_minor: intOr(o, 'value_minor', null), percent: strOr(o, 'percent', null),
    valid_days: intOr(voucher, 'valid_days', 0), min_order_minor: intOr(voucher, 'min_order_minor', 0),
    tiers: list(o, 'tiers', String, true), automatic: nullable(o, 'automatic', obj) !== null,
  };
}

function earn(value: unknown): EarnInfo {
  const o = obj(value);
  const award = nullable(o, 'award', obj) ?? {};
  return {
    id: str(o, 'id'), name: text_(o, 'name'), on: strOr(o, 'on', 'order'), wallet: strOr(o, 'wallet', ''),
    award: {
      kind: strOr(award, 'kind', 'fixed'), units: intOr(award, 'units', 0), per_minor: intOr(award, 'per_minor', 1),
      percent: strOr(award, 'percent', null),
    },
    multipliers: list(o, 'tier_multipliers', (v) => ({ tier: str(obj(v), 'tier'), multiplier: str(obj(v), 'multiplier') }), true),
  };
}
