// The backend over HTTP. The access token lives in this object's private field and nowhere else.
import * as decode from './decode.js';
import { RegularsError, toError } from './errors.js';
import type { Identity, LoyaltySource } from './source.js';
import { json, type Request, type Transport } from './transport.js';
import type { Cart, Me, Quote } from './types.js';

export class HttpSource implements LoyaltySource {
  readonly #transport: Transport;
  #token: string | null = null;
  /** The member whose token it is. */
  #whose = '';
  #identity: Identity | null = null;
  #opening: Promise<Me | null> | null = null;
  vouched = false;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  shown(locale: string): Promise<string> {
    return this.#text(`/v1/programme/shown?locale=${locale}`);
  }

  compiled(): Promise<string> {
    return this.#text('/v1/programme/compiled');
  }

  async #text(path: string): Promise<string> {
    const text = await (await this.#transport.send({ method: 'GET', path })).text();
    if (!text.startsWith('{')) throw new RegularsError('garbage', 'programme');
    return text;
  }

  identify(identity: Identity | null): void {
    this.#identity = identity;
    this.#token = this.#opening = null;
  }

  /** Several elements may ask at once; one request answers them all. */
  session(): Promise<Me | null> {
    return (this.#opening ??= this.#open({}).finally(() => { this.#opening = null; }));
  }

  async quote(cart: Cart): Promise<Quote> {
    return decode.quote(await this.ask({ method: 'POST', path: '/v1/quote', body: { order: cart }, token: this.#token }));
  }

  async ask(request: Request): Promise<unknown> {
    const response = await this.#transport.send(request);
    return response.status === 200 || response.status === 201 ? json(response) : null;
  }

  async joinVouched(form: object): Promise<Me | null> {
    return this.#identity ? this.#open({ join: true, ...form }) : null;
  }

  async #open(body: object): Promise<Me | null> {
    const identity = typeof this.#identity === 'function' ? await this.#identity() : this.#identity;
    this.vouched = identity !== null;
    const response = await this.#transport.send({ method: 'POST', path: '/v1/session', body, token: identity });
    if (response.status === 204) {
      this.#token = null;
      return null;
    }
    return this.signedIn(await json(response));
  }

  signedIn(answer: unknown): Me {
    const { token, me } = decode.session(answer);
    this.#token = token;
    this.#whose = me.member.id;
    return me;
  }

  /**
   * A request as this member; a refused token is renewed once by the session. That may be another member's by then, who
   * signed in elsewhere in this browser: what was asked for the one is never done for the other.
   */
  async askAsMember(id: string, request: Request): Promise<unknown> {
    try {
      if (this.#token && this.#whose === id) return await this.ask({ ...request, token: this.#token });
    } catch (error) {
      if (!['token_expired', 'token_invalid', 'credentials_missing'].includes(toError(error).code)) throw error;
      this.#token = null;
    }
    if ((await this.session())?.member.id !== id) throw new RegularsError('credentials_missing');
    return this.ask({ ...request, token: this.#token });
  }
}
