// The configuration: the one answer that every page asks for, so its decoder stands by itself.
import { bool, int, intOr, list, nullable, obj, oneOf, own, scalars, str, strings, strOr } from './read.js';
import { json, type Transport } from './transport.js';
import type { Config } from './types.js';

export const UNITS = ['points', 'money', 'stamps'] as const;

export async function fetchConfig(transport: Transport): Promise<Config> {
  return decodeConfig(await json(await transport.send({ method: 'GET', path: '/v1/config' })));
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
