// Programs that a browser's session consists of: started, watched and ended together.
import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const TAIL_CHARACTERS = 4000;
const END_MS = 5000;

/** Where this command is, by name on PATH or as a path; undefined where it is not installed. */
export function which(...commands: string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const paths = commands.flatMap((command) => (command.includes('/') ? [command] : folders.map((folder) => join(folder, command))));
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** A folder and the processes that use it. `end` leaves neither. */
export class Crew {
  readonly home = mkdtempSync(join(tmpdir(), 'regulars-browser-'));
  readonly #children: ChildProcess[] = [];
  #said = '';
  readonly #kill = (): void => { for (const child of this.#children) signal(child, 'SIGKILL'); };

  constructor() {
    // A worker that is ended by force must not leave a browser behind.
    process.once('exit', this.#kill);
  }

  /** In a process group of its own: browsers start helpers that would outlive them. */
  start(command: string, args: string[], env: Record<string, string> = {}, extra: 'pipe' | 'ignore' = 'ignore'): ChildProcess {
    const child = spawn(command, args, {
      detached: true, stdio: ['ignore', 'pipe', 'pipe', extra], env: { ...process.env, HOME: this.home, TZ: 'Asia/Ho_Chi_Minh', LANG: 'en_GB.UTF-8', ...env },
    });
    const note = (chunk: Buffer): void => { this.#said = (this.#said + chunk.toString()).slice(-TAIL_CHARACTERS); };
    child.stdout?.on('data', note);
    child.stderr?.on('data', note);
    child.on('error', (error) => { this.#said += error.message; });
    this.#children.push(child);
    return child;
  }

  /** Asks until there is an answer; what the programs said is in the error. */
  async until<T>(what: string, ask: () => T | undefined | Promise<T | undefined>, ms = 60_000): Promise<T> {
    const deadline = Date.now() + ms;
    while (Date.now() < deadline && !this.#children.some((child) => child.exitCode !== null)) {
      const answer = await ask();
      if (answer !== undefined) return answer;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    throw new Error(`no ${what}:\n${this.#said}`);
  }

  async end(): Promise<void> {
    process.removeListener('exit', this.#kill);
    await Promise.all(this.#children.reverse().map(async (child) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      signal(child, 'SIGTERM');
      const late = setTimeout(() => { signal(child, 'SIGKILL'); }, END_MS);
      await gone;
      clearTimeout(late);
      signal(child, 'SIGKILL'); // helpers that are left in its group
    }));
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, name);
  } catch {
    // It has already ended.
  }
}
