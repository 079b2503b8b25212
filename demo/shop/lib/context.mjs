// What every page needs to know about the request: language, cart, customer, and ways to write
// words, money and dates.
import { readFileSync } from 'node:fs';
import { readCart } from './cart.mjs';
import { cookie, cookies } from './http.mjs';

const load = (lang) => JSON.parse(readFileSync(new URL(`../texts/${lang}.json`, import.meta.url), 'utf8'));
const texts = { vi: load('vi'), en: load('en') };
export const languages = Object.keys(texts);

const moneyFormats = {
  vi: new Intl.NumberFormat('vi-VN', { style: 'currency', currency: 'VND' }),
  en: new Intl.NumberFormat('en-US', { style: 'currency', currency: 'VND' }),
};
const dateFormats = Object.fromEntries(languages.map((lang) => [lang, new Intl.DateTimeFormat(
  lang === 'vi' ? 'vi-VN' : 'en-GB',
  { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Ho_Chi_Minh' },
)]));

export function translator(lang) {
  return (key, params = {}) => {
    const text = texts[lang][key];
    if (text === undefined) throw new Error(`No text "${key}" in ${lang}.`);
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in params ? String(params[name]) : whole));
  };
}

export class Context {
  constructor(req, { store, assets, secure = false }) {
    this.req = req;
    this.store = store;
    this.assets = assets;
    this.secure = secure;
    this.url = new URL(`http://shop.invalid${req.url}`);
    this.cookies = cookies(req);
    this.setCookies = [];
    this.lang = this.#language();
    this.t = translator(this.lang);
    this.cart = readCart(this.cookies.get('bm_cart'));
    this.customer = store.customerOfSession(this.cookies.get('bm_session'));
  }

  #language() {
    const asked = this.url.searchParams.get('lang');
    if (languages.includes(asked)) {
      this.setCookie('bm_lang', asked, { days: 365 });
      return asked;
    }
    const kept = this.cookies.get('bm_lang');
    return languages.includes(kept) ? kept : 'vi';
  }

  setCookie(name, value, options = {}) {
    this.setCookies.push(cookie(name, value, { ...options, secure: this.secure }));
  }

  clearCookie(name) { this.setCookie(name, '', { days: 0 }); }

  get headers() { return this.setCookies.length ? { 'set-cookie': this.setCookies } : {}; }

  money(minor) { return moneyFormats[this.lang].format(minor); }
  date(instant) { return dateFormats[this.lang].format(new Date(instant)); }

  /** A text of the catalogue or of the programme in this language. */
  pick(text) { return text?.[this.lang] ?? text?.en ?? Object.values(text ?? {})[0] ?? ''; }
}
