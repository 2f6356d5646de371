import { and, eq, ne } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import type { Language } from '#app/i18n/languages.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import type { Db } from '#db/open.server.ts'
import { people } from '#db/schema/people.ts'
import { inTransaction } from '#db/transaction.server.ts'

/** The language in which the portal writes to the actor. False when it was that already: then nothing is written. */
export function changeLanguage(db: Db, actor: Allowed<'account.change'>, language: Language, now: Date): boolean {
  return inTransaction(db, (tx) => {
    const { changes } = tx
      .update(people)
      .set({ language, updatedAt: Number(now) })
      .where(and(eq(people.id, actor.id), ne(people.language, language)))
      .run()
    if (changes === 0) return false
    const object = { type: 'person', id: actor.id }
    recordAudit(tx, actor, { action: 'account.change', object, subjectId: actor.id, fields: ['language'] }, now)
    return true
  })
}
