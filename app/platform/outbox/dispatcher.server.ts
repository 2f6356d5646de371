import { randomUUID } from 'node:crypto'
import { isBusy } from '#db/open.server.ts'
import { defectOf } from '../defect.ts'
import { errorCodeOf } from '../jobs/job-error.ts'
import { pause } from '../jobs/pause.server.ts'
import { startTick } from '../jobs/tick.server.ts'
import { log } from '../log.server.ts'
import {
  endRow,
  giveRowBack,
  keepRow,
  noteDoneBy,
  noteFailure,
  type OutboxFile,
  type OutboxRow,
  takeRows,
  WAITS,
} from './outbox-rows.server.ts'
import { MOST_DELIVERIES, OUTBOX_LEASE_MS } from './outbox-rules.ts'
import type { Happening } from './vocabulary.ts'
import { onWake } from './wake.server.ts'

/** What came of it: done; nothing to do, since it is no longer true; or it waits for something that is no failure, such as a mail server. */
export type Handled = 'done' | 'no-longer-true' | 'waits'

/** What is done about something that happened. Each part of it is done by itself: one that fails repeats none of the others. */
export type OutboxHandler = {
  /** Kept with what it did. Never change it. */
  readonly name: string
  readonly types: ReadonlyArray<Happening>
  /** Looks at how it stands now, and does its part; throws when it could not. It may be called again after a kill. */
  readonly handle: (happened: OutboxRow, now: Date) => Handled | Promise<Handled>
}

export type DispatcherHost = {
  /** The main file, and the file for confidences. */
  readonly files: ReadonlyArray<OutboxFile>
  readonly handlers: ReadonlyArray<OutboxHandler>
  /** The portal's clock. */
  readonly clock: () => Date
  /** The machine's clock, in milliseconds UTC. */
  readonly machineClock?: () => number
  readonly leaseMs?: number
  /** From 0 to 1: how much longer a wait is. */
  readonly chance?: () => number
}

export type Dispatcher = {
  /** Looks at once, and resolves when nothing that is due is left. */
  look(): Promise<void>
  /** Ends what is under way, gives back what was taken, and resolves. */
  stop(): Promise<void>
}

type Outcome = 'delivered' | 'no-longer-true' | 'waits'

/** Other processes write too; a look costs some ten microseconds. */
const LOOK_EVERY_MS = 250
/** So many are taken, and so many delivered at once. */
const TAKEN_AT_ONCE = 20
const DELIVERED_AT_ONCE = 5
/** What waits for something that is no failure is looked at again after so long. */
const WAIT_MS = 10 * 60_000
/** A server that hangs does not hold up the end of the portal. */
const STOP_WITHIN_MS = 3_000

/** Notes something, also when another process writes just then: what was delivered and not noted would be delivered twice. */
async function note<T>(write: () => T): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return write()
    } catch (error) {
      if (!isBusy(error) || tries >= NOTE_TRIES) throw error
      await pause(NOTE_AGAIN_MS)
    }
  }
}
const NOTE_TRIES = 50
const NOTE_AGAIN_MS = 100

/** Does what is in the outbox of every file: what happened goes to all handlers of its type. Several processes may run one. */
export function startDispatcher(host: DispatcherHost): Dispatcher {
  const { files, handlers, clock, machineClock = Date.now, leaseMs = OUTBOX_LEASE_MS, chance = Math.random } = host
  const holder = randomUUID()
  let stopping = false
  let again = false
  let looking: Promise<void> | null = null

  const hold = () => ({ holder, machine: machineClock(), until: machineClock() + leaseMs })

  /** Every handler does its part, once each. */
  async function handle(file: OutboxFile, row: OutboxRow): Promise<Outcome> {
    const own = { number: row.number, holder }
    const doneBy = [...row.doneBy]
    let outcome: Outcome = doneBy.length > 0 ? 'delivered' : 'no-longer-true'
    for (const { name, types, handle } of handlers) {
      if (!types.includes(row.type) || doneBy.includes(name)) continue
      const handled = await handle(row, clock())
      if (handled === 'waits') return 'waits'
      if (handled === 'done') outcome = 'delivered'
      doneBy.push(name)
      await note(() => noteDoneBy(file, own, doneBy))
    }
    return outcome
  }

  async function deliver(file: OutboxFile, row: OutboxRow): Promise<void> {
    const own = { number: row.number, holder }
    if (stopping) return await note(() => giveRowBack(file, own))
    // Others of the same handful may have taken long.
    if (!(await note(() => keepRow(file, row.number, hold())))) return
    const clocks = () => ({ portal: Number(clock()), machine: machineClock() })
    try {
      if (row.failures >= MOST_DELIVERIES) throw Object.assign(new Error('ended'), { code: 'process_ended' })
      const outcome = await handle(file, row)
      if (outcome === 'waits') await note(() => giveRowBack(file, own, WAITS, machineClock() + WAIT_MS))
      else await note(() => endRow(file, own, outcome, Number(clock())))
    } catch (error) {
      const failures = row.failures + 1
      const failed = { failures, error: errorCodeOf(error), chance: chance(), clocks: clocks() }
      const isGivenUp = await note(() => noteFailure(file, own, failed))
      log(isGivenUp ? 'error' : 'info', isGivenUp ? 'a message was given up' : 'a message has to wait', {
        kind: row.level === 'confidential' ? 'message' : row.type,
        code: failed.error,
        count: failures,
      })
    }
  }

  /** Takes a handful and delivers it, some at a time; false when nothing was due. */
  async function turn(file: OutboxFile): Promise<boolean> {
    const rows = takeRows(file, { ...hold(), portal: Number(clock()), most: TAKEN_AT_ONCE })
    const waiting = [...rows]
    const hand = async () => {
      for (let row = waiting.shift(); row; row = waiting.shift()) await deliver(file, row)
    }
    await Promise.all(Array.from({ length: DELIVERED_AT_ONCE }, hand))
    return rows.length > 0
  }

  async function lookOnce(): Promise<void> {
    do {
      again = false
      for (const file of files) while (!stopping && (await turn(file))) again = true
    } while (again && !stopping)
  }

  function look(): Promise<void> {
    if (looking) again = true
    looking ??= lookOnce()
      .catch((error) => log(isBusy(error) ? 'info' : 'warn', 'the outbox has to wait', { error: defectOf(error) }))
      .finally(() => {
        looking = null
      })
    return looking
  }

  // The tick does not wait for what is under way: it would not be heard again until that ends.
  const tick = startTick('looking at the outbox', LOOK_EVERY_MS, () => void look())
  onWake(() => void look())
  return {
    look,
    async stop() {
      stopping = true
      onWake(null)
      await tick.stop()
      await Promise.race([looking, pause(STOP_WITHIN_MS, { keepAlive: false })])
    },
  }
}
