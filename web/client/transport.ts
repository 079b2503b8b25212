// One request: at most three seconds, never more than the breaker lets through, problems typed.
import { RegularsError } from './errors.js';
import { bare, obj, own, scalars, textOr, textOrNull } from './read.js';

export interface Request {
  method: 'GET' | 'POST' | 'PATCH';
  path: string;
  body?: unknown;
  token?: string | null;
  key?: string;
}

const TIMEOUT_MS = 3000;
/** After this many silent failures in a row nothing is sent for a while. */
const BREAKER_FAILURES = 3;
const BREAKER_MS = 10_000;

export class Transport {
  readonly #base: string;
  #failures = 0;
  #closedUntil = 0;

  constructor(base: string) {
    this.#base = base;
  }

  /** The answer's body as text ('' for 204), or a RegularsError. */
  async send(request: Request): Promise<Response> {
    if (performance.now() < this.#closedUntil) throw new RegularsError('unavailable');
    // An absent member of the request must not be read from a polluted prototype.
    const response = await this.#fetch(bare(request));
    if (response.status >= 500) this.#failed();
    else this.#failures = 0;
    if (!response.ok) throw await problem(response);
    return response;
  }

  async #fetch({ method, path, body, token, key }: Request): Promise<Response> {
    const headers: Record<string, string> = { Accept: 'application/json' };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (token) headers['Authorization'] = `Bearer ${token}`;
    if (key) headers['Idempotency-Key'] = key;
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
    try {
      const init: RequestInit = bare({
        method, headers: bare(headers), signal: abort.signal, credentials: 'same-origin' as const,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const response = await fetch(this.#base + path, init);
      // The body is read inside the time limit too: a backend may stall after its headers.
      return new Response(response.status === 204 ? null : await response.arrayBuffer(),
        bare({ status: response.status, headers: bare({ 'Content-Type': response.headers.get('Content-Type') ?? '' }) }));
    } catch {
      this.#failed();
      throw new RegularsError(abort.signal.aborted ? 'timeout' : 'offline');
    } finally {
      clearTimeout(timer);
    }
  }

  #failed(): void {
    if (++this.#failures >= BREAKER_FAILURES) {
      this.#failures = 0;
      this.#closedUntil = performance.now() + BREAKER_MS;
    }
  }
}

/**
 * The problem document (RFC 9457) as an error; without one, what the status says. With 5xx whatever stands in the body: it may be
 * a gateway's, and nobody knows whether the backend has done what it was asked.
 */
async function problem(response: Response): Promise<RegularsError> {
  if (response.status >= 500) return new RegularsError('unavailable');
  try {
    const o = obj(await response.json());
    const code = textOrNull(own(o, 'code'));
    if (code) return new RegularsError(code, textOr('')(own(o, 'path')), scalars(own(o, 'params')));
  } catch {
    // Not a problem document: a proxy's own page, perhaps.
  }
  return new RegularsError(response.status === 401 ? 'credentials_missing' : 'garbage');
}

export async function json(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    throw new RegularsError('garbage');
  }
}
