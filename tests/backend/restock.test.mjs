// A new version of the programme has more of a reward, or of a budget, than the one before: the more is there at once. It
// may have less, too; then what members took already comes first.
import { deepEqual, equal } from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { Backend, line, now, program } from './support.mjs';

const folder = mkdtempSync(join(tmpdir(), 'regulars-restock-'));
after(() => rmSync(folder, { recursive: true }));

const programme = JSON.parse(readFileSync(program, 'utf8'));
const text = (word) => ({ vi: word, en: word });
const programFile = join(folder, 'programme.json');

/** The backend with the next version, started anew as the guide says. */
function versions(t) {
  const data = join(folder, 'data');
  let backend;
  let version = 0;
  t.after(() => backend?.stop());
  return async (stock, budget) => {
    await backend?.stop();
    version += 1;
    const rewards = [...programme.rewards, { id: 'mug', name: text('mug'), kind: 'gift', wallet: 'points', cost_units: 0, ...(stock !== null && { stock }) }];
    const earning = programme.earning.map((rule) => (rule.id === 'base' ? { ...rule, budget_units: budget } : rule));
    writeFileSync(programFile, JSON.stringify({ ...programme, version, rewards, earning }));
    backend = await Backend.start({ data, programFile });
    return backend;
  };
}

test('a higher stock or budget in a new version is there for members', { timeout: 60_000 }, async (t) => {
  const next = versions(t);
  let backend = await next(2, 50);
  const member = (id) => backend.merchant('/v1/members', { id, email: `${id}@example.com` });
  let n = 0;
  const book = (event, id = 'a') => backend.merchant('/v1/events', { member_id: id, event: { occurred_at: now(), ...event } });
  const mug = async () => {
    n += 1;
    const { status, code } = await book({ type: 'redemption_requested', id: `mug-${n}`, reward_id: 'mug' });
    return status === 200 ? 'given' : code;
  };
  const earned = async () => {
    n += 1;
    const { body } = await book({ type: 'order_placed', order: { id: `o-${n}`, currency: 'VND', lines: [line(40_000)] } });
    return body.outcome.awards.reduce((sum, { units }) => sum + units, 0);
  };
  equal((await member('a')).status, 201);
  deepEqual([await mug(), await mug(), await mug()], ['given', 'given', 'reward_out_of_stock']);
  deepEqual([await earned(), await earned(), await earned()], [40, 10, 0]);

  backend = await next(3, 70);
  deepEqual([await mug(), await mug()], ['given', 'reward_out_of_stock']);
  deepEqual([await earned(), await earned()], [20, 0]);

  // Less than what was taken: nothing is there, and neither is the first that comes back.
  backend = await next(1, 10);
  deepEqual([await mug(), await earned()], ['reward_out_of_stock', 0]);
  equal((await book({ type: 'redemption_cancelled', id: 'c-1', redemption_id: 'mug-1' })).status, 200);
  equal(await mug(), 'reward_out_of_stock');

  backend = await next(4, 75);
  deepEqual([await mug(), await mug(), await mug()], ['given', 'given', 'reward_out_of_stock']);
  deepEqual([await earned(), await earned()], [5, 0]);

  // A version that had no end of it counts nothing; the next one with an end goes on from the last that had one.
  backend = await next(null, 75);
  equal(await mug(), 'given');
  backend = await next(5, 75);
  deepEqual([await mug(), await mug()], ['given', 'reward_out_of_stock']);
});
