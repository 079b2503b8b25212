// One programme loaded into one engine. Programme and member cross the border once; a quote passes
// only the cart.
import * as decode from '../client/decode.js';
import { RegularsError } from '../client/errors.js';
import { obj, own, scalars, text, textOr } from '../client/read.js';
import type { Cart, Quote, Summary } from '../client/types.js';
import type { EngineHandle, EngineModule } from './wire.js';

/** Frees handles whose owner forgot to; `dispose` is the proper way. */
const forgotten = new FinalizationRegistry<EngineHandle>((handle) => handle.delete());

export class Engine {
  readonly version: string;
  #handle: EngineHandle | null;

  constructor(module: EngineModule, programme: string) {
    const handle = module.createEngine(programme);
    if (!handle.valid()) {
      handle.delete();
      throw new RegularsError('program_invalid');
    }
    this.version = module.version();
    this.#handle = handle;
    forgotten.register(this, handle, this);
  }

  /** `state` is the JSON text that the backend gave; '' for a guest. */
  setMember(state: string): void {
    open(this.#engine().setMember(state));
  }

  quote(cart: Cart, at: string): Quote {
    return decode.quote(open(this.#engine().quote(JSON.stringify({ at, order: cart }))));
  }

  summary(at: string): Summary {
    return decode.summary(open(this.#engine().summary(JSON.stringify({ at }))));
  }

  get alive(): boolean {
    return this.#handle !== null;
  }

  dispose(): void {
    forgotten.unregister(this);
    this.#handle?.delete();
    this.#handle = null;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** After a trap the instance is not to be touched any more, not even to free it. */
  abandon(): void {
    forgotten.unregister(this);
    this.#handle = null;
  }

  #engine(): EngineHandle {
    if (!this.#handle) throw new RegularsError('program_missing');
    return this.#handle;
  }
}

/** The value of an envelope, or its problem as an error. */
function open(answer: string): unknown {
  const o = obj(JSON.parse(answer));
  if (own(o, 'ok') === true) return own(o, 'value');
  const p = obj(own(o, 'problem'));
  throw new RegularsError(text(own(p, 'code')), textOr('')(own(p, 'path')), scalars(own(p, 'params')));
}
