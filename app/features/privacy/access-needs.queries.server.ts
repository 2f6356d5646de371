import { eq } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import type { Language } from '#app/i18n/languages.ts'
import type { PortalFiles } from '#app/platform/crypto/confidential-files.ts'
import type { Keyring } from '#app/platform/crypto/keyring.server.ts'
import { openText, type SealProblem } from '#app/platform/crypto/seal.server.ts'
import { findDossier, isBeingErased } from '#app/platform/dossiers/dossiers.server.ts'
import type { DeliberateRead } from '#app/platform/http/deliberate-read.server.ts'
import { log } from '#app/platform/log.server.ts'
import type { ConfidentialDb } from '#db/confidential/open.server.ts'
import { accessNeeds } from '#db/confidential/schema.ts'
import { inConfidentialTransaction } from '#db/confidential/transaction.server.ts'
import { isBusy } from '#db/open.server.ts'
import { ACCESS_NEEDS, arrangementPlace } from './access-needs-rules.ts'
import { type Notice, noticeFor } from './notice.server.ts'
import { type Looks, whoLooked } from './who-looked.server.ts'

export type AccessNeedsPageData = {
  /** What the actor wrote; empty when there is nothing, or when it cannot be read now. */
  arrangement: string
  isKept: boolean
  problem: SealProblem | 'busy' | null
  /** Whether something that was cleared is still to be taken out of the files. */
  isBeingErased: boolean
  notice: Notice
  looks: Looks
}

const READ = 'access-needs.read'

type Kept = Pick<AccessNeedsPageData, 'arrangement' | 'isKept' | 'problem'> & { since: number | null }
const NOTHING: Kept = { arrangement: '', isKept: false, problem: null, since: null }

function rowOf(db: ConfidentialDb, personId: string) {
  const dossier = findDossier(db, { type: ACCESS_NEEDS, subjectId: personId })
  const row = dossier && db.select().from(accessNeeds).where(eq(accessNeeds.dossierId, dossier.id)).get()
  return dossier && row && { ...row, dossier }
}

function read(
  files: PortalFiles,
  keyring: Keyring,
  actor: Allowed<'access-needs.read-own'>,
  proof: DeliberateRead,
  now: Date,
): Kept {
  return inConfidentialTransaction(files.confidential, (tx) => {
    const row = rowOf(tx, actor.id)
    if (!row) return NOTHING
    const { dossier, updatedAt, arrangement } = row
    const opening = { action: READ, object: { type: ACCESS_NEEDS, id: actor.id }, read: proof } as const
    const place = arrangementPlace(dossier, updatedAt)
    const text = openText(tx, { ...files, keyring }, actor, place, arrangement, opening, now)
    if (text.ok) return { arrangement: text.value, isKept: true, problem: null, since: updatedAt }
    log('error', 'confidential content does not open', { kind: 'access_needs.arrangement', code: text.problem })
    return { arrangement: '', isKept: true, problem: text.problem, since: updatedAt }
  })
}

function readWhenThere(
  files: PortalFiles,
  keyring: Keyring,
  actor: Allowed<'access-needs.read-own'>,
  proof: DeliberateRead,
  now: Date,
): Kept {
  // Who has nothing here waits for nobody: reading takes a turn of writing, for its event.
  const row = rowOf(files.confidential, actor.id)
  if (!row) return NOTHING
  try {
    return read(files, keyring, actor, proof, now)
  } catch (error) {
    if (!isBusy(error)) throw error
    return { arrangement: '', isKept: true, problem: 'busy', since: row.updatedAt }
  }
}

/** The page of what the actor needs to take part: their own, and nobody else's. Where there is something to read, reading it is told in the audit log. */
export function findAccessNeedsPage(
  files: PortalFiles,
  keyring: Keyring,
  actor: Allowed<'access-needs.read-own'>,
  proof: DeliberateRead,
  language: Language,
  now: Date,
): AccessNeedsPageData {
  const { since, ...kept } = readWhenThere(files, keyring, actor, proof, now)
  return {
    ...kept,
    isBeingErased: isBeingErased(files.confidential, { type: ACCESS_NEEDS, subjectId: actor.id }),
    notice: noticeFor(language, { table: 'access_needs', column: 'arrangement', file: 'confidential' }, since),
    looks: whoLooked(files.db, { type: ACCESS_NEEDS, id: actor.id, action: READ, subjectId: actor.id }, language),
  }
}
