import type { Allowed } from '#app/access/actor.ts'
import { recordConfidential } from '#app/platform/audit/record-confidential.server.ts'
import type { PortalFiles } from '#app/platform/crypto/confidential-files.ts'
import type { Keyring } from '#app/platform/crypto/keyring.server.ts'
import { sealText } from '#app/platform/crypto/seal.server.ts'
import { writeInDossier } from '#app/platform/dossiers/dossiers.server.ts'
import { type Outcome, refused } from '#app/platform/outcome.ts'
import { refuseWhenBusy } from '#app/platform/refuse-when-busy.server.ts'
import { visibleText } from '#app/platform/text/visible-text.ts'
import { accessNeeds } from '#db/confidential/schema.ts'
import { ACCESS_NEEDS, type AccessNeedsProblem, arrangementPlace, LONGEST_ARRANGEMENT } from './access-needs-rules.ts'

function keep(
  files: PortalFiles,
  keyring: Keyring,
  actor: Allowed<'access-needs.save-own'>,
  text: string,
  now: Date,
): Outcome<'kept', AccessNeedsProblem> {
  const whose = { type: ACCESS_NEEDS, subjectId: actor.id }
  return writeInDossier(files, keyring, whose, now, (tx, dossier, key) => {
    const updatedAt = Number(now)
    const row = { arrangement: sealText(key, arrangementPlace(dossier, updatedAt), text), updatedAt }
    tx.insert(accessNeeds)
      .values({ dossierId: dossier.id, ...row })
      .onConflictDoUpdate({ target: accessNeeds.dossierId, set: row })
      .run()
    const object = { type: ACCESS_NEEDS, id: actor.id }
    const entry = { action: 'access-needs.save', object, subjectId: actor.id, fields: ['arrangement'] } as const
    recordConfidential(files.db, actor, entry, now)
    return 'kept' as const
  })
}

/** Keeps what the actor needs to take part, encrypted: the arrangement, never the reason. It replaces what they wrote before. */
export function saveAccessNeeds(
  files: PortalFiles,
  keyring: Keyring,
  actor: Allowed<'access-needs.save-own'>,
  text: string,
  now: Date,
): Outcome<'kept', AccessNeedsProblem> {
  const arrangement = visibleText(text).trim()
  if (arrangement === '') return refused('empty')
  if (arrangement.length > LONGEST_ARRANGEMENT) return refused('too-long')
  return refuseWhenBusy(() => keep(files, keyring, actor, arrangement, now))
}
