import { prepareFile } from '#app/platform/audit/append-line.server.ts'
import { appendHead, currentHead } from '#app/platform/audit/heads.server.ts'
import { confidentialHead } from '#app/platform/confidential-log/confidential-head.server.ts'
import { defectOf } from '#app/platform/defect.ts'
import { SettingsError } from '#app/platform/env.server.ts'
import { log } from '#app/platform/log.server.ts'
import type { ConfidentialDb } from '#db/confidential/open.server.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'

/** The number of the last event that this process has written down, by file. */
const written = new Map<string, number>()

/**
 * Writes down outside the database where the log stands, and beside it a digest of the confidential log that tells nobody anything; an
 * empty log has nothing to write down.
 */
export function writeHead(db: Db, file: string, now: Date, confidential?: ConfidentialDb): void {
  // First, in its own file: no transaction spans files. At every head, so that its moment tells nothing either.
  const digest = confidential && confidentialHead(confidential, now)
  // The database is held meanwhile: two processes that wrote at once would both name the same line before theirs.
  const head = inTransaction(db, (tx) => {
    const current = currentHead(tx, now)
    if (current) appendHead(file, digest === undefined ? current : { ...current, confidential: digest })
    return current
  })
  if (!head) return
  log('info', 'the head of the audit log', { count: head.n, hash: head.hash })
  written.set(file, head.n)
}

/** The head of the start: where it cannot be written, the portal does not start, and a sentence says why. */
function firstHead(db: Db, file: string, now: Date, confidential?: ConfidentialDb): void {
  try {
    // Of an empty log nothing is written yet, and a wrong place should not show only tomorrow.
    prepareFile(file)
    writeHead(db, file, now, confidential)
  } catch (error) {
    const { code = 'unknown' } = error as { code?: string }
    throw new SettingsError(
      `The setting AUDIT_HEADS_FILE has a wrong value: "${file}". It must be a file that can be written (${code}).`,
    )
  }
}

/**
 * Writes down where the audit log stands: at the start, and at the end when something was added since; the job `write-audit-head` does it
 * every few minutes. Throws SettingsError when that cannot be done at the start; later on it is logged.
 */
export function startAuditHeads(
  db: Db,
  file: string,
  clock: () => Date,
  confidential?: ConfidentialDb,
): { stop(): void } {
  written.delete(file)
  firstHead(db, file, clock(), confidential)
  return {
    stop() {
      try {
        if ((currentHead(db, clock())?.n ?? 0) > (written.get(file) ?? 0)) writeHead(db, file, clock(), confidential)
      } catch (error) {
        log('error', 'the head of the audit log could not be written', { error: defectOf(error) })
      }
    },
  }
}
