// A shop and a backend in one small server: pages of tests/widget/pages, the built dist/ under
// /regulars, and the API of schema/openapi.json under /loyalty with members kept in memory.
//   node tests/widget/fake-backend.mjs 8099
import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { config, programme } from './fake-programme.mjs';
import { newState, quote, summary } from './fake-loyalty.mjs';
import { page } from './pages.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const DIST = join(HERE, '../../dist');
const TYPES = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm', '.css': 'text/css' };
const CODE = '123456';

class Refusal extends Error {
  constructor(status, code, params = {}, path = '') {
    super(code);
    this.body = { type: `urn:regulars:problem:${code}`, title: code, status, code, path, params };
  }
}

/** Listens on a free port (or `port`); `mode` is how the API behaves: ok, down, slow, garbage, error. */
export function fakeBackend({ port = 0, engine = 'fake' } = {}) {
  const world = { mode: 'ok', engine, config: structuredClone(config), members: new Map(), sessions: new Map(), tokens: new Map(), log: [], joins: new Map() };
  const server = createServer((request, response) => {
    handle(world, request, response).catch((error) => {
      response.writeHead(500).end(String(error));
    });
  });
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve({
      world, url: `http://127.0.0.1:${server.address().port}`, member: (email, state) => addMember(world, email, state),
      close: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }),
    }));
  });
}

async function handle(world, request, response) {
  const url = new URL(request.url, 'http://shop.test');
  if (url.pathname.startsWith('/loyalty/')) return api(world, request, response, url);
  if (url.pathname.startsWith('/regulars/')) return asset(world, response, url.pathname.slice('/regulars/'.length));
  const { status = 200, headers = {}, body } = page(url);
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', ...headers }).end(body);
}

/** The real engine's place is taken by the fake one, but for a test that wants the real one. */
function asset(world, response, name) {
  const fake = world.engine === 'fake' && { 'engine/regulars-engine.js': 'fake-engine.mjs', 'engine/fake-loyalty.mjs': 'fake-loyalty.mjs' }[name];
  const path = fake ? join(HERE, fake) : join(DIST, name);
  if (name.includes('..') || !existsSync(path)) return void response.writeHead(404).end();
  const brotli = !fake && existsSync(`${path}.br`);
  response.writeHead(200, { 'Content-Type': TYPES[extname(name)] ?? 'text/plain', 'Cache-Control': 'max-age=60', ...(brotli ? { 'Content-Encoding': 'br' } : {}) });
  response.end(readFileSync(brotli ? `${path}.br` : path));
}

async function api(world, request, response, url) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const name = `${request.method} ${url.pathname.slice('/loyalty'.length)}`;
  world.log.push(name);
  if (world.mode === 'down') return void request.socket.destroy();
  if (world.mode === 'slow') await new Promise((resolve) => setTimeout(resolve, 3500));
  if (world.mode === 'garbage') return void response.writeHead(200, { 'Content-Type': 'application/json' }).end('<html>not json');
  if (world.mode === 'error') return void response.writeHead(502).end('bad gateway');
  try {
    const body = chunks.length ? JSON.parse(Buffer.concat(chunks).toString()) : {};
    const [status, answer, headers = {}] = ROUTES[name]?.(world, body, request, url) ?? fail(404, 'route_unknown');
    response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers });
    response.end(answer === undefined ? undefined : typeof answer === 'string' ? answer : JSON.stringify(answer));
  } catch (error) {
    const body = error instanceof Refusal ? error.body : { status: 500, code: 'internal', title: String(error) };
    response.writeHead(body.status, { 'Content-Type': 'application/problem+json' }).end(JSON.stringify(body));
  }
}

function fail(...args) {
  throw new Refusal(...args);
}

/** What pages show of the programme, in one language. */
function shown(locale) {
  const { time_zone: { name: time_zone }, wallets, earning, campaigns, rewards, tiers: { metrics, levels } } = programme;
  return JSON.parse(JSON.stringify({ time_zone, wallets, earning, campaigns, rewards, tiers: { metrics, levels } }, (key, value) =>
    (['name', 'description'].includes(key) ? { [locale in value ? locale : 'vi']: value[locale] ?? value.vi } : value)));
}

