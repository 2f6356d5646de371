import { eq } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import type { Language } from '#app/i18n/languages.ts'
import type { Keyring } from '#app/platform/crypto/keyring.server.ts'
import { openText, type SealProblem } from '#app/platform/crypto/seal.server.ts'
import type { DeliberateRead } from '#app/platform/http/deliberate-read.server.ts'
import { log } from '#app/platform/log.server.ts'
import { type Db, isBusy } from '#db/open.server.ts'
import { oldAccessNeeds } from '#db/schema/privacy.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { ACCESS_NEEDS, arrangementPlace } from './access-needs-rules.ts'
import { type Notice, noticeFor } from './notice.server.ts'
import { type Looks, whoLooked } from './who-looked.server.ts'

export type AccessNeedsPageData = {
  /** What the actor wrote; empty when there is nothing, or when it cannot be read now. */
  arrangement: string
  isKept: boolean
  problem: SealProblem | 'busy' | null
  notice: Notice
  looks: Looks
}

const READ = 'access-needs.read'

type Kept = Pick<AccessNeedsPageData, 'arrangement' | 'isKept' | 'problem'> & { since: number | null }
const NOTHING: Kept = { arrangement: '', isKept: false, problem: null, since: null }

function rowOf(db: Db, personId: string) {
  return db.select().from(oldAccessNeeds).where(eq(oldAccessNeeds.personId, personId)).get()
}

function read(
  db: Db,
  keyring: Keyring,
  actor: Allowed<'access-needs.read-own'>,
  proof: DeliberateRead,
  now: Date,
): Kept {
  return inTransaction(db, (tx) => {
    const row = rowOf(tx, actor.id)
    if (!row) return NOTHING
    const { updatedAt, arrangement } = row
    const opening = { action: READ, object: { type: ACCESS_NEEDS, id: actor.id }, read: proof } as const
    const text = openText(tx, keyring, actor, arrangementPlace(actor.id, updatedAt), arrangement, opening, now)
    if (text.ok) return { arrangement: text.value, isKept: true, problem: null, since: updatedAt }
    log('error', 'confidential content does not open', { kind: 'access_needs.arrangement', code: text.problem })
    return { arrangement: '', isKept: true, problem: text.problem, since: updatedAt }
  })
}

function readWhenThere(
  db: Db,
  keyring: Keyring,
  actor: Allowed<'access-needs.read-own'>,
  proof: DeliberateRead,
  now: Date,
): Kept {
  // Who has nothing here waits for nobody: reading takes a turn of writing, for its event.
  const row = rowOf(db, actor.id)
  if (!row) return NOTHING
  try {
    return read(db, keyring, actor, proof, now)
  } catch (error) {
    if (!isBusy(error)) throw error
    return { arrangement: '', isKept: true, problem: 'busy', since: row.updatedAt }
  }
}

/** The page of what the actor needs to take part: their own, and nobody else's. Where there is something to read, reading it is told in the audit log. */
export function findAccessNeedsPage(
  db: Db,
  keyring: Keyring,
  actor: Allowed<'access-needs.read-own'>,
  proof: DeliberateRead,
  language: Language,
  now: Date,
): AccessNeedsPageData {
  const { since, ...kept } = readWhenThere(db, keyring, actor, proof, now)
  return {
    ...kept,
    notice: noticeFor(language, 'access_needs', 'arrangement', since),
    looks: whoLooked(db, { type: ACCESS_NEEDS, id: actor.id, action: READ, subjectId: actor.id }, language),
  }
}
