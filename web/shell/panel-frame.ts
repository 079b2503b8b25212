// The dialog that the panel lives in. It opens at once, with the shape of what is to come, while the
// panel's own code is on its way; Escape, the cross and a click beside it close it, and the focus goes back.
import { button, CROSS, el, icon } from './dom.js';
import type { Words } from '../i18n/words.js';

export class PanelFrame {
  readonly dialog: HTMLDialogElement;
  readonly #words: Words;
  readonly #close: HTMLButtonElement;
  #body: HTMLElement | null = null;
  #opener: HTMLElement | null = null;
  #home: HTMLElement | null = null;

  constructor(words: Words, name: string, onClose: () => void) {
    this.#words = words;
    this.#close = button('x', () => this.close(), icon(CROSS));
    this.#close.setAttribute('aria-label', words.t('close'));
    // The frame itself takes the focus on opening, so that its name is read before its parts.
    this.dialog = el('dialog', { 'aria-label': name, tabindex: '-1' }, this.#close);
    this.dialog.addEventListener('close', () => {
      this.#giveFocusBack();
      onClose();
    });
    this.dialog.addEventListener('click', (event) => {
      if (event.target === this.dialog && this.#isBeside(event)) this.close();
    });
    this.dialog.addEventListener('keydown', (event) => this.#keepTabInside(event));
  }

  /** `home` takes the focus on closing when the opener is gone. */
  open(home: HTMLElement): void {
    if (this.dialog.open) return;
    this.#home = home;
    this.#opener = deepActive();
    this.dialog.showModal();
    this.dialog.focus();
  }

  close(): void {
    if (this.dialog.open) this.dialog.close();
  }

  wait(): void {
    const skeleton = el('div', { class: 'wait', role: 'status', 'aria-label': this.#words.t('loading') },
      el('i'), el('i'), el('i'), el('i'));
    this.show(skeleton);
  }

  sorry(retry: () => void): void {
    this.show(el('div', { class: 'sorry', role: 'status' },
      el('h2', {}, this.#words.t('away.title')), el('p', {}, this.#words.t('away.text')),
      button('btn soft', retry, this.#words.t('retry'))));
  }

  show(body: HTMLElement): void {
    this.#body?.remove();
    this.#body = body;
    this.dialog.append(body);
  }

  #isBeside(event: MouseEvent): boolean {
    const box = this.dialog.getBoundingClientRect();
    return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
  }

  #giveFocusBack(): void {
    const opener = this.#opener;
    const visible = opener?.isConnected && opener.getClientRects().length > 0;
    (visible ? opener : this.#home)?.focus({ preventScroll: true });
  }

  /** Firefox loses Tab in a modal dialog inside a shadow root: the ends are joined here. */
  #keepTabInside(event: KeyboardEvent): void {
    if (event.key !== 'Tab') return;
    const last = lastFocusable(this.#body) ?? this.#close;
    const active = deepActive();
    if (event.shiftKey ? active === this.#close || active === this.dialog : active === last) {
      event.preventDefault();
      (event.shiftKey ? last : this.#close).focus();
    }
  }
}

/** The focused element, also inside shadow roots; null when nothing in particular has the focus. */
function deepActive(): HTMLElement | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement && active !== document.body ? active : null;
}

const FOCUSABLE = 'a[href],button:not([disabled]),input:not([disabled]),select:not([disabled]),summary,[tabindex="0"]';

function lastFocusable(root: HTMLElement | ShadowRoot | null): HTMLElement | null {
  const all = root ? [...root.querySelectorAll<HTMLElement>(`${FOCUSABLE},*`)] : [];
  for (const node of all.reverse()) {
    if (node.shadowRoot) {
      const inner = lastFocusable(node.shadowRoot);
      if (inner) return inner;
    }
    if (node.matches(FOCUSABLE) && node.getClientRects().length > 0) return node;
  }
  const own = root instanceof HTMLElement ? root.shadowRoot : null;
  return own ? lastFocusable(own) : null;
}
