import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { allow, inOperation, may } from '#app/access/actor.ts'
import { readPerson } from '#app/features/people/read-person.server.ts'
import type { Job } from '#app/platform/jobs/job.ts'
import { JobError } from '#app/platform/jobs/job-error.ts'
import type { Db } from '#db/open.server.ts'
import { importFiles } from '#db/schema/import-files.ts'
import { applyInBatches } from './import-apply.server.ts'
import {
  APPLY_IMPORT,
  applyingOf,
  fileToLook,
  findImportFile,
  LOOK_AT_IMPORT,
  lookedOf,
} from './import-files.server.ts'
import { lookAtImport } from './import-look.server.ts'

/** What the search learns from many offers that came in at once: the state of its index before, and what is done after. */
export type LearnsAfter = {
  readonly before: (db: Db) => number
  readonly after: (db: Db, now: Date, before: number) => Promise<void>
}

/** The kept file of this id with its owner, who has to be allowed still. */
function openFile(db: Db, id: string, now: Date) {
  const owner = db.select({ id: importFiles.ownerId }).from(importFiles).where(eq(importFiles.id, id)).get()
  const person = owner && readPerson(db, owner.id, now)?.person
  const row = person && findImportFile(db, person.id, id, now)
  if (!row || !may(person, 'offer.save')) return null
  // All that one file brings in is one operation of the audit log.
  return { row, actor: inOperation(allow(person, 'offer.save'), randomUUID()) }
}

function keep(db: Db, id: string, values: { looked?: object; applying?: object }): void {
  const texts = Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)])
  db.update(importFiles).set(Object.fromEntries(texts)).where(eq(importFiles.id, id)).run()
}

function lookAgain(db: Db, id: string, now: Date): void {
  const open = openFile(db, id, now)
  const language = open && lookedOf(open.row)?.language
  if (!open || !language) return
  keep(db, id, { looked: lookAtImport(db, fileToLook(db, open.actor, open.row, language), now) })
}

/** Looks at large files and applies them in the worker, so that no request waits for it. */
export function importJobs({ before, after }: LearnsAfter) {
  return [
    {
      name: LOOK_AT_IMPORT,
      when: { whenAsked: true },
      inThread: true,
      run: ({ db, record, now }) => lookAgain(db, record, now),
    },
    {
      name: APPLY_IMPORT,
      when: { whenAsked: true },
      inThread: true,
      run: async ({ db, record, now, breathe }) => {
        const open = openFile(db, record, now)
        const applying = open && applyingOf(open.row)
        const language = open && lookedOf(open.row)?.language
        if (!open || !applying || !language) throw new JobError('gone')
        if (applying.outcome) return
        const index = before(db)
        const file = fileToLook(db, open.actor, open.row, language)
        const outcome = await applyInBatches(db, open.actor, file, applying, now, {
          goesOn: applying.done,
          after: (done) => keep(db, record, { applying: { ...applying, done } }),
          breathe,
        })
        keep(db, record, { applying: { ...applying, done: outcome.done, outcome } })
        if (outcome.problem) lookAgain(db, record, now)
        await after(db, now, index)
      },
    },
  ] as const satisfies ReadonlyArray<Job>
}
