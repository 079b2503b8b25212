// How long what falls due on the first of a month takes, and how long a shop's orders wait meanwhile:
//   node tests/bench/sweep.mjs [MEMBERS]
// Each member has two monthly rewards and the end of her welcome points due at once.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Backend, line, program, sleep } from '../backend/support.mjs';

const members = Number(process.argv[2] ?? 50_000);
const folder = mkdtempSync(join(tmpdir(), 'regulars-sweep-'));
const programFile = join(folder, 'programme.json');
const data = join(folder, 'data');
const long_ago = new Date(Date.now() - 70 * 86_400_000).toISOString();

const text = (word) => ({ vi: word, en: word });
const programme = JSON.parse(readFileSync(program, 'utf8'));
programme.wallets[0].expiry = { kind: 'days', days: 30 };
programme.wallets.push({ id: 'stamps', unit: 'stamps', name: text('stamps') });
programme.earning.push({ id: 'hello', wallet: 'stamps', name: text('hello'), on: 'joined', award: { kind: 'fixed', units: 10 } });
programme.rewards.push({ id: 'monthly', name: text('coffee'), kind: 'gift', wallet: 'stamps', cost_units: 5, automatic: { kind: 'monthly', day: 1 } });
writeFileSync(programFile, JSON.stringify(programme));

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
const ask = (backend, path, body) => new Promise((resolve, reject) => {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${backend.secrets.api_key}` };
  const request = http.request({ port: backend.port, path, method: body ? 'POST' : 'GET', agent, headers }, (answer) => {
    answer.resume();
    answer.on('end', () => (answer.statusCode < 300 ? resolve() : reject(new Error(`${path}: ${answer.statusCode}`))));
  });
  request.on('error', reject);
  request.end(body && JSON.stringify(body));
});
const cpuSeconds = (pid) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13).reduce((sum, ticks) => sum + Number(ticks) / 100, 0);

async function fill() {
  const backend = await Backend.start({ args: ['--any-time'], data, programFile });
  let next = 0;
  const add = async () => {
    while (next < members) {
      const id = `m-${next++}`;
      await ask(backend, '/v1/members', { id, email: `${id}@example.com`, joined_at: long_ago });
    }
  };
  await Promise.all(Array.from({ length: 64 }, add));
  await backend.stop();
}

/** One order after the other, as long as `going`; how long each took, in words. */
async function orders(backend, name, going) {
  const took = [];
  while (going()) {
    const id = `${name}-${took.length}`;
    const order = { id, currency: 'VND', lines: [line(50_000)] };
    const from = performance.now();
    await ask(backend, '/v1/events', { member_id: `m-${members - 1 - took.length % members}`, event: { type: 'order_placed', occurred_at: new Date().toISOString(), order } });
    took.push(performance.now() - from);
    await sleep(20);
  }
  took.sort((a, b) => a - b);
  const at = (part) => took[Math.floor((took.length - 1) * part)].toFixed(1);
  return `orders ${name}: median ${at(0.5)} ms, 99 of 100 within ${at(0.99)} ms (${took.length} orders)`;
}

/** Quiet: for a second it used less than a twentieth of a processor beside the orders themselves. */
async function settled(backend, state) {
  for (let before = cpuSeconds(backend.child.pid), calm = 0; calm < 2;) {
    await sleep(1000);
    const now = cpuSeconds(backend.child.pid);
    calm = now - before < 0.12 ? calm + 1 : 0;
    before = now;
  }
  state.going = false;
}

try {
  await fill();
  const backend = await Backend.start({ data, programFile });
  const from = Date.now();
  const state = { going: true };
  const [words] = await Promise.all([orders(backend, 'meanwhile', () => state.going), settled(backend, state)]);
  console.log(`${members} members settled in less than ${((Date.now() - from) / 1000).toFixed(0)} s, ${cpuSeconds(backend.child.pid).toFixed(1)} s of processor time with the orders`);
  console.log(words);
  const end = Date.now() + 5000;
  console.log(await orders(backend, 'afterwards', () => Date.now() < end));
  await backend.stop();
} finally {
  agent.destroy();
  rmSync(folder, { recursive: true });
}
