import type { Allowed } from '#app/access/actor.ts'
import { allowOn } from '#app/features/people/allow-on.server.ts'
import type { PortalFiles } from '#app/platform/crypto/confidential-files.ts'
import type { Keyring } from '#app/platform/crypto/keyring.server.ts'
import { saveText } from '#app/platform/crypto/versions.server.ts'
import { writeInDossier } from '#app/platform/dossiers/dossiers.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import { refuseWhenBusy } from '#app/platform/refuse-when-busy.server.ts'
import { visibleText } from '#app/platform/text/visible-text.ts'
import { ACCESS_NEEDS, type AccessNeedsProblem, arrangementOf, LONGEST_ARRANGEMENT } from './access-needs-rules.ts'

function keep(
  files: PortalFiles,
  keyring: Keyring,
  actor: Allowed<'access-needs.save-own'>,
  text: string,
  now: Date,
): Outcome<'kept', AccessNeedsProblem> {
  const whose = { type: ACCESS_NEEDS, subjectId: actor.id }
  const written = writeInDossier(files, keyring, whose, now, (tx, dossier) => {
    const arrangement = arrangementOf(dossier)
    const allowed = allowOn(files.db, tx, actor, 'access-needs.save-own', arrangement.record, now)
    // Their role or their account ended since the request began: what is not theirs does not exist.
    if (!allowed) throw new Response(null, { status: 404 })
    return saveText(tx, { ...files, keyring }, allowed, arrangement, text, { action: 'access-needs.save' }, now)
  })
  if (!written.ok) return written
  return written.value.ok ? done('kept') : written.value
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
