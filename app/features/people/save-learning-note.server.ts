import { z } from 'zod'
import type { Allowed } from '#app/access/actor.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { defineForm } from '#app/platform/http/form/define-form.server.ts'
import { typed } from '#app/platform/http/form/fields.server.ts'
import { done } from '#app/platform/outcome.ts'
import type { Db } from '#db/open.server.ts'
import { learningNotes } from '#db/schema/people.ts'
import { inTransaction } from '#db/transaction.server.ts'

/** One field; it is empty when there is nothing to remember any more. */
export const learningNoteForm = defineForm({
  name: 'learning-note',
  permission: 'learning-note.save-own',
  intentField: null,
  intents: { save: { note: typed(z.string().trim().max(500), 'too-long') } },
})

/** Keeps what the actor would like to learn; it replaces what they wrote before. */
export function saveLearningNote(db: Db, actor: Allowed<'learning-note.save-own'>, note: string, now: Date) {
  return inTransaction(db, (tx) => {
    const row = { note, updatedAt: Number(now) }
    tx.insert(learningNotes)
      .values({ personId: actor.id, ...row })
      .onConflictDoUpdate({ target: learningNotes.personId, set: row })
      .run()
    const object = { type: 'learning-note', id: actor.id }
    recordAudit(tx, actor, { action: 'learning-note.save', object, subjectId: actor.id, fields: ['note'] }, now)
    return done('saved')
  })
}
