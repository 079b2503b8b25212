// Tasks of a page's main thread with a processor four times slower, from Chromium's own trace.
import type { Page } from '@playwright/test';

interface TraceEvent {
  name: string; ph: string; pid: number; tid: number; ts: number; dur?: number; tdur?: number;
  args?: { name?: string; data?: { url?: string; scriptName?: string } };
}

export interface Task {
  /** ms of the thread's own processor time: what other processes do does not count. */
  ms: number;
  /** A script of the widget ran in it. */
  ours: boolean;
}

const isOurs = ({ args }: TraceEvent): boolean => /\/regulars\//.test(args?.data?.url ?? args?.data?.scriptName ?? '');

/** All tasks since our first script ran, the longest first. */
export async function tasks(page: Page, work: () => Promise<void>): Promise<Task[]> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const events: TraceEvent[] = [];
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await cdp.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel', 'devtools.timeline', '__metadata'] } });
  await work();
  const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
  await cdp.send('Tracing.end');
  await complete;
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const main = new Set(events.filter((e) => e.name === 'thread_name' && e.args?.name === 'CrRendererMain').map((e) => `${e.pid} ${e.tid}`));
  const onMain = events.filter((e) => main.has(`${e.pid} ${e.tid}`) && e.dur !== undefined);
  const ours = onMain.filter(isOurs).map((e) => e.ts);
  const first = Math.min(...ours);
  return onMain.filter((e) => e.name === 'ThreadControllerImpl::RunTask' && e.ts + (e.dur ?? 0) > first)
    .map((e) => ({ ms: Math.round((e.tdur ?? 0) / 1000), ours: ours.some((ts) => ts >= e.ts && ts <= e.ts + (e.dur ?? 0)) }))
    .sort((x, y) => y.ms - x.ms);
}
