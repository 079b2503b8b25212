// A few rules of points and tiers in JavaScript, so that the widget has something to show in tests
// without the real engine. Served to the browser as the engine module, and used by the fake backend.
const MULTIPLIER = { member: '1', silver: '1.25', gold: '1.5' };
const THRESHOLD = { member: 0, silver: 1000000, gold: 3000000 };
const TIERS = ['member', 'silver', 'gold'];

const tierOf = (spend) => [...TIERS].reverse().find((tier) => spend >= THRESHOLD[tier]);
const later = (at, days) => new Date(Date.parse(at) + days * 86400000).toISOString();

/** A new member's state; null is a guest. */
export const newState = () => ({ spend: 0, available: 0, pending: 0, next_release: null });

export function summary(programme, state, at) {
  const s = state ?? newState();
  const tier = tierOf(s.spend);
  const next = TIERS[TIERS.indexOf(tier) + 1];
  return {
    as_of: at, version: 1, member: Boolean(state), plans: [],
    wallets: [{ id: 'points', unit: 'points', scale: 0, available: s.available, pending: s.pending, held: 0, debt: 0,
      next_release: s.next_release, expiring: s.available >= 100 ? [{ on: later(at, 40).slice(0, 10), units: 100 }] : [] }],
    tier: { id: tier, since: '2026-10-01', until: tier === 'member' ? null : '2027-12-31', kept_by: 'window',
      next: next ? { id: next, progress: [{ metric: 'spend', have: s.spend, need: THRESHOLD[next], left: THRESHOLD[next] - s.spend }] } : null, keep: null },
    rewards: programme.rewards.map((r) => {
      const locked = r.tiers && !r.tiers.includes(tier);
      const missing = Math.max(0, r.cost_units - s.available);
      return { id: r.id, status: locked ? 'tier_locked' : missing > 0 ? 'not_yet' : 'available', cost: r.cost_units, missing, tier: locked ? r.tiers[0] : null };
    }),
    earn: programme.earning.map((e) => ({ rule: e.id, on: e.on, left: null, done: e.on === 'joined' && Boolean(state) })),
  };
}

export function quote(programme, state, order, at) {
  const s = state ?? newState();
  const tier = tierOf(s.spend);
  const counted = order.lines.filter((l) => l.category !== 'gift-card' && !l.gift_card);
  const sum = (lines) => lines.reduce((total, l) => total + l.amount_minor - (l.discount_minor ?? 0), 0);
  const base = sum(counted);
  const excluded = sum(order.lines) - base;
  const units = Math.floor(base / 1000);
  const result = Math.floor(units * Number(MULTIPLIER[tier]));
  const after = { ...s, spend: s.spend + base, pending: s.pending + result, next_release: { at: later(at, 3), units: result } };
  return {
    at, version: 1, tier_before: tier, tier_after: tierOf(after.spend),
    awards: result === 0 ? [] : [{ rule: 'base', wallet: 'points', units: result, available_at: later(at, 3), expires_on: null, lines: [{ id: '1', units: result }],
      why: { kind: 'per_amount', base_minor: base, units: 1, per_minor: 1000, base_units: units,
        multipliers: tier === 'member' ? [] : [{ source: 'tier', id: tier, multiplier: MULTIPLIER[tier] }],
        rounding: 'floor', result, capped_by: null, excluded: excluded > 0 ? [{ reason: 'item', minor: excluded }] : [] } }],
    totals: [{ wallet: 'points', units: result }], summary: summary(programme, after, at),
  };
}
