// The configuration: the one answer that every page asks for, so it is fetched and read by itself,
// without the weight of the whole client.
import { bare, bool, int, intOr, list, nullable, obj, oneOf, own, scalars, str, strings, strOr } from './read.js';
import type { Config } from './types.js';

export const UNITS = ['points', 'money', 'stamps'] as const;

const TIMEOUT_MS = 3000;

export async function fetchConfig(backend: string): Promise<Config> {
  const response = await fetch(`${backend}/v1/config`, bare({ signal: AbortSignal.timeout(TIMEOUT_MS), credentials: 'same-origin' as const }));
  return decodeConfig(response.ok ? await response.json() : null);
}

export function decodeConfig(value: unknown): Config {
  const o = obj(value);
  const program = obj(own(o, 'program'), 'program');
  const currency = obj(own(program, 'currency'), 'currency');
  const wallet = obj(own(o, 'wallet'), 'wallet');
  const popup = obj(own(o, 'popup'), 'popup');
  const launcher = obj(own(o, 'launcher'), 'launcher');
  const consent = obj(own(o, 'consent'), 'consent');
  return {
    program: {
      id: str(program, 'id'), version: int(program, 'version'), name: strings(own(program, 'name')),
      currency: { code: str(currency, 'code'), exponent: int(currency, 'exponent') },
      locales: list(program, 'locales', String),
    },
    welcome: nullable(o, 'welcome', (v) => ({ wallet: str(obj(v), 'wallet'), units: int(obj(v), 'units') })),
    wallet: { id: str(wallet, 'id'), unit: oneOf(wallet, 'unit', UNITS), scale: intOr(wallet, 'scale', 0), name: strings(own(wallet, 'name')) },
    popup: { enabled: bool(popup, 'enabled'), delay_seconds: int(popup, 'delay_seconds'), quiet_days: int(popup, 'quiet_days') },
    launcher: { position: own(launcher, 'position') === 'start' ? 'start' : 'end' },
    theme: scalars(own(o, 'theme')),
    consent: { marketing: strings(own(consent, 'marketing')), version: str(consent, 'version') },
    terms_url: strOr(o, 'terms_url', null),
    enabled: bool(o, 'enabled'),
  };
}