const ROUTES = {
  'GET /v1/config': (world) => [200, world.config],
  'GET /v1/programme': () => [200, JSON.stringify(programme)],
  'GET /v1/programme/shown': (world, body, request, url) => [200, JSON.stringify(shown(url.searchParams.get('locale')))],
  'GET /v1/programme/compiled': () => [200, JSON.stringify(programme)],   // the fake engine takes the document
  'POST /v1/join': (world, body) => {
    if (!body.email.includes('@')) fail(422, 'email_invalid', {}, 'email');
    world.joins.set(body.email, body);
    return [202, { status: 'code_sent' }];
  },
  'POST /v1/sign-in': () => [202, { status: 'code_sent' }],
  'POST /v1/verify': (world, { email, code }) => {
    if (code !== CODE) fail(422, 'code_invalid', {}, 'code');
    const member = world.members.get(email) ?? addMember(world, email, null, world.joins.get(email));
    const id = crypto.randomUUID();
    world.sessions.set(id, member);
    return [200, session(world, member), { 'Set-Cookie': `regulars_session=${id}; HttpOnly; SameSite=Lax; Path=/` }];
  },
  'POST /v1/session': (world, body, request) => {
    const token = request.headers.authorization;
    const vouched = token ? /^Bearer shop-token-of-(.+)$/.exec(token)?.[1] ?? fail(401, 'token_invalid') : undefined;
    const member = vouched ? world.members.get(vouched) ?? (body.join && addMember(world, vouched, null, body)) : world.sessions.get(/regulars_session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1]);
    return member ? [200, session(world, member)] : [204];
  },
  'POST /v1/sign-out': (world, _body, request) => {
    world.sessions.delete(/regulars_session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1]);
    return [204, undefined, { 'Set-Cookie': 'regulars_session=; Max-Age=0; Path=/' }];
  },
  'GET /v1/me': (world, _body, request) => [200, me(signedIn(world, request))],
  'PATCH /v1/me': (world, body, request) => {
    const member = signedIn(world, request);
    Object.assign(member.profile, body, body.consent ? { consent: { marketing: body.consent.marketing } } : {});
    return [200, me(member)];
  },
  'GET /v1/me/entries': (world, _body, request, url) => {
    const member = signedIn(world, request);
    const before = Number(url.searchParams.get('before') ?? Infinity);
    const limit = Number(url.searchParams.get('limit') ?? 20);
    const rest = member.entries.filter((e) => e.seq < before).sort((a, b) => b.seq - a.seq);
    return [200, { entries: rest.slice(0, limit), next: rest.length > limit ? rest[limit - 1].seq : null }];
  },
  'POST /v1/me/redemptions': (world, body, request) => redeem(signedIn(world, request), body),
  'POST /v1/quote': (world, { order }, request) => {
    const token = request.headers.authorization?.slice('Bearer '.length);
    return [200, quote(programme, world.tokens.get(token)?.state ?? null, order, new Date().toISOString())];
  },
};

function signedIn(world, request) {
  return world.tokens.get(request.headers.authorization?.slice('Bearer '.length)) ?? fail(401, 'token_expired');
}

function session(world, member) {
  const token = crypto.randomUUID();
  world.tokens.set(token, member);
  return { token, expires_at: new Date(Date.now() + 300000).toISOString(), me: me(member) };
}

function me({ profile, state, vouchers }) {
  return { member: profile, summary: summary(programme, state, new Date().toISOString()), state, vouchers };
}

function addMember(world, email, state, join = {}) {
  const at = new Date().toISOString();
  const member = {
    profile: { id: `m-${world.members.size + 1}`, name: join.name ?? null, email: `${email[0]}***@${email.split('@')[1]}`, joined_at: at,
      birthday: join.birthday ?? null, consent: { marketing: join.consent?.marketing ?? false } },
    state: { ...newState(), available: 100, ...state }, vouchers: [], redemptions: new Map(), entries: [],
  };
  entry(member, { kind: 'earned', units: 100, rule: 'welcome', why: { kind: 'fixed', units: 100, result: 100 } });
  world.members.set(email, member);
  return member;
}

export function entry(member, more) {
  member.entries.push({ seq: member.entries.length + 1, wallet: 'points', at: new Date().toISOString(), rule: null, event: null, order: null, reward: null, expires_on: null, pending: false, why: null, ...more });
}

function redeem(member, { redemption_id, reward_id }) {
  const before = member.redemptions.get(redemption_id);
  if (before) return [200, before];
  const reward = programme.rewards.find((r) => r.id === reward_id) ?? fail(422, 'reward_unknown', {}, 'reward_id');
  const missing = reward.cost_units - member.state.available;
  if (missing > 0) fail(422, 'insufficient_points', { wallet: 'points', available: member.state.available, cost: reward.cost_units, missing }, 'reward_id');
  member.state.available -= reward.cost_units;
  const voucher = { code: `BEAN-${crypto.randomUUID().slice(0, 18).toUpperCase()}`, reward_id, name: reward.name, kind: reward.kind, value_minor: reward.value_minor ?? null,
    percent: reward.percent ?? null, state: 'issued', issued_at: new Date().toISOString(), expires_at: new Date(Date.now() + 30 * 86400000).toISOString(), redemption_id };
  member.vouchers.unshift(voucher);
  entry(member, { kind: 'redeemed', units: -reward.cost_units, reward: reward_id });
  const answer = { redemption: { id: redemption_id, reward_id, units: reward.cost_units, state: 'captured' }, voucher, me: me(member) };
  member.redemptions.set(redemption_id, structuredClone(answer));
  return [201, answer];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await fakeBackend({ port: Number(process.argv[2] ?? 0) });
  console.log(url);
}
