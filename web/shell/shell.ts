// Launcher, join popup and the frame of the panel: all that a page pays for before anybody asks for
// more. Started by the loader; brings the elements' code only when it is wanted.
import { fetchConfig } from '../client/config.js';
import type { Identity, LoyaltySource } from '../client/source.js';
import type { Cart, Config } from '../client/types.js';
import { chooseLocale } from '../i18n/locales.js';
import { Words } from '../i18n/words.js';
import { el } from './dom.js';
import { ELEMENTS, has, PANEL, whenPresent } from './elements.js';
import { Launcher } from './launcher.js';
import { hasCardFields, isCheckout, isOverForm, mayInvite, whenMoved, whenWelcome } from './manners.js';
import { memberHint, popupMemory } from './memory.js';
import { PanelFrame } from './panel-frame.js';
import { Popup } from './popup.js';
import { SHELL_CSS } from './shell.styles.js';
import { Store } from './store.js';
import { applyTheme } from './theme.js';
import type { Api, Core, Options, PanelCode, Runtime, View } from './types.js';
import WORDS from 'virtual:words';

/** A member's figures older than this are asked for again when she comes back to the tab. */
const FRESH_MS = 20_000;
/** Without a configuration nothing is said about money. */
const NO_CURRENCY = { code: 'XXX', exponent: 0 };

export * from './kit.js';

/** Starts the widget; null when it stays dormant on this page. */
export async function start(options: Options, known?: Config): Promise<Api | null> {
  if (options.checkout !== 'allow' && hasCardFields()) return null;
  // Elements on the page need their code anyway: fetched beside the configuration, not after it.
  if (has(ELEMENTS)) importCore(options).catch(() => {});
  const config = known ?? await fetchConfig(options.backend, options.locale).catch(() => null);
  // Without a backend a guest sees nothing, and a member what she was last told.
  if (config ? !config.enabled : !memberHint.get()) return null;
  // What the shopper wished is not spoken: the programme's own language is the next best, which only the configuration tells.
  const locale = chooseLocale(__LOCALES__, options.locale, config?.program.locales);
  if (config && locale !== __LOCALE__) return (await import(options.base + locale + __SHELL__) as { start: typeof start }).start({ ...options, locale }, config);
  const shell = new Shell(options, config);
  if (!config && !shell.store.state.last) return null;
  shell.begin();
  return shell;
}

const importPanel = (options: Options): Promise<PanelCode> => import(options.base + __PANEL__) as Promise<PanelCode>;
const importCore = (options: Options): Promise<Core> => import(options.base + __CORE__) as Promise<Core>;

/** After the next frame, so that a press is answered before the panel is drawn; soon, where no frames come. */
const painted = (): Promise<unknown> => new Promise((done) => {
  requestAnimationFrame(() => setTimeout(done));
  setTimeout(done, 300);
});

class Shell implements Api {
  readonly store: Store;
  readonly #options: Options;
  readonly #words: Words;
  readonly #host = el('div', { popover: 'manual', 'data-regulars': '' });
  readonly #stack = el('div', { class: 'stack' });
  readonly #launcher: Launcher;
  readonly #frame: PanelFrame;
  readonly #undo: (() => void)[] = [];
  /** null: the backend was away when the page was opened. */
  #config: Config | null;
  #core: { code: Core; source: LoyaltySource } | null = null;
  #popup: Popup | null = null;
  #identity: Identity | null;
  #asked = 0;

