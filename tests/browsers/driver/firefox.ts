// Firefox as Debian ships it, without geckodriver: that program only passes WebDriver's commands on to
// the socket that `firefox --marionette` opens, as `length:[0, id, "WebDriver:Name", params]`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { Crew, which } from './processes.js';
import { CommandError, type Command, type Session } from './session.js';

export const firefoxPath = (): string | undefined => which(...(process.env['FIREFOX'] ? [process.env['FIREFOX']] : ['firefox-esr', 'firefox']));

const PREFERENCES = {
  'marionette.port': 0, // the system names a free one
  'toolkit.legacyUserProfileCustomizations.stylesheets': true,
  'intl.accept_languages': 'en-GB, en',
  'ui.prefersReducedMotion': 0,
  // Nothing of the browser's own goes to the network.
  'app.normandy.enabled': false, 'app.update.disabledForTesting': true, 'browser.safebrowsing.update.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false, 'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false, 'nimbus.rollouts.enabled': false,
  'services.settings.server': 'data:,', 'extensions.getAddons.cache.enabled': false,
};
/** Firefox makes no window narrower than 450 pixels, unless it is told to. */
const NARROW = ':root { min-width: 0 !important; }';

export async function startFirefox(): Promise<Session> {
  const crew = new Crew();
  try {
    mkdirSync(`${crew.home}/chrome`);
    writeFileSync(`${crew.home}/chrome/userChrome.css`, NARROW);
    writeFileSync(`${crew.home}/user.js`, Object.entries(PREFERENCES).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`).join(''));
    crew.start(firefoxPath() ?? 'firefox', ['--marionette', '--headless', '--no-remote', '--profile', crew.home, 'about:blank'], { MOZ_DISABLE_AUTO_SAFE_MODE: '1' });
    const port = await crew.until('Firefox', () => portOf(crew.home));
    const socket = await new Promise<Socket>((resolve, reject) => {
      const made = connect(port, '127.0.0.1', () => { resolve(made); }).once('error', reject);
    });
    const wire = new Marionette(socket);
    const made = await wire.send('WebDriver:NewSession', { capabilities: {} }) as { capabilities: { browserVersion: string } };
    return {
      version: `Firefox ${made.capabilities.browserVersion}`,
      async command(name: Command, params: object = {}): Promise<unknown> {
        // With no sandbox named, scripts run in one; the page's own world is asked for by null.
        const answer = await wire.send(`WebDriver:${name}`, name === 'ExecuteScript' ? { ...params, sandbox: null } : params);
        return (answer as { value?: unknown }).value;
      },
      async end(): Promise<void> {
        socket.destroy();
        await crew.end();
      },
    };
  } catch (error) {
    await crew.end();
    throw error;
  }
}

function portOf(profile: string): number | undefined {
  try {
    return Number(readFileSync(`${profile}/MarionetteActivePort`, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

const ENDED = 'Firefox ended';

interface Waiting { resolve: (value: unknown) => void; reject: (error: Error) => void }

class Marionette {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Waiting>();
  #received = Buffer.alloc(0);
  #last = 0;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => { this.#take(chunk); });
    socket.on('close', () => { for (const { reject } of this.#waiting.values()) reject(new Error(ENDED)); });
    socket.on('error', () => undefined); // 'close' follows
  }

  send(name: string, params: object): Promise<unknown> {
    const id = ++this.#last;
    const text = Buffer.from(JSON.stringify([0, id, name, params]));
    return new Promise((resolve, reject) => {
      if (this.#socket.destroyed) { reject(new Error(ENDED)); return; }
      this.#waiting.set(id, { resolve, reject });
      this.#socket.write(Buffer.concat([Buffer.from(`${text.length}:`), text]));
    });
  }

  #take(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const colon = this.#received.indexOf(':');
      const end = colon + 1 + Number(this.#received.subarray(0, colon).toString());
      if (colon < 0 || this.#received.length < end) return;
      const message = JSON.parse(this.#received.subarray(colon + 1, end).toString()) as unknown;
      this.#received = this.#received.subarray(end);
      // The first message is a greeting, an object; answers are [1, id, error, result].
      if (Array.isArray(message)) this.#answer(message as [number, number, { error: string; message: string } | null, unknown]);
    }
  }

  #answer([, id, error, result]: [number, number, { error: string; message: string } | null, unknown]): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new CommandError(`${error.error}: ${error.message}`));
    else waiting?.resolve(result);
  }
}
