// Stands where Emscripten's glue stands, with the rules of fake-loyalty.mjs behind the same interface.
import { quote, summary } from './fake-loyalty.mjs';

const ok = (value) => JSON.stringify({ ok: true, value });

class Engine {
  constructor(text) {
    this.programme = JSON.parse(text);
    this.member = null;
  }
  valid() { return this.programme.format === 1; }
  error() { return '{"errors":[]}'; }
  setMember(text) { this.member = text ? JSON.parse(text) : null; return ok(null); }
  quote(text) {
    const { at, order } = JSON.parse(text);
    if (globalThis.__trapEngine > 0) { globalThis.__trapEngine--; throw new WebAssembly.RuntimeError('unreachable'); }
    if (order.currency !== this.programme.currency.code) return JSON.stringify({ ok: false, problem: { code: 'currency_mismatch', path: 'order.currency', params: {} } });
    return ok(quote(this.programme, this.member, order, at));
  }
  summary(text) { return ok(summary(this.programme, this.member, JSON.parse(text).at)); }
  delete() {}
}

export default function createModule() {
  return Promise.resolve({ createEngine: (text) => new Engine(text), version: () => 'fake' });
}