  constructor(options: Options, config: Config | null) {
    this.#options = options;
    this.store = new Store(() => this.#config?.wallet.id ?? '', options.signedIn);
    // Her token is added by the shop's server, which no script sees; here it is enough to know that there is one.
    this.#identity = options.signedIn ? () => '' : null;
    this.#config = config;
    this.#words = new Words(__LOCALE__, WORDS, config?.program.currency ?? NO_CURRENCY, options.locale);
    this.#launcher = new Launcher(this.#words, () => this.open());
    const name = config ? this.#words.text(config.program.name) : this.#words.t('fallback');
    this.#frame = new PanelFrame(this.#words, name, () => this.#closed());
    this.#build(name);
  }

  begin(): void {
    if (!this.#config) this.store.away();
    this.#undo.push(this.store.subscribe(() => this.#changed()));
    this.#changed();
    document.body.append(this.#host);
    // Older browsers have no popover: there the host is fixed by its own style.
    if ('showPopover' in this.#host) this.#host.showPopover();
    const { node } = this.#launcher;
    this.#undo.push(whenMoved(node, () => node.classList.toggle('aside', this.#atCheckout() && isOverForm(node))));
    if (this.#config) this.#live(this.#config);
  }

  open(view?: View): void {
    this.#dropPopup();
    const wasOpen = this.#frame.dialog.open;
    this.#frame.open(this.#launcher.node);
    if (!wasOpen) this.#options.emit('open');
    void this.#fill(view);
  }

  close(): void {
    this.#frame.close();
  }

  identify(identity: Identity | null): void {
    this.#identity = identity;
    if (identity || this.store.state.status !== 'guest') void this.#session(true);
  }

  setCart(cart: Cart | null): void {
    this.store.cart(cart);
  }

  destroy(): void {
    this.#frame.close();
    this.#dropPopup();
    this.#core?.code.stop();
    for (const undo of this.#undo) undo();
    this.#host.remove();
  }

  /** With the configuration here: theme, elements, session, invitation. */
  #live(config: Config): void {
    this.#undo.push(applyTheme(config.theme), this.#watchTab(),
      whenPresent(ELEMENTS, () => void this.#elements(config).catch(() => {})),
      whenPresent(PANEL, () => void this.#panel(config).catch(() => {})));
    if (this.store.state.status === 'unknown') void this.#session();
    const { enabled, delay_seconds, quiet_days } = config.popup;
    if (!enabled || !this.#options.popup) return;
    this.#undo.push(whenWelcome(delay_seconds, () => {
      const allowed = mayInvite({
        enabled, member: this.store.state.status !== 'guest' || memberHint.get(),
        checkout: this.#atCheckout() || hasCardFields(),
        dismissedAt: popupMemory.dismissedAt(), seenInThisTab: popupMemory.seen(), quietDays: quiet_days, now: Date.now(),
      });
      if (allowed && !this.#frame.dialog.open) this.#invite(config);
    }));
  }

  #atCheckout(): boolean {
    return this.#options.checkout !== 'no' || isCheckout();
  }

  #invite(config: Config): void {
    popupMemory.see();
    this.#popup = new Popup(this.#words, config, {
      join: () => this.open('join'),
      dismiss: () => {
        popupMemory.dismiss(Date.now());
        this.#popup = null;
      },
    });
    this.#stack.prepend(this.#popup.node);
  }

  #dropPopup(): void {
    this.#popup?.remove();
    this.#popup = null;
  }

  /** `anew`: somebody else may be signed in than before. */
  async #session(anew = false): Promise<void> {
    this.#asked = Date.now();
    try {
      const { source } = await this.#connect();
      if (anew) source.identify(this.#identity);
      const { state } = this.store;
      const me = await source.session();
      // What was answered to something else meanwhile, as to a redemption, is newer.
      if (state.me !== this.store.state.me) return;
      if (me) this.store.member(me);
      else this.store.guest();
    } catch {
      if (memberHint.get()) this.store.away();
      else this.store.guest();
    }
  }

  /** Back in this tab: figures may have moved (an order, another tab's sign-out). */
  #watchTab(): () => void {
    const seen = (): void => {
      if (!document.hidden && this.store.state.status !== 'guest' && Date.now() - this.#asked > FRESH_MS) void this.#session();
    };
    // Back out of the browser's memory, just as it was left: who is signed in may have changed on the pages in between.
    const back = ({ persisted }: PageTransitionEvent): void => {
      if (!persisted || (this.store.state.status === 'guest' && !memberHint.get())) return;
      this.store.forget();
      void this.#session(true);
    };
    const stored = (event: StorageEvent): void => {
      if (event.key === memberHint.key && (event.newValue === '1') !== (this.store.state.status === 'member')) void this.#session(true);
    };
    document.addEventListener('visibilitychange', seen);
    addEventListener('storage', stored);
    addEventListener('pageshow', back);
    return () => {
      document.removeEventListener('visibilitychange', seen);
      removeEventListener('storage', stored);
      removeEventListener('pageshow', back);
    };
  }

  /** The elements' code, which also knows how to talk to the backend as a member. */
  async #connect(): Promise<{ code: Core; source: LoyaltySource }> {
    const code = await importCore(this.#options);
    if (!this.#core) {
      this.#core = { code, source: code.connect(this.#options.backend) };
      this.#core.source.identify(this.#identity);
    }
    return this.#core;
  }

  #runtime(config: Config, source: LoyaltySource): Runtime {
    return {
      options: this.#options, config, source, store: this.store, words: this.#words,
      open: (view) => this.open(view), close: () => this.close(), more: () => this.#panel(config), refresh: () => this.#session(),
    };
  }

