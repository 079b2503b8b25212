// Sends the store's queue of messages, oldest first. What cannot be delivered waits and is tried
// again, with longer and longer breaks; a message is only settled once it was answered. One that
// breaks the other side again and again is set aside, so that those behind it pass.

const firstBreak = 1000;
const longestBreak = 60_000;
const patience = 3;
const longestAside = 3_600_000;

export class Outgoing {
  #busy = null;
  #again = false;
  #break = 0;
  #timer;
  #failures = new Map(); // message id -> {times, until}

  /** `send(message)` answers {state: "delivered" | "rejected" | "later" | "failed", answer}. */
  constructor(queue, send, { now = Date.now } = {}) { Object.assign(this, { queue, send, now }); }

  /** Runs until nothing is due or the other side is away. Never throws. */
  run() {
    clearTimeout(this.#timer);
    this.#again = true;
    this.#busy ??= this.#drain().finally(() => { this.#busy = null; });
    return this.#busy;
  }

  async #drain() {
    while (this.#again) {
      this.#again = false;
      for (let next = this.#next(); next; next = this.#next()) {
        const { state, answer = null } = await this.send(next);
        if (state === 'failed' && this.#setAside(next.id)) continue;
        if (state === 'later' || state === 'failed') {
          this.#break = Math.min(this.#break * 2 || firstBreak, longestBreak);
          this.#runIn(this.#break);
          return;
        }
        this.#break = 0;
        this.#failures.delete(next.id);
        this.queue.settleMessage(next.id, state, answer);
      }
    }
    const due = Math.min(...[...this.#failures.values()].map(({ until }) => until));
    if (due < Infinity) this.#runIn(Math.max(due - this.now(), firstBreak));
  }

  #next() {
    return this.queue.nextMessage(({ id }) => (this.#failures.get(id)?.until ?? 0) <= this.now());
  }

  /** True once it failed so often that it is the message; the first times it may be the other side. */
  #setAside(id) {
    const times = (this.#failures.get(id)?.times ?? 0) + 1;
    const isAside = times >= patience;
    const wait = Math.min(firstBreak * 2 ** times, longestAside);
    this.#failures.set(id, { times, until: isAside ? this.now() + wait : 0 });
    return isAside;
  }

  #runIn(wait) {
    this.#timer = setTimeout(() => this.run(), wait);
    this.#timer.unref();
  }

  stop() { clearTimeout(this.#timer); }
}
