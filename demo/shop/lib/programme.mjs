// What the shop reads of the loyalty programme: its public document (terms, what a reward gives),
// and, because this is a demo, the mails that its backend did not really send.

const freshSeconds = 60;

export class Programme {
  #document = null;
  #until = 0;

  constructor(backend) { this.backend = backend; }

  async #get(path) {
    try {
      const answer = await fetch(this.backend + path, { signal: AbortSignal.timeout(3000) });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  /** The programme document; the last one known while the backend is away, null before that. */
  async document() {
    if (Date.now() > this.#until) {
      const fresh = await this.#get('/v1/programme');
      if (fresh) {
        this.#document = fresh;
        this.#until = Date.now() + freshSeconds * 1000;
      }
    }
    return this.#document;
  }

  /** A voucher names its reward; the programme says what that reward gives and from which order on. */
  async explain(voucher) {
    const reward = (await this.document())?.rewards?.find(({ id }) => id === voucher.reward_id);
    const { sku = null, max_minor = null } = reward ?? {};
    return { sku, max_minor, min_order_minor: reward?.voucher?.min_order_minor ?? 0, ...voucher };
  }

  outbox() { return this.#get('/v1/outbox'); }
}
