// The configuration: the one answer that every page asks for, so it is fetched and read by itself,
// without the weight of the whole client.
import { among, bare, flag, list, maybe, scalars, shape, text, textOrNull, texts, whole, wholeOr } from './read.js';
import type { Config, Currency } from './types.js';

export const UNITS = ['points', 'money', 'stamps'] as const;

const TIMEOUT_MS = 3000;

export async function fetchConfig(backend: string, locale: string): Promise<Config> {
  const response = await fetch(`${backend}/v1/config?locale=${encodeURIComponent(locale)}`, bare({ signal: AbortSignal.timeout(TIMEOUT_MS), credentials: 'same-origin' as const }));
  return decodeConfig(response.ok ? await response.json() : null);
}

export const decodeConfig = shape<Config>({
  program: shape<Config['program']>({
    id: text, version: whole, name: texts, currency: shape<Currency>({ code: text, exponent: whole }), locales: list(String),
  }),
  welcome: maybe(shape({ wallet: text, units: whole })),
  wallet: shape<Config['wallet']>({ id: text, unit: among(UNITS), scale: wholeOr(0), name: texts }),
  popup: shape({ enabled: flag, delay_seconds: whole, quiet_days: whole }),
  launcher: shape<Config['launcher']>({ position: (v) => (v === 'start' ? 'start' : 'end') }),
  theme: scalars,
  consent: shape({ marketing: texts, version: text }),
  terms_url: textOrNull,
  enabled: flag,
});
