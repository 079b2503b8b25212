// What a page's main thread did, from Chromium's own trace. Figures of processor time are the thread's own: what other
// processes do does not count in them, so only they may fail a test.
import type { Page } from '@playwright/test';

interface TraceEvent {
  name: string; ph: string; pid: number; tid: number; ts: number; dur?: number; tdur?: number;
  args?: { name?: string; data?: { url?: string; scriptName?: string; duration?: number } };
}

export interface Task {
  /** ms of the thread's own processor time. */
  ms: number;
  /** A script of the widget ran in it. */
  ours: boolean;
}

const isOurs = ({ args }: TraceEvent): boolean => /\/regulars\//.test(args?.data?.url ?? args?.data?.scriptName ?? '');
const isTask = ({ name }: TraceEvent): boolean => name === 'ThreadControllerImpl::RunTask';
const end = ({ ts, dur }: TraceEvent): number => ts + (dur ?? 0);

/** What the page's main thread did meanwhile, with a processor this many times slower. */
async function trace(page: Page, rate: number, work: () => Promise<void>): Promise<TraceEvent[]> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate });
  const events: TraceEvent[] = [];
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await cdp.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel', 'devtools.timeline', '__metadata'] } });
  await work();
  const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
  await cdp.send('Tracing.end');
  await complete;
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await cdp.detach();
  const main = new Set(events.filter((e) => e.name === 'thread_name' && e.args?.name === 'CrRendererMain').map((e) => `${e.pid} ${e.tid}`));
  return events.filter((e) => main.has(`${e.pid} ${e.tid}`));
}

/** All tasks since our first script ran, the longest first. */
export async function tasks(page: Page, rate: number, work: () => Promise<void>): Promise<Task[]> {
  const events = (await trace(page, rate, work)).filter(({ dur }) => dur !== undefined);
  const ours = events.filter(isOurs).map((e) => e.ts);
  const first = Math.min(...ours);
  return events.filter((e) => isTask(e) && end(e) > first)
    .map((e) => ({ ms: (e.tdur ?? 0) / 1000, ours: ours.some((ts) => ts >= e.ts && ts <= end(e)) }))
    .sort((x, y) => y.ms - x.ms);
}

const SLOWER = 4;
const VISITS = 4;

/**
 * The longest task at 4x, of the quietest of a few visits; `visit` gives the longest of one. Slowing down is done by a
 * thread that a busy machine disturbs as well, so what is still too long is measured at full speed, four times of which is certain.
 */
export async function longestTask(limit: number, visit: (rate: number) => Promise<number>): Promise<number> {
  let best = Infinity;
  for (const rate of [SLOWER, 1]) {
    for (let i = 0; i < VISITS && best > limit; i++) best = Math.min(best, Math.round(await visit(rate) * SLOWER / rate));
  }
  return best;
}

export interface Wait {
  /** ms from the press until the page showed it, as INP counts it. */
  shown: number;
  /** ms of the main thread's processor time in that while. */
  cost: number;
}

/** The longest wait of all events (presses, keys) in `work`, with a processor four times slower. */
export async function longestWait(page: Page, work: () => Promise<void>): Promise<Wait> {
  const events = await trace(page, SLOWER, work);
  const all = events.filter(({ name, ph }) => name === 'EventTiming' && ph === 'b').map(({ ts, args }): Wait => {
    const ms = args?.data?.duration ?? 0;
    const during = events.filter((e) => isTask(e) && e.ts < ts + ms * 1000 && end(e) > ts);
    return { shown: Math.round(ms), cost: Math.round(during.reduce((sum, e) => sum + (e.tdur ?? 0), 0) / 1000) };
  });
  return { shown: Math.max(0, ...all.map(({ shown }) => shown)), cost: Math.max(0, ...all.map(({ cost }) => cost)) };
}
