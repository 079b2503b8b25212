// Stands between browser and shop, as a reverse proxy of a shop does: on an address of its own for each
// test, so that each begins without cookies and storage; it notes what goes wrong on the pages; and it
// can answer with another policy than the shop's.
import { createServer, request, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The first script of every page. WebDriver itself has no word about a page's errors. */
const WATCH = `{
  const tell = (text) => navigator.sendBeacon('/test/trouble', location.pathname + ': ' + text);
  addEventListener('error', (event) => { if (event.error || event.message) tell('uncaught: ' + event.message + ' ' + (event.error?.stack ?? '')); });
  addEventListener('unhandledrejection', (event) => tell('unhandled: ' + (event.reason?.stack ?? event.reason)));
  addEventListener('securitypolicyviolation', (event) => tell('policy: ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sourceFile + ':' + event.lineNumber));
  const real = console.error;
  console.error = (...words) => { tell('console: ' + words.join(' ')); real(...words); };
}`;

export type Edit = (headers: IncomingHttpHeaders, path: string) => void;

let addresses = 1;

export class Front {
  /** What went wrong on the pages so far. */
  readonly troubles: string[] = [];
  /** Method and path of each request. */
  readonly asked: string[] = [];
  /** Changes the headers of the shop's answers, where set. */
  edit: Edit | null = null;
  readonly #shop: URL;
  readonly #server: Server;
  readonly #address: string;

  private constructor(shop: string) {
    this.#shop = new URL(shop);
    this.#address = `127.0.${(process.pid % 200) + 1}.${(addresses++ % 250) + 1}`;
    this.#server = createServer((req, res) => { this.#serve(req, res); });
  }

  static async before(shop: string): Promise<Front> {
    const front = new Front(shop);
    await new Promise<void>((resolve) => { front.#server.listen(0, front.#address, resolve); });
    return front;
  }

  get url(): string { return `http://${this.#address}:${(this.#server.address() as AddressInfo).port}`; }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #serve(req: IncomingMessage, res: ServerResponse): void {
    const path = req.url ?? '/';
    if (path === '/test/watch.js') { res.writeHead(200, { 'content-type': 'text/javascript' }).end(WATCH); return; }
    if (path === '/test/trouble') { this.#note(req, res); return; }
    this.asked.push(`${req.method ?? ''} ${path.split('?')[0] ?? ''}`);
    const headers: IncomingHttpHeaders = { ...req.headers, host: this.#shop.host };
    if (headers.origin === this.url) headers.origin = this.#shop.origin;
    // A page is changed on its way, so it has to come as it is; the rest comes as in a shop.
    if (headers.accept?.includes('text/html')) delete headers['accept-encoding'];
    const passed = request({ host: this.#shop.hostname, port: this.#shop.port, path, method: req.method, headers, family: 4 }, (answer) => { this.#answer(answer, res, path); });
    passed.on('error', () => { res.destroy(); });
    req.pipe(passed);
  }

  #note(req: IncomingMessage, res: ServerResponse): void {
    let text = '';
    req.on('data', (chunk: Buffer) => { text += chunk.toString(); });
    req.on('end', () => {
      this.troubles.push(text);
      res.writeHead(204).end();
    });
  }

  #answer(answer: IncomingMessage, res: ServerResponse, path: string): void {
    const headers = { ...answer.headers };
    this.edit?.(headers, path);
    if (!headers['content-type']?.startsWith('text/html')) {
      res.writeHead(answer.statusCode ?? 502, headers);
      answer.pipe(res);
      return;
    }
    let page = '';
    answer.setEncoding('utf8');
    answer.on('data', (chunk: string) => { page += chunk; });
    answer.on('end', () => {
      delete headers['content-length'];
      delete headers['transfer-encoding'];
      const nonce = /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1];
      res.writeHead(answer.statusCode ?? 502, headers);
      res.end(page.replace(/<head[^>]*>/, (head) => `${head}<script src="/test/watch.js"${nonce ? ` nonce="${nonce}"` : ''}></script>`));
    });
  }
}
