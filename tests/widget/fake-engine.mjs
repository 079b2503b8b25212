// Stands where Emscripten's glue stands, with the rules of fake-loyalty.mjs behind the same interface. What the fake backend
// gives as compiled is the document itself.
import { quote, summary } from './fake-loyalty.mjs';

const ok = (value) => JSON.stringify({ ok: true, value });

/** The parts of a cart's row (web/engine/question.ts) that the fake rules look at. */
function orderOf([, currency, lines]) {
  return { currency, lines: (lines || []).map(([id, sku, quantity, amount_minor, category, discount_minor = 0]) => ({ id, sku, quantity, amount_minor, category: category || undefined, discount_minor })) };
}

class Engine {
  constructor(text) {
    this.programme = JSON.parse(text);
    this.member = null;
  }
  valid() { return this.programme.format === 1; }
  setMember(text) { this.member = text ? JSON.parse(text) : null; return ok(null); }
  quote(text) {
    const [ms, row] = JSON.parse(text);
    const order = orderOf(row);
    if (globalThis.__trapEngine > 0) { globalThis.__trapEngine--; throw new WebAssembly.RuntimeError('unreachable'); }
    if (order.currency !== this.programme.currency.code) return JSON.stringify({ ok: false, code: 28, path: 'order.currency' });
    return ok(quote(this.programme, this.member, order, new Date(ms).toISOString()));
  }
  summary(text) { return ok(summary(this.programme, this.member, new Date(JSON.parse(text)[0]).toISOString())); }
  delete() {}
}

export default function createModule() {
  return Promise.resolve({ createEngine: (text) => new Engine(text), version: () => 'fake' });
}
