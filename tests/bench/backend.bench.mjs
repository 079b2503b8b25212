// The backend end to end over HTTP and SQLite with durable commits: a member's page loads, an order by signed webhook,
// a redemption. Needs build/native/regulars; the file system's fsync decides most of it, so it is printed first.
import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, request } from 'node:http';
import { Backend, binary, paidMessage } from '../backend/support.mjs';

export const title = 'Backend over HTTP (requests per second)';

const connections = 32;
const seconds = 3;

function fsyncMs() {
  const folder = mkdtempSync(join(tmpdir(), 'regulars-fsync-'));
  const file = openSync(join(folder, 'x'), 'w');
  const started = performance.now();
  for (let i = 0; i < 50; i += 1) { writeSync(file, 'x'.repeat(4096)); fsyncSync(file); }
  closeSync(file);
  rmSync(folder, { recursive: true });
  return (performance.now() - started) / 50;
}

function send(agent, port, { method = 'POST', path, body, headers }) {
  return new Promise((resolve, reject) => {
    const call = request({ agent, port, host: '127.0.0.1', method, path, headers }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode));
    });
    call.on('error', reject);
    call.end(body);
  });
}

/** `make(i)` gives the next request. Prints how many a second, and the slow ones. */
async function measure(name, backend, make, expected) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times = [];
  let next = 0;
  let wrong = 0;
  const until = performance.now() + seconds * 1000;
  await Promise.all(Array.from({ length: connections }, async () => {
    while (performance.now() < until) {
      const started = performance.now();
      const status = await send(agent, backend.port, make(next++));
      times.push(performance.now() - started);
      if (status !== expected) wrong += 1;
    }
  }));
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1);
  const rate = Math.round(times.length / seconds).toLocaleString('en');
  console.log(`  ${name.padEnd(34)} ${rate.padStart(8)}   p50 ${at(0.5)} ms   p99 ${at(0.99)} ms${wrong ? `   ${wrong} refused` : ''}`);
}

export async function run() {
  if (!existsSync(binary)) return console.log('  skipped: build/native/regulars is not built');
  console.log(`  ${connections} connections, ${seconds} s each; one fsync takes ${fsyncMs().toFixed(2)} ms here`);
  const backend = await Backend.start();
  const members = [];
  for (let i = 0; i < 64; i += 1) members.push(await backend.join(`bench${i}@example.com`));
  const json = { 'content-type': 'application/json' };
  const of = (i) => members[i % members.length];
  await measure('GET /v1/config', backend, () => ({ method: 'GET', path: '/v1/config' }), 200);
  await measure('GET /v1/me', backend, (i) => ({ method: 'GET', path: '/v1/me', headers: { authorization: `Bearer ${of(i).token}` } }), 200);
  await measure('POST /v1/webhooks/shop (order.paid)', backend, (i) => {
    const body = JSON.stringify(paidMessage(`bench${i % 64}@example.com`, `b-${i}`, 5_000_000));
    return { path: '/v1/webhooks/shop', body, headers: { ...json, ...backend.signed(body) } };
  }, 200);
  await measure('POST /v1/me/redemptions', backend, (i) => ({
    path: '/v1/me/redemptions', headers: { ...json, authorization: `Bearer ${of(i).token}` },
    body: JSON.stringify({ redemption_id: randomUUID(), reward_id: 'off-half' }),
  }), 201);
  return backend.stop();
}