  async #elements(config: Config): Promise<void> {
    const { code, source } = await this.#connect();
    await code.start(this.#runtime(config, source));
  }

  async #panel(config: Config): Promise<void> {
    const [panel] = await Promise.all([importPanel(this.#options), this.#elements(config)]);
    panel.define();
  }

  /** Brings the panel into its frame, or says that it cannot be had now. */
  async #fill(view?: View): Promise<void> {
    const present = this.#frame.dialog.querySelector(PANEL);
    if (present) {
      if (view) present.setAttribute('view', view);
      void this.#session();
      return;
    }
    this.#frame.wait();
    try {
      const config = this.#config ?? await this.#late();
      // An order may have been delivered since the page came: what is known is shown, and put right.
      const asked = this.#session();
      await Promise.all([this.#panel(config), this.store.state.me ?? asked, painted()]);
      // A member whose standing cannot be had is no guest, who would be asked to join.
      if (this.store.state.status === 'away' && !this.store.state.me) throw new Error();
      const panel = document.createElement(PANEL);
      panel.setAttribute('framed', '');
      if (view) panel.setAttribute('view', view);
      this.#frame.show(panel);
    } catch {
      this.#frame.sorry(() => void this.#fill(view));
    }
  }

  /** The backend was away at first, and somebody asks again. */
  async #late(): Promise<Config> {
    const config = await fetchConfig(this.#options.backend, this.#options.locale);
    this.#config = config;
    this.#live(config);
    return config;
  }

  #build(name: string): void {
    const root = this.#host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(SHELL_CSS);
    root.adoptedStyleSheets = [sheet];
    // Which side is the start tells the page, whose corner it is: the widget's own language may run the other way.
    const start = (this.#options.position ?? this.#config?.launcher.position) === 'start';
    if (start === (getComputedStyle(document.body).direction !== 'rtl')) this.#host.setAttribute('data-left', '');
    this.#stack.append(this.#launcher.node);
    root.append(el('div', { class: 'root', role: 'complementary', 'aria-label': name, lang: __LOCALE__, dir: this.#words.dir },
      this.#stack, this.#frame.dialog));
    // A hand on its way to the button: the panel may as well be on its way too.
    const warm = (): void => void Promise.all([importCore(this.#options), importPanel(this.#options)]).catch(() => {});
    this.#launcher.node.addEventListener('pointerenter', warm, { once: true });
    this.#launcher.node.addEventListener('focus', warm, { once: true });
  }

  #changed(): void {
    this.#launcher.show(this.#config, this.store.state);
    if (this.store.state.status !== 'guest') this.#dropPopup();
  }

  #closed(): void {
    this.#frame.dialog.querySelector(PANEL)?.remove();
    this.#options.emit('close');
  }
}
