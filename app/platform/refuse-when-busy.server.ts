import { isBusy } from '#db/open.server.ts'
import { refused } from './outcome.ts'

/** What the work answers; the refusal `busy` when another process was writing for too long, so that nothing was done. What fails otherwise is a defect. */
export function refuseWhenBusy<T>(work: () => T): T | { ok: false; problem: 'busy' } {
  try {
    return work()
  } catch (error) {
    if (isBusy(error)) return refused('busy')
    throw error
  }
}
