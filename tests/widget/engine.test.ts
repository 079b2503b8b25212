// The wrapper over the engine module: envelopes, traps, the ways to get an engine, and letting go.
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { isRegularsError } from '../../web/client/errors.js';
import type { LoyaltySource } from '../../web/client/source.js';
import type { Cart, Me, Quote } from '../../web/client/types.js';
import { Engine } from '../../web/engine/engine.js';
import { Preview, type Maker } from '../../web/engine/preview.js';
import { ENGINE_CODES } from '../../web/generated/codes.js';
import type { EngineHandle, EngineModule } from '../../web/engine/wire.js';

const SUMMARY = { as_of: '2026-11-22T05:00:00.000Z', version: 1, wallets: [], tier: null, rewards: [], earn: [] };
const QUOTE = { at: '2026-11-22T05:00:00.000Z', version: 1, tier_before: null, tier_after: null, awards: [], totals: [] };
const CART: Cart = { currency: 'VND', lines: [{ id: '1', sku: 'a', quantity: 1, amount_minor: 1 }] };
const NOW = '2026-11-22T05:00:00.000Z';
const MISMATCH = Number(Object.entries(ENGINE_CODES).find(([, code]) => code === 'currency_mismatch')?.[0]);
const ok = (value: unknown): string => JSON.stringify({ ok: true, value });

class FakeHandle implements EngineHandle {
  member = 'never set';
  deleted = 0;
  asked: string[] = [];
  answer: () => string = () => ok(QUOTE);
  valid(): boolean { return true; }
  setMember(state: string): string { this.member = state; return ok(null); }
  quote(text: string): string { this.asked.push(text); return this.answer(); }
  summary(): string { return ok(SUMMARY); }
  delete(): void { this.deleted++; }
}
const moduleOf = (handle: FakeHandle): EngineModule => ({ createEngine: () => handle, version: () => '1' });
const trap = (): never => { throw new WebAssembly.RuntimeError('unreachable'); };

function source(): LoyaltySource & { quoted: number } {
  const fake = { quoted: 0, compiled: () => Promise.resolve('{"format":1}'), quote: () => { fake.quoted++; return Promise.resolve(QUOTE as Quote); } };
  return fake as unknown as LoyaltySource & { quoted: number };
}

describe('Engine', () => {
  test('passes only cart and instant, and opens the envelope', () => {
    const handle = new FakeHandle();
    const engine = new Engine(moduleOf(handle), '{}');
    expect(engine.quote(CART, NOW)).toEqual({ ...QUOTE });
    expect(JSON.parse(handle.asked[0] ?? '')).toEqual([Date.parse(NOW), [0, 'VND', [['1', 'a', 1, 1, 0, 0, 0, 0, 0]], 0, 0, 0, 0]]);
    expect(engine.summary(NOW)).toEqual(SUMMARY);
  });

  test('a refusal becomes an error with code and path', () => {
    const handle = new FakeHandle();
    handle.answer = () => JSON.stringify({ ok: false, code: MISMATCH, path: 'order.currency' });
    const engine = new Engine(moduleOf(handle), '{}');
    expect(() => engine.quote(CART, NOW)).toThrow(expect.objectContaining({ code: 'currency_mismatch', path: 'order.currency' }));
    handle.answer = () => JSON.stringify({ ok: false, code: 255, path: '' });
    expect(() => engine.quote(CART, NOW)).toThrow(expect.objectContaining({ code: 'internal' }));
  });

  test('a programme that is not valid: refused, and its handle freed', () => {
    const handle = new FakeHandle();
    handle.valid = () => false;
    expect(() => new Engine(moduleOf(handle), '{}')).toThrow(expect.objectContaining({ code: 'program_invalid' }));
    expect(handle.deleted).toBe(1);
  });

  test('is freed once, by dispose or by `using`, and says so afterwards', () => {
    const handle = new FakeHandle();
    const engine = new Engine(moduleOf(handle), '{}');
    engine.dispose();
    engine[Symbol.dispose]();
    expect(handle.deleted).toBe(1);
    expect(() => engine.quote(CART, NOW)).toThrow(expect.objectContaining({ code: 'program_missing' }));
  });
});

describe('Preview', () => {
  const me = (state: string, as_of = SUMMARY.as_of): Me => ({ state, summary: { ...SUMMARY, as_of } }) as unknown as Me;

  test('nothing is fetched before the first question; then programme and engine once', async () => {
    const handle = new FakeHandle();
    const make = vi.fn(() => Promise.resolve(moduleOf(handle)));
    const preview = new Preview(source(), [make]);
    expect(make).not.toHaveBeenCalled();
    await Promise.all([preview.quote(CART), preview.quote(CART)]);
    expect([make.mock.calls.length, handle.asked.length, handle.member]).toEqual([1, 2, '']);
  });

  test.each(['1999-01-01', '2029-01-01'])('quotes for the member as she is now, by the backend\'s clock where the browser says %s', async (day) => {
    vi.useFakeTimers({ now: Date.parse(day), toFake: ['Date'] });
    onTestFinished(() => { vi.useRealTimers(); });
    const handle = new FakeHandle();
    const preview = new Preview(source(), [() => Promise.resolve(moduleOf(handle))]);
    await preview.quote(CART);
    const now = me('{"a":1}');
    preview.member(now);
    vi.setSystemTime(Date.now() + 60_000);
    preview.member(now);
    await preview.quote(CART);
    expect(handle.member).toBe('{"a":1}');
    const at = (n: number): unknown => (JSON.parse(handle.asked[n] ?? '') as number[])[0];
    expect([at(0), at(1)]).toEqual([Date.parse(day), Date.parse(SUMMARY.as_of) + 60_000]);
    // Never before her own state, whatever becomes of the browser's clock meanwhile.
    vi.setSystemTime(0);
    await preview.quote(CART);
    expect(at(2)).toBe(Date.parse(SUMMARY.as_of));
  });

  test('one way fails: the next; all fail: the backend', async () => {
    const handle = new FakeHandle();
    const no: Maker = () => Promise.reject(new Error('no wasm here'));
    const world = source();
    await new Preview(world, [no, () => Promise.resolve(moduleOf(handle))]).quote(CART);
    expect([handle.asked.length, world.quoted]).toEqual([1, 0]);
    await new Preview(world, [no, no]).quote(CART);
    expect(world.quoted).toBe(1);
  });

  test('a trap: the instance is not touched again, another one answers; a second trap: the backend', async () => {
    const [first, second] = [new FakeHandle(), new FakeHandle()];
    const handles = [first, second];
    let made = 0;
    const world = source();
    const preview = new Preview(world, [() => Promise.resolve(moduleOf(handles[made++] ?? new FakeHandle()))]);
    first.answer = trap;
    await Promise.all([preview.quote(CART), preview.quote(CART)]);
    expect([made, world.quoted, first.deleted]).toEqual([2, 0, 0]);
    second.answer = trap;
    await preview.quote(CART);
    expect([made, world.quoted]).toEqual([2, 1]);
  });

  test('a refusal is the answer, not a reason to ask elsewhere', async () => {
    const handle = new FakeHandle();
    handle.answer = () => JSON.stringify({ ok: false, code: MISMATCH, path: '' });
    const world = source();
    const error: unknown = await new Preview(world, [() => Promise.resolve(moduleOf(handle))]).quote(CART).catch((e: unknown) => e);
    expect([isRegularsError(error) && error.code, world.quoted]).toEqual(['currency_mismatch', 0]);
  });
});
