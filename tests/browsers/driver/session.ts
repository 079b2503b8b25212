// What both browsers understand: the commands of the W3C WebDriver standard, under their names there.
// Only the way there differs: WebKit's driver speaks HTTP, Firefox the same commands over a socket.

export interface Session {
  readonly version: string;
  /** `params` are those of the standard. */
  command(name: Command, params?: object): Promise<unknown>;
  end(): Promise<void>;
}

export type Command = 'Navigate' | 'Refresh' | 'GetCurrentURL' | 'ExecuteScript' | 'PerformActions' | 'TakeScreenshot' | 'SetWindowRect';

/** A command that was refused, for example because the page was leaving just then. */
export class CommandError extends Error {}
