// Sends the store's queue of messages, oldest first. What cannot be delivered waits and is tried
// again, with longer and longer breaks; a message is only settled once it was answered.

const firstBreak = 1000;
const longestBreak = 60_000;

export class Outgoing {
  #busy = null;
  #again = false;
  #break = 0;
  #timer;

  /** `send(message)` answers {state: "delivered" | "rejected" | "later", answer}. */
  constructor(queue, send) { Object.assign(this, { queue, send }); }

  /** Runs until the queue is empty or the other side is away. Never throws. */
  run() {
    clearTimeout(this.#timer);
    this.#again = true;
    this.#busy ??= this.#drain().finally(() => { this.#busy = null; });
    return this.#busy;
  }

  async #drain() {
    while (this.#again) {
      this.#again = false;
      for (let next = this.queue.nextMessage(); next; next = this.queue.nextMessage()) {
        const { state, answer = null } = await this.send(next);
        if (state === 'later') {
          this.#retryLater();
          return;
        }
        this.#break = 0;
        this.queue.settleMessage(next.id, state, answer);
      }
    }
  }

  #retryLater() {
    this.#break = Math.min(this.#break * 2 || firstBreak, longestBreak);
    this.#timer = setTimeout(() => this.run(), this.#break);
    this.#timer.unref();
  }

  stop() { clearTimeout(this.#timer); }
}
