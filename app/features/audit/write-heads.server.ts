import { prepareFile } from '#app/platform/audit/append-line.server.ts'
import { appendHead, currentHead } from '#app/platform/audit/heads.server.ts'
import { defectOf } from '#app/platform/defect.ts'
import { SettingsError } from '#app/platform/env.server.ts'
import { log } from '#app/platform/log.server.ts'
import type { Db } from '#db/open.server.ts'

const A_DAY = 86_400_000

/** Writes down outside the database where the log stands. Answers the number of its last event; an empty log has nothing to write down. */
function writeHead(db: Db, file: string, now: Date): number {
  const head = currentHead(db, now)
  if (!head) return 0
  appendHead(file, head)
  log('info', 'the head of the audit log', { count: head.n, hash: head.hash })
  return head.n
}

/** The head of the start: where it cannot be written, the portal does not start, and a sentence says why. */
function firstHead(db: Db, file: string, now: Date): number {
  try {
    // Of an empty log nothing is written yet, and a wrong place should not show only tomorrow.
    prepareFile(file)
    return writeHead(db, file, now)
  } catch (error) {
    const { code = 'unknown' } = error as { code?: string }
    throw new SettingsError(
      `The setting AUDIT_HEADS_FILE has a wrong value: "${file}". It must be a file that can be written (${code}).`,
    )
  }
}

/**
 * Writes down where the audit log stands: at the start, once a day, and at the end when something was added since. Throws SettingsError
 * when that cannot be done at the start; later on it is logged and tried again the next day.
 */
export function startAuditBackground(db: Db, file: string, clock: () => Date): { stop(): void } {
  let written = firstHead(db, file, clock())
  function quietly({ onlyNew }: { onlyNew: boolean }) {
    try {
      if (onlyNew && (currentHead(db, clock())?.n ?? 0) <= written) return
      written = writeHead(db, file, clock())
    } catch (error) {
      log('error', 'the head of the audit log could not be written', { error: defectOf(error) })
    }
  }
  const timer = setInterval(() => quietly({ onlyNew: false }), A_DAY).unref()
  return {
    stop() {
      clearInterval(timer)
      quietly({ onlyNew: true })
    },
  }
}
