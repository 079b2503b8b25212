// WebKit as Debian ships it: WebKitGTK's MiniBrowser through its WebKitWebDriver, on a screen of Xvfb.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { Crew, which } from './processes.js';
import { CommandError, type Command, type Session } from './session.js';

/** /usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser, whatever the machine and the version. */
function miniBrowser(): string | undefined {
  const folders = (path: string, name: RegExp): string[] => readdirSync(path).filter((entry) => name.test(entry)).map((entry) => `${path}/${entry}`);
  const homes = folders('/usr/lib', /-linux-gnu/).flatMap((path) => folders(path, /^webkit2?gtk-/));
  return which(...homes.sort().reverse().map((path) => `${path}/MiniBrowser`));
}

/** The driver, where that, the browser and the screen are all there. */
export function webkitPath(): string | undefined {
  const driver = which(process.env['WEBKIT_DRIVER'] ?? 'WebKitWebDriver');
  return driver !== undefined && which('Xvfb') !== undefined && miniBrowser() !== undefined ? driver : undefined;
}

/** The tool bar of MiniBrowser asks for 450 pixels of window; with this it fits into 360. */
const NARROW = '* { padding: 0; margin: 0; min-width: 0; min-height: 0; border: 0; font-size: 6px; }';

/** A driver that hangs is ended all the same. */
const END_MS = 5000;

const ROUTES: Record<Command, [method: 'GET' | 'POST', path: string]> = {
  Navigate: ['POST', '/url'],
  Refresh: ['POST', '/refresh'],
  GetCurrentURL: ['GET', '/url'],
  ExecuteScript: ['POST', '/execute/sync'],
  PerformActions: ['POST', '/actions'],
  TakeScreenshot: ['GET', '/screenshot'],
  SetWindowRect: ['POST', '/window/rect'],
};

export async function startWebkit(): Promise<Session> {
  const crew = new Crew();
  try {
    mkdirSync(`${crew.home}/gtk-3.0`);
    writeFileSync(`${crew.home}/gtk-3.0/gtk.css`, NARROW);
    const screen = crew.start('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'], {}, 'pipe');
    let display = '';
    screen.stdio[3]?.on('data', (chunk: Buffer) => { display += chunk.toString(); });
    await crew.until('screen', () => /\n/.exec(display)?.[0]);
    const port = await freePort();
    const root = `http://127.0.0.1:${port}`;
    crew.start(webkitPath() ?? 'WebKitWebDriver', [`--port=${port}`], {
      DISPLAY: `:${display.trim()}`, XDG_CONFIG_HOME: crew.home, LIBGL_ALWAYS_SOFTWARE: '1', NO_AT_BRIDGE: '1', GTK_A11Y: 'none',
    });
    await crew.until('WebKitWebDriver', () => fetch(`${root}/status`).then(() => true, () => undefined));
    const options = { binary: miniBrowser(), args: ['--automation'] };
    const made = await send('POST', `${root}/session`, { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } } }) as
      { sessionId: string; capabilities: { browserVersion: string } };
    const session = `${root}/session/${made.sessionId}`;
    return {
      version: `WebKitGTK ${made.capabilities.browserVersion}`,
      command: (name, params = {}) => send(ROUTES[name][0], session + ROUTES[name][1], params),
      async end(): Promise<void> {
        await send('DELETE', session, undefined, END_MS).catch(() => undefined);
        await crew.end();
      },
    };
  } catch (error) {
    await crew.end();
    throw error;
  }
}

/** `ms`: at most so long. */
async function send(method: string, url: string, params?: object, ms?: number): Promise<unknown> {
  const response = await fetch(url, { method, ...(method === 'POST' ? { body: JSON.stringify(params) } : {}), ...(ms === undefined ? {} : { signal: AbortSignal.timeout(ms) }) });
  const { value } = await response.json() as { value: unknown };
  if (response.ok) return value;
  const { error, message } = value as { error: string; message: string };
  throw new CommandError(`${error}: ${message}`);
}

const freePort = (): Promise<number> => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    server.close(() => { resolve(port); });
  });
});
