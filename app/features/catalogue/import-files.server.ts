import { randomBytes } from 'node:crypto'
import { and, eq, gt, lt } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import type { Language } from '#app/i18n/languages.ts'
import { askForWork, stateOfWork } from '#app/platform/jobs/asked-work.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import type { Db } from '#db/open.server.ts'
import { importFiles } from '#db/schema/import-files.ts'
import type { SourceFormat } from './import/read-source.server.ts'
import { applyInBatches, type ImportAgreed, type ImportApplied, type ImportProblem } from './import-apply.server.ts'
import { LARGEST_IMPORT } from './import-file-limits.ts'
import { type FileToLook, type ImportLook, lookAtImport, type UnreadableImport } from './import-look.server.ts'
import { isKind, type KindId } from './kinds.ts'
import { isInScope, scopeOf } from './offer-scope.server.ts'

/** The jobs that look at a large file and apply one (import-jobs.server.ts). */
export const LOOK_AT_IMPORT = 'look-at-import'
export const APPLY_IMPORT = 'apply-import'

/** A file can be applied for so long after it was brought, in milliseconds. */
const STAYS_MS = 3_600_000
/** Of a file of so many lines and bytes a request can say what it would change; a larger one goes to the worker. */
const SMALL = { lines: 40, bytes: 32 * 1024 } as const

type Brought = { kind: KindId; source: string; format: SourceFormat; unit: string; file: Uint8Array | null }
/** What somebody agreed to, and how far that came. */
type Applying = ImportAgreed & { readonly done: number | null; readonly outcome: ImportApplied | null }

function isSmall(file: Uint8Array): boolean {
  if (file.length > SMALL.bytes) return false
  return file.reduce((lines, byte) => (byte === 10 || byte === 13 ? lines + 1 : lines), 0) <= SMALL.lines * 2
}

/** Keeps a file for its owner to look at, and answers its id; a large one is looked at in the worker. Refuses none, one that is larger than the screen takes, and a unit that is not theirs. Nothing of an offer changes, so no audit event tells of it. */
export function keepImportFile(
  db: Db,
  actor: Allowed<'offer.save'>,
  { kind, source, format, unit, file }: Brought,
  language: Language,
  now: Date,
): Outcome<string, 'no-file' | 'too-large-file' | 'wrong-unit'> {
  if (unit && !isInScope(scopeOf(db, actor), { owner: { unit }, units: [] })) return refused('wrong-unit')
  if (!file || file.length === 0) return refused('no-file')
  if (file.length > LARGEST_IMPORT.file) return refused('too-large-file')
  const id = randomBytes(16).toString('hex')
  const row = { id, ownerId: actor.id, kind, source, format, unit, content: Buffer.from(file), createdAt: Number(now) }
  // The worker writes in the language of whoever asked.
  const looked = isSmall(file) ? null : JSON.stringify({ language })
  db.insert(importFiles)
    .values({ ...row, looked })
    .run()
  if (looked) askForWork(db, { name: LOOK_AT_IMPORT, record: id }, now)
  return done(id)
}

type Kept = typeof importFiles.$inferSelect & { kind: KindId }

/** A kept file, for its owner alone and for an hour. */
export function findImportFile(db: Db, ownerId: string, id: string, now: Date): Kept | undefined {
  const row = db
    .select()
    .from(importFiles)
    .where(
      and(eq(importFiles.id, id), eq(importFiles.ownerId, ownerId), gt(importFiles.createdAt, Number(now) - STAYS_MS)),
    )
    .get()
  return row && isKind(row.kind) ? { ...row, kind: row.kind } : undefined
}

/** Takes a file away. */
export function dropImportFile(db: Db, actor: Allowed<'offer.save'>, id: string): void {
  db.delete(importFiles)
    .where(and(eq(importFiles.id, id), eq(importFiles.ownerId, actor.id)))
    .run()
}

