// The backend over HTTP. The access token lives in this object's private field and nowhere else.
import * as decode from './decode.js';
import { RegularsError, toError } from './errors.js';
import type { Identity, LoyaltySource } from './source.js';
import { json, type Request, type Transport } from './transport.js';
import type { Cart, EntryPage, JoinForm, Me, ProfileChange, Quote, Redeemed } from './types.js';

export class HttpSource implements LoyaltySource {
  readonly #transport: Transport;
  #token: string | null = null;
  #identity: Identity | null = null;
  #opening: Promise<Me | null> | null = null;
  #programme: Promise<string> | null = null;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** The engine loads it and the elements read it: one request serves both. */
  programme(): Promise<string> {
    return (this.#programme ??= this.#fetchProgramme().catch((error: unknown) => {
      this.#programme = null;
      throw error;
    }));
  }

  async #fetchProgramme(): Promise<string> {
    const text = await (await this.#transport.send({ method: 'GET', path: '/v1/programme' })).text();
    if (!text.startsWith('{')) throw new RegularsError('garbage', 'programme');
    return text;
  }

  identify(identity: Identity | null): void {
    this.#identity = identity;
    this.#token = null;
  }

  /** Several elements may ask at once; one request answers them all. */
  session(): Promise<Me | null> {
    return (this.#opening ??= this.#open({}).finally(() => { this.#opening = null; }));
  }

  async join(form: JoinForm): Promise<Me | null> {
    if (this.#identity) {
      const { email: _, ...rest } = form;
      const me = await this.#open({ join: true, ...rest });
      if (me) return me;
    }
    await this.#transport.send({ method: 'POST', path: '/v1/join', body: form });
    return null;
  }

  async signIn(email: string, locale: string): Promise<void> {
    await this.#transport.send({ method: 'POST', path: '/v1/sign-in', body: { email, locale } });
  }

  async verify(email: string, code: string): Promise<Me> {
    return this.#signedIn(await this.#json({ method: 'POST', path: '/v1/verify', body: { email, code } }));
  }

  async signOut(): Promise<void> {
    await this.#transport.send({ method: 'POST', path: '/v1/sign-out', body: {} });
    this.identify(null);
  }

  async me(): Promise<Me> {
    return decode.me(await this.#member({ method: 'GET', path: '/v1/me' }));
  }

  async entries(before: number | null, limit: number): Promise<EntryPage> {
    const from = before === null ? '' : `before=${before}&`;
    return decode.entryPage(await this.#member({ method: 'GET', path: `/v1/me/entries?${from}limit=${limit}` }));
  }

  async redeem(id: string, rewardId: string, units: number | null): Promise<Redeemed> {
    const body = { redemption_id: id, reward_id: rewardId, ...(units === null ? {} : { units }) };
    return decode.redeemed(await this.#member({ method: 'POST', path: '/v1/me/redemptions', body, key: id }));
  }

  async change(profile: ProfileChange): Promise<Me> {
    return decode.me(await this.#member({ method: 'PATCH', path: '/v1/me', body: profile }));
  }

  async quote(cart: Cart): Promise<Quote> {
    return decode.quote(await this.#json({ method: 'POST', path: '/v1/quote', body: { order: cart }, token: this.#token }));
  }

  async #json(request: Request): Promise<unknown> {
    return json(await this.#transport.send(request));
  }

  async #open(body: object): Promise<Me | null> {
    const identity = typeof this.#identity === 'function' ? await this.#identity() : this.#identity;
    const response = await this.#transport.send({ method: 'POST', path: '/v1/session', body, token: identity });
    if (response.status === 204) {
      this.#token = null;
      return null;
    }
    return this.#signedIn(await json(response));
  }

  #signedIn(answer: unknown): Me {
    const { token, me } = decode.session(answer);
    this.#token = token;
    return me;
  }

  /** A request as the member; a refused token is renewed once by the session. */
  async #member(request: Request): Promise<unknown> {
    try {
      if (this.#token) return await this.#json({ ...request, token: this.#token });
    } catch (error) {
      if (!['token_expired', 'token_invalid', 'credentials_missing'].includes(toError(error).code)) throw error;
      this.#token = null;
    }
    if (!(await this.session())) throw new RegularsError('credentials_missing');
    return this.#json({ ...request, token: this.#token });
  }
}
