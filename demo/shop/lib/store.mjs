// The shop's own data: customers, their sessions, checkouts, orders, and the messages that still
// have to reach the loyalty backend. Memory is a fold over the journal; a restart loses nothing.
import { randomBytes, createHash } from 'node:crypto';
import { join } from 'node:path';
import { Journal } from './journal.mjs';

const sessionDays = 30;
const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const token = (bytes = 24) => randomBytes(bytes).toString('base64url');
export const newCheckoutId = () => token(18);
/** It opens the page of the order to whoever knows it, so it has to be one that we made. */
export const isCheckoutId = (text) => /^[\w-]{24}$/.test(text);
export const normalEmail = (email) => email.trim().toLowerCase();

export class Store {
  customers = new Map();
  checkouts = new Map();
  orders = new Map();
  mails = [];
  #sessions = new Map();
  #byEmail = new Map();
  #messages = new Map();
  #lastOrder = 1000;
  #journal;

  constructor(directory, { now = () => Date.now() } = {}) {
    this.now = now;
    this.#journal = new Journal(join(directory, 'shop.jsonl'), (record) => this.#apply(record));
  }

  close() { this.#journal.close(); }

  #write(kind, data, messages = []) {
    this.#journal.append({ kind, at: new Date(this.now()).toISOString(), ...data, ...(messages.length && { messages }) });
  }

  #apply(record) {
    // An order and the report of it are one record: neither can exist without the other.
    for (const message of record.messages ?? []) {
      this.#messages.set(message.id, { ...message, tries: 0, state: 'waiting', answer: null });
    }
    this.#fold[record.kind]?.(record);
  }

  #fold = {
    'customer.registered': ({ customer }) => {
      this.customers.set(customer.id, customer);
      this.#byEmail.set(customer.email, customer.id);
    },
    'session.opened': ({ hash, customer, until }) => { this.#sessions.set(hash, { customer, until }); },
    'session.closed': ({ hash }) => { this.#sessions.delete(hash); },
    'checkout.opened': ({ id, order }) => {
      this.checkouts.set(id, { id, order, voucher: null, reservation: id, dropped: 0 });
      this.#lastOrder = Math.max(this.#lastOrder, Number(order.slice(3)));
    },
    'checkout.voucher': ({ id, voucher }) => {
      const checkout = this.checkouts.get(id);
      if (checkout.voucher && !voucher) {
        // The next reservation is another one: a release that is still on its way is not meant for it.
        checkout.dropped += 1;
        checkout.reservation = `${id}-${checkout.dropped}`;
      }
      checkout.voucher = voucher;
    },
    'order.placed': ({ order }) => { this.orders.set(order.number, { ...order, delivered_at: null, refunds: [] }); },
    'order.delivered': ({ number, at }) => { this.orders.get(number).delivered_at = at; },
    'order.refunded': ({ number, refund }) => { this.orders.get(number).refunds.push(refund); },
    'message.settled': ({ id, state, answer }) => {
      const message = this.#messages.get(id);
      if (message) Object.assign(message, { state, answer });
    },
    'mail.sent': ({ mail }) => {
      this.mails.push(mail);
      if (this.mails.length > 100) this.mails.shift();
    },
  };

  // customers and sessions

  customerByEmail(email) { return this.customers.get(this.#byEmail.get(normalEmail(email))); }

  /** Called once the address is proved: every customer in the store has a verified e-mail. */
  register({ email, name, password }) {
    const customer = {
      id: `c-${token(9)}`,
      email: normalEmail(email),
      name,
      password,
      since: new Date(this.now()).toISOString(),
    };
    this.#write('customer.registered', { customer });
    return customer;
  }

  openSession(customer) {
    const secret = token(32);
    this.#write('session.opened', { hash: sha256(secret), customer, until: this.now() + sessionDays * 86_400_000 });
    return secret;
  }

  closeSession(secret) {
    if (this.#sessions.has(sha256(secret))) this.#write('session.closed', { hash: sha256(secret) });
  }

  customerOfSession(secret) {
    const session = secret && this.#sessions.get(sha256(secret));
    return session && session.until > this.now() ? this.customers.get(session.customer) : undefined;
  }

  // checkouts and orders

  /** A checkout has its order number from the start, so that trying again can never order twice. */
  openCheckout(id) {
    this.#write('checkout.opened', { id, order: `BM-${this.#lastOrder + 1}` });
    return this.checkouts.get(id);
  }

  setVoucher(id, voucher, messages) {
    this.#write('checkout.voucher', { id, voucher }, messages);
  }

  placeOrder(order, messages) { this.#write('order.placed', { order }, messages); }

  deliverOrder(number, messages) { this.#write('order.delivered', { number }, messages); }
  refundOrder(number, refund, messages) { this.#write('order.refunded', { number, refund }, messages); }

  ordersOf(customer) {
    return [...this.orders.values()].reverse()
      .filter((order) => order.customer_id === customer.id || order.email === customer.email);
  }

  // the queue of messages to the loyalty backend, oldest first

  nextMessage(isTaken = () => true) {
    for (const message of this.#messages.values()) if (message.state === 'waiting' && isTaken(message)) return message;
    return undefined;
  }

  /** This checkout has not given back yet what it had reserved before. */
  isReleasing({ order }) {
    return this.messagesOf(order).some(({ type, state }) => type === 'voucher.release' && state === 'waiting');
  }

  settleMessage(id, state, answer) { this.#write('message.settled', { id, state, answer }); }
  messagesOf(number) { return [...this.#messages.values()].filter((message) => message.order === number); }
  get waiting() { return [...this.#messages.values()].filter((message) => message.state === 'waiting').length; }

  sendMail(mail) { this.#write('mail.sent', { mail: { ...mail, sent_at: new Date(this.now()).toISOString() } }); }
}
