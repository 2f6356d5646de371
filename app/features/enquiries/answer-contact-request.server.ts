import { randomUUID } from 'node:crypto'
import type { Allowed } from '#app/access/actor.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'
import type { PortalFiles } from '#app/platform/crypto/confidential-files.ts'
import type { Keyring } from '#app/platform/crypto/keyring.server.ts'
import { saveText } from '#app/platform/crypto/versions.server.ts'
import type { DeliberateRead } from '#app/platform/http/deliberate-read.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import { refuseWhenBusy } from '#app/platform/refuse-when-busy.server.ts'
import { type ConfidentialTx, inConfidentialTransaction } from '#db/confidential/transaction.server.ts'
import { prepared } from '#db/prepare.server.ts'
import {
  type ContactAnswerProblem,
  type ContactContent,
  contactText,
  type ProposedTime,
  whyNotProposed,
} from './contact-rules.ts'
import { allowOnContact, openContact } from './contact-store.server.ts'
import type { ContactAnswer } from './vocabulary.ts'

type Answer = { id: string; choice: ContactAnswer; time: ProposedTime | null }

const CLOSE = 'UPDATE dossiers SET closed_at = ? WHERE id = ?'
const TIED = "SELECT 1 FROM dossier_relations WHERE dossier_id = ? AND person_id = ? AND relation = 'assigned'"
const TIE = `INSERT INTO dossier_relations (id, dossier_id, person_id, relation, starts_at, created_at) VALUES (?, ?, ?, 'assigned', ?, ?)`
const UNTIE = "DELETE FROM dossier_relations WHERE dossier_id = ? AND relation = 'assigned'"

/** Who answers keeps it; who says it is not for them gives it back, and nobody of the career centre opens it any more. */
function tie(tx: ConfidentialTx, { id, choice }: Answer, personId: string, now: Date): void {
  prepared(tx, CLOSE).run(Number(now), id)
  if (choice === 'not-for-us') prepared(tx, UNTIE).run(id)
  else if (!prepared(tx, TIED).get(id, personId))
    prepared(tx, TIE).run(randomUUID(), id, personId, Number(now), Number(now))
}

/** What stays of it: of one that was not for anybody here, neither words nor language. */
function answered(content: ContactContent, { choice, time }: Answer): ContactContent {
  const answer = { choice, time: choice === 'time' ? time : null }
  return choice === 'not-for-us' ? { ...content, words: [], answer } : { ...content, answer }
}

/**
 * Answers a contact request with one of the closed choices. From then on only who answered opens it, and who asked. Throws 404 for one that is not there,
 * was withdrawn, was answered by a colleague, or is the actor's own.
 */
export function answerContactRequest(
  files: PortalFiles,
  keyring: Keyring,
  actor: Allowed<'contact-request.answer'>,
  answer: Answer,
  read: Pick<DeliberateRead, 'cameBy'>,
  now: Date,
): Outcome<'answered', ContactAnswerProblem> {
  if (answer.choice === 'time') {
    const problem = answer.time ? whyNotProposed(answer.time, dayOf(now)) : 'no-time'
    if (problem) return refused(problem)
  }
  return refuseWhenBusy(() =>
    inConfidentialTransaction(files.confidential, (tx): Outcome<'answered', ContactAnswerProblem> => {
      const opening = allowOnContact(files, tx, actor, 'contact-request.open', answer.id, now)
      const saving = allowOnContact(files, tx, actor, 'contact-request.answer', answer.id, now)
      if (!opening || !saving) throw new Response(null, { status: 404 })
      const keys = { ...files, keyring }
      const content = openContact(tx, keys, opening, { action: 'contact-request.read', read }, now)
      if (!content.ok) return content
      const text = contactText({ id: answer.id, subjectId: saving.subjectId })
      const next = JSON.stringify(answered(content.value, answer))
      const saved = saveText(tx, keys, saving, text, next, { action: 'contact-request.answer' }, now)
      if (!saved.ok) return saved
      tie(tx, answer, saving.id, now)
      return done('answered')
    }),
  )
}
