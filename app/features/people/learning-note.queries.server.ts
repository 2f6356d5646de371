import { eq } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import type { Db } from '#db/open.server.ts'
import { learningNotes } from '#db/schema/people.ts'

/** The page "What I want to learn": the actor's own note. */
export function findLearningNote(db: Db, actor: Allowed<'learning-note.read-own'>): string {
  return db.select().from(learningNotes).where(eq(learningNotes.personId, actor.id)).get()?.note ?? ''
}
