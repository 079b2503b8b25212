// The backend's answers, checked field by field at the door. What does not have the promised shape
// is `garbage`, and the widget then says calmly that the programme is out of reach.
import { UNITS } from './config.js';
import * as t from './types.js';
import { bool, int, intOr, list, nullable, obj, oneOf, own, str, strings, strOr } from './read.js';

export function session(value: unknown): { token: string; me: t.Me } {
  const o = obj(value);
  return { token: str(o, 'token'), me: me(own(o, 'me')) };
}

export function me(value: unknown): t.Me {
  const o = obj(value, 'me');
  const m = obj(own(o, 'member'), 'member');
  return {
    member: {
      id: str(m, 'id'), name: strOr(m, 'name', null), email: str(m, 'email'), joined_at: str(m, 'joined_at'),
      birthday: nullable(m, 'birthday', (v) => ({ month: int(obj(v), 'month'), day: int(obj(v), 'day') })),
      consent: { marketing: bool(obj(own(m, 'consent'), 'consent'), 'marketing') },
    },
    summary: summary(own(o, 'summary')),
    vouchers: list(o, 'vouchers', voucher),
    state: JSON.stringify(own(o, 'state') ?? null),
  };
}

export function summary(value: unknown): t.Summary {
  const o = obj(value, 'summary');
  return {
    as_of: str(o, 'as_of'), version: int(o, 'version'),
    wallets: list(o, 'wallets', wallet),
    tier: nullable(o, 'tier', tier),
    rewards: list(o, 'rewards', reward),
    earn: list(o, 'earn', (v) => ({ rule: str(obj(v), 'rule'), on: str(obj(v), 'on'), done: bool(obj(v), 'done') })),
  };
}

function wallet(value: unknown): t.Wallet {
  const o = obj(value, 'wallet');
  return {
    id: str(o, 'id'), unit: oneOf(o, 'unit', UNITS), scale: int(o, 'scale'),
    available: int(o, 'available'), pending: int(o, 'pending'), held: int(o, 'held'), debt: int(o, 'debt'),
    next_release: nullable(o, 'next_release', (v) => ({ at: str(obj(v), 'at'), units: int(obj(v), 'units') })),
    expiring: list(o, 'expiring', (v) => ({ on: str(obj(v), 'on'), units: int(obj(v), 'units') })),
  };
}

function progress(value: unknown): t.Progress {
  const o = obj(value, 'progress');
  return { metric: str(o, 'metric'), have: int(o, 'have'), need: int(o, 'need'), left: int(o, 'left') };
}

function tier(value: unknown): t.TierStanding {
  const o = obj(value, 'tier');
  return {
    id: str(o, 'id'), since: str(o, 'since'), until: strOr(o, 'until', null), kept_by: strOr(o, 'kept_by', null),
    next: nullable(o, 'next', (v) => ({ id: str(obj(v), 'id'), progress: list(obj(v), 'progress', progress) })),
    keep: nullable(o, 'keep', (v) => ({ by: str(obj(v), 'by'), progress: list(obj(v), 'progress', progress) })),
  };
}

function reward(value: unknown): t.RewardStanding {
  const o = obj(value, 'reward');
  return {
    id: str(o, 'id'), status: oneOf(o, 'status', t.REWARD_STATUSES), cost: int(o, 'cost'),
    missing: int(o, 'missing'), tier: strOr(o, 'tier', null),
  };
}

export function voucher(value: unknown): t.Voucher {
  const o = obj(value, 'voucher');
  return {
    code: str(o, 'code'), reward_id: str(o, 'reward_id'), name: strings(own(o, 'name')), kind: str(o, 'kind'),
    value_minor: intOr(o, 'value_minor', null), percent: strOr(o, 'percent', null),
    state: oneOf(o, 'state', t.VOUCHER_STATES),
    issued_at: str(o, 'issued_at'), expires_at: strOr(o, 'expires_at', null), redemption_id: str(o, 'redemption_id'),
  };
}

export function redeemed(value: unknown): t.Redeemed {
  const o = obj(value);
  return { voucher: nullable(o, 'voucher', voucher), me: me(own(o, 'me')) };
}

export function entryPage(value: unknown): t.EntryPage {
  const o = obj(value);
  return { entries: list(o, 'entries', entry), next: intOr(o, 'next', null) };
}

function entry(value: unknown): t.Entry {
  const o = obj(value, 'entry');
  return {
    seq: int(o, 'seq'), kind: oneOf(o, 'kind', t.ENTRY_KINDS), wallet: strOr(o, 'wallet', null),
    units: int(o, 'units'), at: str(o, 'at'), rule: strOr(o, 'rule', null), order: strOr(o, 'order', null),
    reward: strOr(o, 'reward', null), expires_on: strOr(o, 'expires_on', null), pending: bool(o, 'pending'),
    why: nullable(o, 'why', why),
  };
}

export function quote(value: unknown): t.Quote {
  const o = obj(value, 'quote');
  return {
    at: str(o, 'at'), version: int(o, 'version'),
    tier_before: strOr(o, 'tier_before', null), tier_after: strOr(o, 'tier_after', null),
    awards: list(o, 'awards', award),
    totals: list(o, 'totals', (v) => ({ wallet: str(obj(v), 'wallet'), units: int(obj(v), 'units') })),
    summary: summary(own(o, 'summary')),
  };
}

function award(value: unknown): t.Award {
  const o = obj(value, 'award');
  return {
    rule: str(o, 'rule'), wallet: str(o, 'wallet'), units: int(o, 'units'),
    available_at: strOr(o, 'available_at', null), expires_on: strOr(o, 'expires_on', null),
    lines: list(o, 'lines', (v) => ({ id: str(obj(v), 'id'), units: int(obj(v), 'units') }), true),
    why: nullable(o, 'why', why),
  };
}

function why(value: unknown): t.Why {
  const o = obj(value, 'why');
  return {
    kind: str(o, 'kind'), base_minor: intOr(o, 'base_minor', 0), units: intOr(o, 'units', 0),
    per_minor: intOr(o, 'per_minor', 0), base_units: intOr(o, 'base_units', 0), result: intOr(o, 'result', 0),
    multipliers: list(o, 'multipliers', (v) => ({
      source: str(obj(v), 'source'), id: str(obj(v), 'id'), multiplier: str(obj(v), 'multiplier') }), true),
    rounding: strOr(o, 'rounding', ''), capped_by: strOr(o, 'capped_by', null),
    excluded: list(o, 'excluded', (v) => ({ reason: str(obj(v), 'reason'), minor: intOr(obj(v), 'minor', 0) }), true),
    before: intOr(o, 'before', 0), after: intOr(o, 'after', 0), note: strOr(o, 'note', null),
  };
}
