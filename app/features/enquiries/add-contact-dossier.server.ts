import type { AllowedOn } from '#app/access/allowed-on.ts'
import type { PortalFiles } from '#app/platform/crypto/confidential-files.ts'
import { makeDataKey } from '#app/platform/crypto/data-keys.server.ts'
import type { Keyring } from '#app/platform/crypto/keyring.server.ts'
import type { SealProblem } from '#app/platform/crypto/seal.server.ts'
import { saveText, type TextEntry } from '#app/platform/crypto/versions.server.ts'
import { done, type Outcome } from '#app/platform/outcome.ts'
import { type ConfidentialTx, inConfidentialTransaction } from '#db/confidential/transaction.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { CONTACT_REQUEST, type ContactContent, contactText } from './contact-rules.ts'
import { contactDossier } from './contact-store.server.ts'

const ADD = 'INSERT INTO dossiers (id, type, subject_id, created_at) VALUES (?, ?, ?, ?)'

/**
 * Adds a dossier with its key and its text. The key is on the disk before the transaction begins; `prove` makes the proof in it, and nothing is added
 * when it gives none (404). One that is there already stays as it is.
 */
export function addContactDossier(
  files: PortalFiles,
  keyring: Keyring,
  { id, subjectId }: { id: string; subjectId: string },
  content: ContactContent,
  prove: (tx: ConfidentialTx) => AllowedOn<'contact-request.send' | 'contact-request.seal'> | null,
  entry: TextEntry,
  now: Date,
): Outcome<string, SealProblem> {
  const text = contactText({ id, subjectId })
  const key = makeDataKey(files.dataKeys, keyring, text.record, now)
  if (!key.ok) return key
  return inConfidentialTransaction(files.confidential, (tx): Outcome<string, SealProblem> => {
    if (contactDossier(tx, id)) return done(id)
    prepared(tx, ADD).run(id, CONTACT_REQUEST, subjectId, Number(now))
    const allowed = prove(tx)
    if (!allowed) throw new Response(null, { status: 404 })
    const saved = saveText(tx, { ...files, keyring }, allowed, text, JSON.stringify(content), entry, now)
    return saved.ok ? done(id) : saved
  })
}
