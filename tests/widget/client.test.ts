// The HTTP client: time limit, breaker, one renewal of the token, problems with their codes.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { HttpSource } from '../../web/client/http.js';
import { change, entries, redeem, signIn, verify } from '../../web/client/member.js';
import { Transport } from '../../web/client/transport.js';

interface Sent { url: string; method: string; headers: Record<string, string>; body: unknown }

const ME = {
  member: { id: 'm', name: null, email: 'a***@example.com', joined_at: '2026-11-22T05:00:00.000Z', birthday: null, consent: { marketing: false } },
  summary: { as_of: '2026-11-22T05:00:00.000Z', version: 1, wallets: [], tier: null, rewards: [], earn: [] }, state: { a: 1 }, vouchers: [],
};
const session = (token: string, id = 'm'): Response => Response.json({ token, expires_at: 'x', me: { ...ME, member: { ...ME.member, id } } });
const problem = (status: number, code: string): Response =>
  Response.json({ type: 'x', title: 'x', status, code, path: 'p', params: { missing: 3, deep: {} } }, { status });

let sent: Sent[] = [];

/** Answers come in this order; `hang` answers when the request is given up. */
function backend(...answers: (Response | 'hang' | 'refuse')[]): HttpSource {
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    sent.push({ url, method: init.method ?? '', headers: { ...(init.headers as Record<string, string>) }, body: init.body ? JSON.parse(init.body as string) : undefined });
    const answer = answers.shift();
    if (answer === 'refuse' || !answer) return Promise.reject(new TypeError('Failed to fetch'));
    if (answer !== 'hang') return Promise.resolve(answer);
    return new Promise((_, reject) => init.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))));
  });
  return new HttpSource(new Transport('/loyalty'));
}

beforeEach(() => { sent = []; });
afterEach(() => { vi.useRealTimers(); vi.unstubAllGlobals(); });

describe('the access token', () => {
  test('is renewed once by the session when it is refused, and the request repeated', async () => {
    const source = backend(session('one'), problem(401, 'token_expired'), session('two'), Response.json({ entries: [], next: null }));
    await source.session();
    await expect(entries(source, 'm', null, 20)).resolves.toEqual({ entries: [], next: null });
    expect(sent.map((s) => [s.url, s.headers['Authorization'] ?? ''])).toEqual([
      ['/loyalty/v1/session', ''], ['/loyalty/v1/me/entries?limit=20', 'Bearer one'], ['/loyalty/v1/session', ''], ['/loyalty/v1/me/entries?limit=20', 'Bearer two']]);
  });

  test('a second refusal is told', async () => {
    const source = backend(session('one'), problem(401, 'token_expired'), session('two'), problem(401, 'token_invalid'));
    await source.session();
    await expect(entries(source, 'm', null, 1)).rejects.toMatchObject({ code: 'token_invalid' });
    expect(sent).toHaveLength(4);
  });

  test('nobody signed in any more: said so', async () => {
    await expect(entries(backend(new Response(null, { status: 204 })), 'm', null, 1)).rejects.toMatchObject({ code: 'credentials_missing' });
  });

  test('several who ask for the session at once share one answer', async () => {
    const source = backend(session('one'));
    const [a, b] = await Promise.all([source.session(), source.session()]);
    expect([a === b, sent.length]).toEqual([true, 1]);
  });

  test('the shop\'s token goes to the session only, fetched anew each time', async () => {
    const source = backend(session('one'), Response.json(ME));
    let asked = 0;
    source.identify(() => `jwt-${String(++asked)}`);
    await source.session();
    await change(source, 'm', { name: null });
    expect(sent.map((s) => s.headers['Authorization'])).toEqual(['Bearer jwt-1', 'Bearer one']);
  });

  test('what one member asked for is not done for another who signed in meanwhile, however often it is asked', async () => {
    const source = backend(session('one'), problem(401, 'token_expired'), session('two', 'other'), session('three', 'other'));
    await source.session();
    for (let i = 0; i < 2; i++) await expect(redeem(source, 'm', 'id-1', 'off20', null)).rejects.toMatchObject({ code: 'credentials_missing' });
    expect(sent.map((s) => s.url.slice('/loyalty/v1/'.length))).toEqual(['session', 'me/redemptions', 'session', 'session']);
  });

  test('who is vouched for now is not answered with who was before', async () => {
    const source = backend(session('one'), session('two', 'other'));
    const before = source.session();
    source.identify('jwt');
    expect((await source.session())?.member.id).toBe('other');
    expect((await before)?.member.id).toBe('m');
  });
});

test('a redemption carries its id twice: in the body and as the key', async () => {
  const source = backend(session('one'), Response.json({ redemption: { state: 'captured' }, voucher: null, me: ME }, { status: 201 }));
  await source.session();
  await redeem(source, 'm', 'id-1', 'off20', null);
  expect(sent[1]).toMatchObject({ body: { redemption_id: 'id-1', reward_id: 'off20' }, headers: { 'Idempotency-Key': 'id-1' } });
});

test('a refusal keeps its code, path and plain parameters', async () => {
  await expect(signIn(backend(problem(422, 'insufficient_points')), 'a@b.c', 'en')).rejects.toMatchObject({ code: 'insufficient_points', path: 'p', params: { missing: 3 } });
});

test.each([[500, 'unavailable'], [502, 'unavailable'], [401, 'credentials_missing'], [418, 'garbage']])('status %i without a problem document is %s', async (status, code) => {
  await expect(signIn(backend(new Response('<html>', { status })), 'a@b.c', 'en')).rejects.toMatchObject({ code });
});

test('a gateway may write problems of its own: with 5xx nobody knows what was done', async () => {
  await expect(signIn(backend(problem(502, 'backend_away')), 'a@b.c', 'en')).rejects.toMatchObject({ code: 'unavailable' });
});

test('three seconds are enough', async () => {
  vi.useFakeTimers();
  const answer = expect(signIn(backend('hang'), 'a@b.c', 'en')).rejects.toMatchObject({ code: 'timeout' });
  await vi.advanceTimersByTimeAsync(3000);
  await answer;
});

test('three silences in a row: nothing is sent for ten seconds, then again', async () => {
  vi.useFakeTimers();
  const source = backend('refuse', 'refuse', 'refuse', Response.json({ status: 'code_sent' }));
  for (const code of ['offline', 'offline', 'offline', 'unavailable', 'unavailable']) {
    await expect(signIn(source, 'a@b.c', 'en')).rejects.toMatchObject({ code });
  }
  expect(sent).toHaveLength(3);
  await vi.advanceTimersByTimeAsync(10_001);
  await expect(signIn(source, 'a@b.c', 'en')).resolves.toBeUndefined();
});

test('a refusal is an answer: it does not trip the breaker', async () => {
  const source = backend('refuse', 'refuse', problem(422, 'code_invalid'), 'refuse', 'refuse', problem(422, 'code_invalid'));
  for (const code of ['offline', 'offline', 'code_invalid', 'offline', 'offline', 'code_invalid']) {
    await expect(verify(source, 'a@b.c', '123456')).rejects.toMatchObject({ code });
  }
});

test('a programme that could not be had is asked for again', async () => {
  const source = backend('refuse', new Response('{"format":1}'));
  await expect(source.shown('vi')).rejects.toMatchObject({ code: 'offline' });
  expect(await source.shown('vi')).toBe('{"format":1}');
  expect(sent).toHaveLength(2);
});
