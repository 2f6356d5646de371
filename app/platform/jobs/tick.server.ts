import { isBusy } from '#db/open.server.ts'
import { defectOf } from '../defect.ts'
import { log } from '../log.server.ts'

/** What a process does again and again for its own memory: no lease, no row. */
export type Tick = {
  /** Ends it; resolves when what was under way has ended. */
  stop(): Promise<void>
}

/** `onceMore`: also when it is stopped, for what would be lost otherwise. */
type TickOptions = { onceMore?: boolean }

/**
 * Does something every so many milliseconds, in each process by itself. It never overlaps itself and keeps no process alive; what fails is
 * logged by its kind and done again the next time.
 */
export function startTick(
  what: string,
  everyMs: number,
  work: () => void | Promise<void>,
  { onceMore = false }: TickOptions = {},
): Tick {
  let running: Promise<void> | null = null
  function failed(error: unknown): void {
    log(isBusy(error) ? 'info' : 'warn', `${what} has to wait`, { error: defectOf(error) })
  }
  function tick(): void {
    if (running) return
    try {
      const begun = work()
      if (begun)
        running = begun.catch(failed).finally(() => {
          running = null
        })
    } catch (error) {
      failed(error)
    }
  }
  const timer = setInterval(tick, everyMs).unref()
  return {
    async stop() {
      clearInterval(timer)
      await running
      if (onceMore) tick()
      await running
    },
  }
}
