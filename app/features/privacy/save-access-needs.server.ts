import type { Allowed } from '#app/access/actor.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import type { Keyring } from '#app/platform/crypto/keyring.server.ts'
import { sealText } from '#app/platform/crypto/seal.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import { refuseWhenBusy } from '#app/platform/refuse-when-busy.server.ts'
import { visibleText } from '#app/platform/text/visible-text.ts'
import type { Db } from '#db/open.server.ts'
import { oldAccessNeeds } from '#db/schema/privacy.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { ACCESS_NEEDS, type AccessNeedsProblem, arrangementPlace, LONGEST_ARRANGEMENT } from './access-needs-rules.ts'

function keep(
  db: Db,
  keyring: Keyring,
  actor: Allowed<'access-needs.save-own'>,
  text: string,
  now: Date,
): Outcome<'kept', AccessNeedsProblem> {
  return inTransaction(db, (tx) => {
    const updatedAt = Number(now)
    const sealed = sealText(tx, keyring, arrangementPlace(actor.id, updatedAt), text, now)
    if (!sealed.ok) return sealed
    const row = { arrangement: sealed.value, updatedAt }
    tx.insert(oldAccessNeeds)
      .values({ personId: actor.id, ...row })
      .onConflictDoUpdate({ target: oldAccessNeeds.personId, set: row })
      .run()
    const object = { type: ACCESS_NEEDS, id: actor.id }
    recordAudit(tx, actor, { action: 'access-needs.save', object, subjectId: actor.id, fields: ['arrangement'] }, now)
    return done('kept' as const)
  })
}

/** Keeps what the actor needs to take part, encrypted: the arrangement, never the reason. It replaces what they wrote before. */
export function saveAccessNeeds(
  db: Db,
  keyring: Keyring,
  actor: Allowed<'access-needs.save-own'>,
  text: string,
  now: Date,
): Outcome<'kept', AccessNeedsProblem> {
  const arrangement = visibleText(text).trim()
  if (arrangement === '') return refused('empty')
  if (arrangement.length > LONGEST_ARRANGEMENT) return refused('too-long')
  return refuseWhenBusy(() => keep(db, keyring, actor, arrangement, now))
}
