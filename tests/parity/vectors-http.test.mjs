// The vectors over HTTP: a backend with SQLite for each programme, fresh members for each case. Ids are made
// unique by case, since an order or redemption is known for ever.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { Backend, root } from '../backend/support.mjs';
import { runVector } from './vectors.mjs';

const folder = join(root, 'tests/vectors');
const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.json')).sort();
const scratch = mkdtempSync(join(tmpdir(), 'regulars-vectors-'));
after(() => { rmSync(scratch, { recursive: true }); });

/** Every id of an event, its order and what it speaks of, made this case's own; and back in the answer. */
function own(prefix, event) {
  const copy = structuredClone(event);
  delete copy.member;
  for (const name of ['id', 'order_id', 'redemption_id', 'action_id', 'from', 'receipt']) if (copy[name] !== undefined) copy[name] = prefix + copy[name];
  if (copy.order?.id !== undefined) copy.order.id = prefix + copy.order.id;
  for (const tender of [...(copy.order?.tenders ?? []), ...(copy.tenders ?? [])]) if (tender.redemption_id) tender.redemption_id = prefix + tender.redemption_id;
  return copy;
}
const without = (prefix, body) => JSON.parse(JSON.stringify(body ?? null).replaceAll(prefix, ''));

function backendHost(backend, file) {
  let number = 0;
  return {
    start(vector, one) {
      if (vector.versions) return 'a backend is started with one version';
      if (one.steps.some((step) => step.event?.referred_by)) return 'referrals are made by joining with a code, not by the shop';
      const codes = one.steps.map((step) => step.expect?.refusal?.code);
      if (codes.includes('not_a_member')) return 'over HTTP somebody who is no member is not found';
      if (codes.includes('already_joined')) return 'over HTTP joining again gives the first answer';
      number += 1;
      const prefix = `c${number}x`;
      const refused = (answer) => ({ refusal: { ...answer.body, path: answer.body?.path?.replace(/^event\./, '') } });
      const call = (method, path, body) => backend.call(method, path, { body, token: backend.secrets.api_key });
      const book = async (member, event) => {
        const answer = await call('POST', '/v1/events', { member_id: prefix + member, event: own(prefix, event) });
        if (answer.status >= 400) return refused(answer);
        return { value: without(prefix, answer.body.outcome) };
      };
      return {
        async apply(member, event) {
          if (event.type !== 'member_joined') return book(member, event);
          const added = await call('POST', '/v1/members', { id: prefix + member, email: `${prefix}${member}@${file.replace(/\W/g, '')}.example`, joined_at: event.occurred_at });
          if (added.status >= 400) return refused(added);
          if (event.birthday || event.segments) {
            const { birthday, segments } = event;
            const changed = { type: 'profile_changed', id: `${event.id}-profile`, occurred_at: event.occurred_at };
            if (birthday) changed.birthday = birthday;
            if (segments) changed.segments = segments;
            const told = await book(member, changed);
            if (told.refusal) return told;
          }
          return { value: { awards: null } };
        },
        quote: () => ({ refusal: { code: 'not_over_http' } }),
        advance: (member, at) => book(member, { type: 'time_advanced', occurred_at: at }),
        async summary(member, at) {
          const seen = await call('GET', `/v1/members/${prefix}${member}?at=${encodeURIComponent(at)}`);
          return without(prefix, seen.body?.summary);
        },
      };
    },
  };
}

for (const file of files) {
  test(file, { timeout: 120_000 }, async (t) => {
    const vector = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    // Quotes need a signed-in shopper; tests/parity/preview.test.mjs covers them. What joining gave is in the balances.
    vector.cases = vector.cases.filter((one) => !one.steps.some((step) => step.quote));
    for (const one of vector.cases) {
      for (const step of one.steps) {
        if (step.event?.type === 'member_joined' && step.expect) { delete step.expect.totals; delete step.expect.outcome; }
      }
    }
    let programFile = join(root, vector.program_ref ?? '');
    if (vector.program) {
      programFile = join(scratch, file.replace(/\W/g, '-'));
      writeFileSync(programFile, JSON.stringify(vector.program));
    }
    if (vector.versions) return t.skip('a backend is started with one version');
    // Stock and budgets are shared by all members of a backend: then each case gets its own.
    const shared = /"(stock|budget_units)"/.test(readFileSync(programFile, 'utf8'));
    const groups = shared ? vector.cases.map((one) => [one]) : [vector.cases];
    for (const cases of groups) {
      const backend = await Backend.start({ programFile, args: ['--any-time'] });
      try {
        const result = await runVector({ ...vector, cases }, backendHost(backend, file));
        for (const skip of result.skips) t.diagnostic(`skipped: ${skip}`);
        assert.deepEqual(result.failures, []);
      } finally {
        await backend.stop();
      }
    }
  });
}
