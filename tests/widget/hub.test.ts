// The hub tells its elements one a frame; whatever changes in between reaches every one of them.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Config, Me } from '../../web/client/types.js';
import { Words } from '../../web/i18n/words.js';
import type { Runtime } from '../../web/shell/types.js';
import { Store } from '../../web/shell/store.js';
import { start, stop, subscribe } from '../../web/widget/hub.js';
import { config, programme } from './fake-programme.mjs';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('__VERSION__', 'test');
  vi.stubGlobal('document', { hidden: false, querySelector: () => null });
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined, removeItem: () => undefined });
  vi.stubGlobal('requestAnimationFrame', (work: () => void) => setTimeout(work, 16));
});
afterEach(() => { stop(); vi.useRealTimers(); vi.unstubAllGlobals(); });

const words = new Words('en', {}, { code: 'VND', exponent: 0 });
const me = (state: string): Me => ({ state, summary: { as_of: '2026-11-22T05:00:00.000Z', wallets: [] } }) as unknown as Me;

test('a member who is known while elements are being told is known to all of them', async () => {
  const store = new Store(() => 'points');
  const seen: string[][] = [[], [], []];
  const unsubscribe = seen.map((list) => subscribe((hub) => { if (hub) list.push(hub.runtime.store.state.status); }));
  await start({ options: { base: '/' }, config: config as unknown as Config, source: { shown: () => Promise.resolve(JSON.stringify(programme)) }, store, words } as unknown as Runtime, {});
  await vi.advanceTimersByTimeAsync(1);
  store.member(me('{}'));
  await vi.advanceTimersByTimeAsync(500);
  expect(seen.map((list) => list.at(-1))).toEqual(['member', 'member', 'member']);
  expect(seen[0]).toEqual(['guest', 'member']);
  for (const leave of unsubscribe) leave();
});

test('one element for each frame, and none that has left', async () => {
  const order: number[] = [];
  const unsubscribe = [0, 1, 2].map((n) => subscribe((hub) => { if (hub) order.push(n); }));
  await start({ options: { base: '/' }, config: config as unknown as Config, source: { shown: () => Promise.resolve(JSON.stringify(programme)) }, store: new Store(() => ''), words } as unknown as Runtime, {});
  expect(order).toEqual([0]);
  await vi.advanceTimersByTimeAsync(18);
  expect(order).toEqual([0, 1]);
  unsubscribe[2]?.();
  await vi.advanceTimersByTimeAsync(100);
  expect(order).toEqual([0, 1]);
  unsubscribe[0]?.();
  unsubscribe[1]?.();
});
