import type { Actor, Allowed } from '#app/access/actor.ts'
import { allowOn } from '#app/features/people/allow-on.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import type { PortalFiles } from '#app/platform/crypto/confidential-files.ts'
import type { Keyring } from '#app/platform/crypto/keyring.server.ts'
import type { SealProblem } from '#app/platform/crypto/seal.server.ts'
import { openText } from '#app/platform/crypto/versions.server.ts'
import { isBeingErased } from '#app/platform/dossiers/dossiers.server.ts'
import type { DeliberateRead } from '#app/platform/http/deliberate-read.server.ts'
import { log } from '#app/platform/log.server.ts'
import type { ConfidentialDb } from '#db/confidential/open.server.ts'
import { inConfidentialTransaction } from '#db/confidential/transaction.server.ts'
import { isBusy } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { ACCESS_NEEDS, arrangementOf } from './access-needs-rules.ts'
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

type Kept = Pick<AccessNeedsPageData, 'arrangement' | 'isKept' | 'problem'> & {
  since: number | null
}
const NOTHING: Kept = { arrangement: '', isKept: false, problem: null, since: null }

const OWN = `SELECT d.id, d.subject_id AS subjectId, n.updated_at AS updatedAt FROM dossiers d JOIN access_needs n ON n.dossier_id = d.id
  WHERE d.type = '${ACCESS_NEEDS}' AND d.subject_id IN (SELECT value FROM json_each(?)) AND d.id NOT IN (SELECT dossier_id FROM erasures)
  ORDER BY n.updated_at DESC LIMIT 1`

/** What the actor wrote last, also under a record that was merged into theirs. */
function findOwn(db: ConfidentialDb, actor: Actor) {
  const ids = JSON.stringify([actor.id, ...(actor.formerIds ?? [])])
  return prepared(db, OWN).get(ids) as { id: string; subjectId: string; updatedAt: number } | undefined
}

function read(
  files: PortalFiles,
  keyring: Keyring,
  actor: Allowed<'access-needs.read-own'>,
  proof: DeliberateRead,
  now: Date,
): Kept {
  return inConfidentialTransaction(files.confidential, (tx) => {
    const own = findOwn(tx, actor)
    const arrangement = own && arrangementOf(own)
    const allowed = arrangement && allowOn(files.db, tx, actor, 'access-needs.read-own', arrangement.record, now)
    if (!own || !arrangement || !allowed) return NOTHING
    const text = openText(tx, { ...files, keyring }, allowed, arrangement, { action: READ, read: proof }, now)
    const kept = { isKept: true, since: own.updatedAt }
    if (text.ok) return { ...kept, arrangement: text.value, problem: null }
    log('error', 'confidential content does not open', { kind: 'access_needs.arrangement', code: text.problem })
    return { ...kept, arrangement: '', problem: text.problem }
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
  const own = findOwn(files.confidential, actor)
  if (!own) return NOTHING
  try {
    return read(files, keyring, actor, proof, now)
  } catch (error) {
    if (!isBusy(error)) throw error
    return { arrangement: '', isKept: true, problem: 'busy', since: own.updatedAt }
  }
}

/** The page of what the actor needs to take part: their own, and nobody else's. Where there is something to read, reading it is told in the log of confidences. */
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
    looks: whoLooked(
      files,
      { type: ACCESS_NEEDS, action: READ, subjectIds: [actor.id, ...(actor.formerIds ?? [])] },
      language,
    ),
  }
}
