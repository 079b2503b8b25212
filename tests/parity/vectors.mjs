// Runs a vector file (schema/vector.schema.json) over anything that can book: the browser's module, or a backend over
// HTTP. Only what is written is compared. The C++ runner (src/cli/vector_run.cpp) follows the same rules. No imports, so that
// a page can load it.

/** What differs between what is expected and what came; '' where nothing does. */
export function difference(expected, actual, path) {
  if (Array.isArray(expected)) return listDifference(expected, actual, path);
  if (expected === null || typeof expected !== 'object') {
    return expected === actual ? '' : `${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`;
  }
  if (actual === null || typeof actual !== 'object') return `${path}: expected an object, got ${JSON.stringify(actual)}`;
  for (const [name, value] of Object.entries(expected)) {
    const found = difference(value, actual[name], `${path}.${name}`);
    if (found) return found;
  }
  return '';
}

const identities = ['id', 'rule', 'metric', 'wallet'];

function listDifference(expected, actual, path) {
  if (!Array.isArray(actual)) return `${path}: expected a list, got ${JSON.stringify(actual)}`;
  const key = identities.find((name) => expected.length > 0 && expected.every((item) => typeof item?.[name] === 'string'));
  if (!key && expected.length !== actual.length) return `${path}: expected ${expected.length} items, got ${actual.length}`;
  for (const [i, item] of expected.entries()) {
    const found = difference(item, key ? actual.find((other) => other?.[key] === item[key]) : actual[i], `${path}[${i}]`);
    if (found) return found;
  }
  return '';
}

function totals(awards, wallet) {
  return (awards ?? []).filter((award) => award.wallet === wallet).reduce((sum, award) => sum + award.units, 0);
}

function compare(expect, seen) {
  if (seen.refusal && !expect?.refusal) return `refused: ${seen.refusal.code} at ${seen.refusal.path}`;
  if (!expect) return '';
  if (expect.refusal) {
    const code = seen.refusal?.code;
    if (code !== expect.refusal.code) return `refusal: expected ${expect.refusal.code}, got ${code ?? 'none'}`;
    const path = seen.refusal.path?.replace(/^event\./, '');
    if (expect.refusal.path !== undefined && path !== expect.refusal.path) return `refusal.path: expected ${expect.refusal.path}, got ${path}`;
  }
  const tier = seen.quoted ? seen.outcome.tier_before : seen.summary?.tier?.id;
  if (expect.tier !== undefined && tier !== expect.tier) return `tier: expected ${expect.tier}, got ${tier}`;
  if (expect.tier_after !== undefined && seen.outcome?.tier_after !== expect.tier_after) return `tier_after: expected ${expect.tier_after}, got ${seen.outcome?.tier_after}`;
  for (const [wallet, units] of Object.entries(expect.totals ?? {})) {
    const sum = totals(seen.outcome?.awards, wallet);
    if (sum !== units) return `totals.${wallet}: expected ${units}, got ${sum}`;
  }
  const wallets = Object.entries(expect.balances ?? {}).map(([id, balance]) => ({ id, ...balance }));
  const rewards = Object.entries(expect.rewards ?? {}).map(([id, status]) => ({ id, status }));
  return (wallets.length > 0 ? difference(wallets, seen.summary?.wallets, 'balances') : '')
    || (rewards.length > 0 ? difference(rewards, seen.summary?.rewards, 'rewards') : '')
    || (expect.outcome ? difference(expect.outcome, seen.outcome, 'outcome') : '')
    || (expect.summary ? difference(expect.summary, seen.summary, 'summary') : '');
}

/**
 * `host.start(vector, case)` gives {apply(member, event), quote(member, request), advance(member, at), summary(member, at)} with new
 * members, or a string that says why this case cannot be run there. Each call gives {value} or {refusal}.
 */
export async function runVector(vector, host) {
  const result = { passed: 0, failed: 0, skipped: 0, failures: [], skips: [] };
  for (const one of vector.cases) {
    const place = await host.start(vector, one);
    if (typeof place === 'string') {
      result.skipped += 1;
      result.skips.push(`${one.name}: ${place}`);
      continue;
    }
    const problem = await runCase(one, place);
    if (problem) {
      result.failed += 1;
      result.failures.push(`${vector.name}: ${one.name}: ${problem}`);
    } else {
      result.passed += 1;
    }
  }
  return result;
}

async function runCase(one, place) {
  let member = 'member';
  let clock = '1970-01-01T00:00:00.000Z';
  const later = (at) => { if (Date.parse(at) > Date.parse(clock)) clock = at; };
  for (const [i, step] of one.steps.entries()) {
    member = step.member ?? step.event?.member ?? member;
    const seen = {};
    let answer = {};
    if (step.event) {
      answer = await place.apply(member, step.event);
      if (!answer.refusal) later(step.event.occurred_at);
    } else if (step.quote) {
      answer = await place.quote(member, step.quote);
      seen.quoted = !answer.refusal;
    } else if (step.at) {
      answer = await place.advance(member, step.at);
      later(step.at);
    }
    seen.refusal = answer.refusal;
    seen.outcome = answer.value;
    seen.summary = await place.summary(member, clock);
    const problem = compare(step.expect, seen);
    if (problem) return `step ${i + 1}: ${problem}`;
  }
  return '';
}

/** Members of one case over the browser's module with booking: one engine each. */
export function moduleHost(module, programOf) {
  return {
    start(vector, one) {
      if (vector.versions) return 'the module holds one version of a programme';
      const programme = programOf(vector);
      const engines = new Map();
      const members = new Set(one.steps.map((step) => step.event?.member ?? step.member ?? 'member'));
      if (members.size > 1) return 'the module holds one member';
      const engine = (member) => {
        if (!engines.has(member)) {
          const fresh = module.createEngine(programme);
          if (!fresh.valid()) throw new Error(fresh.error());
          engines.set(member, fresh);
        }
        return engines.get(member);
      };
      const open = (text) => {
        const envelope = JSON.parse(text);
        return envelope.ok ? { value: envelope.value } : { refusal: envelope.problem };
      };
      return {
        apply(member, event) {
          const { value, refusal } = open(engine(member).apply(JSON.stringify({ ...event, member })));
          return refusal ? { refusal } : { value: value.outcome };
        },
        quote: (member, request) => open(engine(member).quote(JSON.stringify(request))),
        advance: (member, at) => open(engine(member).advance(JSON.stringify({ at }))),
        summary: (member, at) => open(engine(member).summary(JSON.stringify({ at }))).value,
      };
    },
  };
}