/** Deletes files that were brought before this moment, in UTC milliseconds. Answers how many. */
export function deletePastImportFiles(db: Db, moment: number): number {
  return db.delete(importFiles).where(lt(importFiles.createdAt, moment)).run().changes
}

/** A kept file with what this person may do with it. */
export function fileToLook(db: Db, actor: Allowed<'offer.save'>, row: Kept, language: Language): FileToLook {
  const { kind, source, unit, format, content } = row
  const options = {
    kind,
    language,
    scope: scopeOf(db, actor),
    ...(source ? { source } : {}),
    ...(unit ? { usualUnit: unit } : {}),
  }
  return { format, content, options }
}

/** What the worker found, or only the language it is asked in. */
export function lookedOf({ looked }: Kept): ImportLook | UnreadableImport | { language: Language } | null {
  return looked ? JSON.parse(looked) : null
}
export function applyingOf({ applying }: Kept): Applying | null {
  return applying ? JSON.parse(applying) : null
}

function isFound(looked: object): looked is ImportLook | UnreadableImport {
  return 'counts' in looked || 'unreadable' in looked
}

export type ImportState =
  | { readonly state: 'looked'; readonly look: ImportLook | UnreadableImport; readonly applied: ImportApplied | null }
  | { readonly state: 'waiting' | 'working' | 'failed'; readonly work: 'look' | 'apply' }

/** How it stands with a kept file: what importing it would do, what became of that, or that the worker is at it. Null where it is gone or somebody else's. */
export function readImportState(
  db: Db,
  actor: Allowed<'offer.save'>,
  id: string,
  language: Language,
  now: Date,
): ImportState | null {
  const row = findImportFile(db, actor.id, id, now)
  if (!row) return null
  const applying = applyingOf(row)
  const looked = lookedOf(row)
  const work = applying && !applying.outcome ? 'apply' : looked && !isFound(looked) ? 'look' : null
  if (work) {
    const state = stateOfWork(db, { name: work === 'apply' ? APPLY_IMPORT : LOOK_AT_IMPORT, record: id })
    return { state: state === 'done' || state === null ? 'working' : state, work }
  }
  const look = looked && isFound(looked) ? looked : lookAtImport(db, fileToLook(db, actor, row, language), now)
  return { state: 'looked', look, applied: applying?.outcome ?? null }
}

/**
 * Imports a kept file as it was shown and takes it away; answers how many offers were written, or null when the worker does it. Refuses when something
 * changed since it was shown, refused lines that may not be skipped, and dates that would be cancelled and were not agreed to.
 */
export async function applyImportFile(
  db: Db,
  actor: Allowed<'offer.save'>,
  id: string,
  { fingerprint, skip, dates }: { fingerprint: string; skip: ReadonlyArray<'yes'>; dates: ReadonlyArray<'yes'> },
  language: Language,
  now: Date,
): Promise<Outcome<number | null, ImportProblem>> {
  const row = findImportFile(db, actor.id, id, now)
  if (!row) return refused('gone')
  const agreed: ImportAgreed = { fingerprint, skip: skip.length > 0, dates: dates.length > 0 }
  const looked = lookedOf(row)
  if (looked) {
    if (!('counts' in looked) || looked.fingerprint !== fingerprint) return refused('changed-meanwhile')
    if (looked.counts.refused > 0 && !agreed.skip) return refused('refused')
    if (looked.counts.cancelled > 0 && !agreed.dates) return refused('dates')
    const applying: Applying = { ...agreed, done: null, outcome: null }
    // Asked for twice, it is done once.
    const before = applyingOf(row)
    if (!before || before.outcome)
      db.update(importFiles)
        .set({ applying: JSON.stringify(applying) })
        .where(eq(importFiles.id, id))
        .run()
    askForWork(db, { name: APPLY_IMPORT, record: id }, now)
    return done(null)
  }
  const applied = await applyInBatches(db, actor, fileToLook(db, actor, row, language), agreed, now)
  if (applied.problem) return refused(applied.problem)
  dropImportFile(db, actor, id)
  return done(applied.done)
}
