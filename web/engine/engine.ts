// One programme loaded into one engine. Programme and member cross the border once; a quote passes
// only the cart.
import * as decode from '../client/decode.js';
import { RegularsError } from '../client/errors.js';
import { obj, own, textOr, whole } from '../client/read.js';
import type { Cart, Quote, Summary } from '../client/types.js';
import { ENGINE_CODES } from '../generated/codes.js';
import { question } from './question.js';
import type { EngineHandle, EngineModule } from './wire.js';

/** Frees handles whose owner forgot to; `dispose` is the proper way. */
const forgotten = new FinalizationRegistry<EngineHandle>((handle) => handle.delete());

export class Engine {
  readonly version: string;
  #handle: EngineHandle | null;

  /** `compiled`: what `regulars compile` prints and GET /v1/programme/compiled answers. */
  constructor(module: EngineModule, compiled: string) {
    const handle = module.createEngine(compiled);
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
    return decode.quote(open(this.#engine().quote(question(cart, at))));
  }

  summary(at: string): Summary {
    return decode.summary(open(this.#engine().summary(JSON.stringify([Date.parse(at)]))));
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

/** The value of an envelope, or its refusal as an error. */
function open(answer: string): unknown {
  const o = obj(JSON.parse(answer));
  if (own(o, 'ok') === true) return own(o, 'value');
  throw new RegularsError(ENGINE_CODES[whole(own(o, 'code'))] ?? 'internal', textOr('')(own(o, 'path')));
}
