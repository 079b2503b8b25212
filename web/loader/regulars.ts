// What `<script async src=".../regulars.js">` runs: reads its own tag, leaves one frozen global, and
// once the page is at rest brings the shell. Whatever goes wrong in here stays in here.
import { chooseLocale } from '../i18n/locales.js';
import type { Api, EventName, Options } from '../shell/types.js';

type Listener = (detail: unknown) => void;

(() => {
  try {
    if (Object.hasOwn(window, 'Regulars')) return;
    const script = document.currentScript;
    if (!(script instanceof HTMLScriptElement)) return;
    const options = read(script);
    if (options) install(options);
  } catch {
    // The shop's page comes first.
  }

  /** The tag's attributes; null when the backend's address is not one that we may call. */
  function read(script: HTMLScriptElement): Omit<Options, 'emit'> | null {
    const data = (name: string): string | null => script.getAttribute(`data-${name}`);
    const backend = allowed(data('backend'));
    if (!backend) {
      console.warn('Regulars stays off: data-backend must be a path of this site or an https URL.');
      return null;
    }
    const position = data('position');
    const checkout = data('checkout');
    return {
      backend,
      base: new URL('.', script.src).href,
      locale: data('locale') || document.documentElement.lang || navigator.language,
      position: position === 'start' || position === 'end' ? position : null,
      popup: data('popup') !== 'off',
      signedIn: data('signed-in') !== null,
      checkout: checkout === null ? 'no' : checkout === 'allow' ? 'allow' : 'yes',
    };
  }

  function allowed(value: string | null): string | null {
    try {
      const url = new URL(value ?? '', location.href);
      const near = /^(localhost|127\.0\.0\.1|\[::1])$/.test(url.hostname);
      const ok = value && !url.username && (url.origin === location.origin || url.protocol === 'https:' || (url.protocol === 'http:' && near));
      return ok ? (url.origin + url.pathname).replace(/\/+$/, '') : null;
    } catch {
      return null;
    }
  }

  function install(read: Omit<Options, 'emit'>): void {
    const listeners = new Map<string, Set<Listener>>();
    const emit = (name: EventName, detail?: unknown): void => {
      listeners.get(name)?.forEach((listener) => {
        try {
          listener(detail);
        } catch (error) {
          console.warn('Regulars: a listener failed', error);
        }
      });
    };
    const shell = atRest().then(() => import(read.base + chooseLocale(__LOCALES__, read.locale) + __SHELL__) as Promise<{ start(o: Options): Promise<Api | null> }>)
      .then((module) => module.start({ ...read, emit }))
      .catch(() => null);
    const later = <K extends keyof Api>(name: K) => (...args: Parameters<Api[K]>): void => {
      void shell.then((api) => (api?.[name] as ((...a: unknown[]) => void) | undefined)?.apply(api, args)).catch(() => {});
    };
    const on = (name: EventName, listener: Listener): (() => void) => {
      if (!listeners.has(name)) listeners.set(name, new Set());
      listeners.get(name)?.add(listener);
      return () => void listeners.get(name)?.delete(listener);
    };
    const ready = shell.then((api) => {
      if (api) emit('ready');
      return api !== null;
    });
    const destroy = (): void => {
      later('destroy')();
      delete (window as { Regulars?: unknown }).Regulars;
    };
    Object.defineProperty(window, 'Regulars', {
      configurable: true,
      value: Object.freeze({
        version: __VERSION__, ready, on, destroy, open: later('open'), close: later('close'),
        identify: later('identify'), setCart: later('setCart'),
      }),
    });
  }

  /** The page is parsed and the main thread idle. */
  function atRest(): Promise<void> {
    return new Promise((resolve) => {
      const idle = (): void => {
        if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 2000 });
        else setTimeout(resolve, 200);
      };
      if (document.readyState === 'loading') addEventListener('DOMContentLoaded', idle);
      else idle();
    });
  }
})();
