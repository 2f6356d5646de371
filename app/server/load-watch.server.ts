import { startTick } from '#app/platform/jobs/tick.server.ts'
import { log as portalLog } from '#app/platform/log.server.ts'

/** How often the loop is looked at, over how long its delay is averaged, and from which mean on pages are shed unless a setting says otherwise; in milliseconds. */
const EVERY_MS = 25
const WINDOW_MS = 2_000
const SHED_ABOVE_MS = 200

export type LoadWatch = {
  /** Whether pages are shed now. Counts what is shed when it is told. */
  isOverloaded(): boolean
  countShed(): void
  /** The mean delay of the event loop over the last two seconds, in milliseconds; and how many pages were shed since the start. */
  figures(): { delayMs: number; shed: number }
  stop(): void
}

/**
 * Watches how late the one thread is. Late for so long on the mean of two seconds, it sheds pages until it is on time again; the log says it once
 * when that begins, with the figure, and once when it is over, with how many.
 */
export function startLoadWatch({
  log = portalLog,
  clock = () => performance.now(),
  tick = startTick,
  shedAboveMs = SHED_ABOVE_MS,
}: {
  log?: typeof portalLog
  clock?: () => number
  tick?: typeof startTick
  shedAboveMs?: number
} = {}): LoadWatch {
  const samples: Array<{ at: number; late: number }> = []
  const startedAt = clock()
  let last = startedAt
  let sum = 0
  let shed = 0
  let shedBefore = 0
  let isOver = false

  const meanMs = () => (samples.length === 0 ? 0 : sum / samples.length)

  function look(): void {
    const at = clock()
    const late = Math.max(0, at - last - EVERY_MS)
    last = at
    samples.push({ at, late })
    sum += late
    while ((samples[0]?.at ?? at) < at - WINDOW_MS) sum -= samples.shift()?.late ?? 0
    // The first seconds of a process are late by themselves: the first page of each kind is the slowest.
    const isLate = at - startedAt >= WINDOW_MS && meanMs() > shedAboveMs
    if (isLate === isOver) return
    isOver = isLate
    if (isLate) log('warn', 'the portal is overloaded and sheds pages', { ms: Math.round(meanMs()) })
    else log('warn', 'the portal is on time again', { count: shed - shedBefore, ms: Math.round(meanMs()) })
    shedBefore = shed
  }

  const ticking = tick('watching the event loop', EVERY_MS, look)
  return {
    isOverloaded: () => isOver,
    countShed: () => void shed++,
    figures: () => ({ delayMs: meanMs(), shed }),
    stop: () => void ticking.stop(),
  }
}
