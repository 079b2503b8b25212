// The decoders against schema/openapi.json: what the schema promises is read, and nothing else gets in.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeConfig } from '../../web/client/config.js';
import * as decode from '../../web/client/decode.js';
import * as ofMember from '../../web/client/decode-member.js';
import { isRegularsError } from '../../web/client/errors.js';
import { readProgramme } from '../../web/widget/programme.js';
import { fakeBackend } from './fake-backend.mjs';

const openapi = JSON.parse(readFileSync(new URL('../../schema/openapi.json', import.meta.url), 'utf8')) as object;
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(openapi, 'api');
const promise = (name: string, value: unknown): void => {
  const validate = ajv.getSchema(`api#/components/schemas/${name}`);
  expect([name, validate?.(value), validate?.errors ?? []]).toEqual([name, true, []]);
};

let shop: Awaited<ReturnType<typeof fakeBackend>>;
beforeAll(async () => { shop = await fakeBackend(); });
afterAll(() => shop.close());

async function ask(path: string, body?: object, token?: string): Promise<unknown> {
  const response = await fetch(`${shop.url}/loyalty/v1${path}`, body
    ? { method: 'POST', body: JSON.stringify(body), headers: token ? { Authorization: `Bearer ${token}` } : {} }
    : { headers: token ? { Authorization: `Bearer ${token}` } : {} });
  return response.json();
}

const ORDER = { currency: 'VND', lines: [{ id: '1', sku: 'phin', quantity: 1, amount_minor: 118000 }] };

interface Sample { name: string; answer: unknown; read: (value: unknown) => unknown }

async function samples(): Promise<Sample[]> {
  shop.member('a@example.com', { available: 640, spend: 1_320_000, pending: 10 });
  const session = await ask('/verify', { email: 'a@example.com', code: '123456' }) as { token: string; me: unknown };
  const redeemed = await ask('/me/redemptions', { redemption_id: crypto.randomUUID(), reward_id: 'off20' }, session.token);
  return [
    { name: 'Config', answer: await ask('/config'), read: decodeConfig },
    { name: 'ShownProgramme', answer: await ask('/programme/shown?locale=vi'), read: (answer) => readProgramme(JSON.stringify(answer)) },
    { name: 'Session', answer: session, read: decode.session },
    { name: 'Me', answer: session.me, read: decode.me },
    { name: 'Redeemed', answer: redeemed, read: ofMember.redeemed },
    { name: 'EntryPage', answer: await ask('/me/entries', undefined, session.token), read: ofMember.entryPage },
    { name: 'Quote', answer: await ask('/quote', { order: ORDER }, session.token), read: decode.quote },
  ];
}

test('the fake backend keeps the promises of the schema, and the decoders read it whole', async () => {
  for (const { name, answer, read } of await samples()) {
    promise(name, answer);
    expect(() => read(answer)).not.toThrow();
  }
});

/** Every single change of one member: taken away, or of another type. */
function* damaged(value: unknown, path: (string | number)[] = []): Generator<{ path: string; copy: unknown }> {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    for (const wrong of [undefined, null, 'x', -1.5, [], {}, true]) {
      const copy = structuredClone(value) as Record<string, unknown>;
      if (wrong === undefined) Reflect.deleteProperty(copy, key);
      else copy[key] = wrong;
      yield { path: [...path, key].join('.'), copy };
    }
    for (const inner of damaged((value as Record<string, unknown>)[key], [...path, key])) {
      yield { path: inner.path, copy: { ...(value), [key]: inner.copy } };
    }
  }
}

describe('answers that are not what was promised', () => {
  test('are refused as garbage, or read without the damaged part: never anything else', async () => {
    let refused = 0;
    for (const { answer, read } of await samples()) {
      for (const { path, copy } of damaged(answer)) {
        try {
          read(copy);
        } catch (error) {
          refused++;
          expect([path, isRegularsError(error) && error.code]).toEqual([path, 'garbage']);
        }
      }
    }
    expect(refused).toBeGreaterThan(500);
  });

  test('a prototype in the text is a member like any other', () => {
    const evil = JSON.parse('{"seq":1,"kind":"earned","units":5,"at":"x","__proto__":{"rule":"admin"}}') as object;
    const page = ofMember.entryPage({ entries: [evil], next: null });
    expect(page.entries[0]).toMatchObject({ units: 5, rule: null });
    expect(({} as { rule?: string }).rule).toBeUndefined();
  });
});
