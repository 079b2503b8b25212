// What would this cart earn? The engine in the browser answers; where none can be had, the backend.
import { isRegularsError } from '../client/errors.js';
import type { LoyaltySource } from '../client/source.js';
import type { Cart, Me, Quote } from '../client/types.js';
import { Engine } from './engine.js';
import { loadWasm, loadWasm2js, wasmAllowed } from './load.js';
import type { EngineModule } from './wire.js';

export type Maker = () => Promise<EngineModule>;

export class Preview {
  readonly #source: LoyaltySource;
  readonly #makers: readonly Maker[];
  #programme: Promise<string> | null = null;
  /** null: no engine can be had here, ask the backend. */
  #engine: Promise<Engine | null> | null = null;
  #me: Me | null = null;
  /** How far the backend's clock is ahead of this browser's, in ms, as her last answer told. */
  #ahead = 0;
  #traps = 0;

  /** `makers` are tried in turn; they are the ways to get an engine module on this page. */
  constructor(source: LoyaltySource, makers: readonly Maker[]) {
    this.#source = source;
    this.#makers = makers;
  }

  static makersFor(folder: string): Maker[] {
    const js = (): Promise<EngineModule> => loadWasm2js(folder);
    return wasmAllowed() ? [() => loadWasm(folder), js] : [js];
  }

  /** Whose points are previewed; null for a guest. */
  member(me: Me | null): void {
    const before = this.#me;
    if (me === before) return;
    this.#me = me;
    if (me) this.#ahead = Date.parse(me.summary.as_of) - Date.now() || 0;
    if (me?.state !== before?.state) void this.#engine?.then((engine) => engine?.setMember(me?.state ?? '')).catch(() => this.#drop());
  }

  /** Starts fetching the engine before the first question. */
  warm(): void {
    this.#engine ??= this.#start();
  }

  async quote(cart: Cart): Promise<Quote> {
    // Awards go by the backend's clock, whatever the browser's says; and nobody is awarded before the member's state.
    const known = this.#me?.summary.as_of ?? '';
    const now = new Date(Date.now() + this.#ahead).toISOString();
    const starting = (this.#engine ??= this.#start());
    const engine = await starting;
    if (!engine) return this.#source.quote(cart);
    try {
      return engine.quote(cart, known > now ? known : now);
    } catch (error) {
      if (isRegularsError(error) && engine.alive) throw error;
      // A trap: this instance is thrown away. Once, another one is tried.
      if (this.#engine === starting) {
        engine.abandon();
        this.#engine = this.#traps++ === 0 ? null : Promise.resolve(null);
      }
      return this.quote(cart);
    }
  }

  dispose(): void {
    void this.#engine?.then((engine) => engine?.dispose()).catch(() => {});
    this.#engine = Promise.resolve(null);
  }

  #drop(): void {
    this.#engine = Promise.resolve(null);
  }

  async #start(): Promise<Engine | null> {
    const programme = (this.#programme ??= this.#source.compiled());
    for (const make of this.#makers) {
      try {
        const [module, text] = await Promise.all([make(), programme]);
        const engine = new Engine(module, text);
        engine.setMember(this.#me?.state ?? '');
        return engine;
      } catch {
        // The next way, and in the end the backend.
      }
    }
    return null;
  }
}
