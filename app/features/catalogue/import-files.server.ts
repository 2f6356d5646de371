import { createHash, randomBytes } from 'node:crypto'
import { and, eq, gt, lt } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import type { Language } from '#app/i18n/languages.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import type { Db } from '#db/open.server.ts'
import { importFiles } from '#db/schema/import-files.ts'
import { importOffers, tryImport } from './import/import-offers.server.ts'
import type { OfferImportPlan } from './import/plan.server.ts'
import { readSourceBytes, type SourceFormat } from './import/read-source.server.ts'
import { fileProblemLine, refusedLines } from './import/report.server.ts'
import { LARGEST_IMPORT } from './import-file-limits.ts'
import { isKind, type KindId } from './kinds.ts'
import { scopeOf } from './offer-scope.server.ts'

/** A file can be applied for so long after it was brought, in milliseconds. */
const STAYS_MS = 3_600_000
const MOST_SHOWN = 100

type Brought = { kind: KindId; source: string; format: SourceFormat; file: Uint8Array | null }

/** Keeps a file for its owner to look at, and answers its id. Refuses none, and one that is larger than the screen takes. Nothing of an offer changes, so no audit event tells of it. */
export function keepImportFile(
  db: Db,
  actor: Allowed<'offer.save'>,
  { kind, source, format, file }: Brought,
  now: Date,
): Outcome<string, 'no-file' | 'too-large-file'> {
  if (!file || file.length === 0) return refused('no-file')
  if (file.length > LARGEST_IMPORT.file) return refused('too-large-file')
  const id = randomBytes(16).toString('hex')
  db.insert(importFiles)
    .values({ id, ownerId: actor.id, kind, source, format, content: Buffer.from(file), createdAt: Number(now) })
    .run()
  return done(id)
}

function findFile(db: Db, actor: Allowed<'offer.save'>, id: string, now: Date) {
  const row = db
    .select()
    .from(importFiles)
    .where(
      and(eq(importFiles.id, id), eq(importFiles.ownerId, actor.id), gt(importFiles.createdAt, Number(now) - STAYS_MS)),
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

export type ImportPreview = {
  readonly kind: KindId
  readonly counts: {
    readonly new: number
    readonly changed: number
    readonly unchanged: number
    readonly refused: number
    readonly cancelled: number
  }
  readonly added: ReadonlyArray<string>
  readonly changed: ReadonlyArray<{
    readonly title: string
    readonly fields: ReadonlyArray<{ readonly field: string; readonly old: string; readonly new: string }>
  }>
  readonly refused: ReadonlyArray<string>
  readonly ignored: ReadonlyArray<string>
  readonly fingerprint: string
}

function fingerprintOf(plan: OfferImportPlan): string {
  const facts = [
    plan.planned.map(({ key, change, changes, withdrawn }) => [key, change, changes, withdrawn.length]),
    plan.refused,
  ]
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 32)
}

function optionsFor(db: Db, actor: Allowed<'offer.save'>, row: { kind: KindId; source: string }, language: Language) {
  return { kind: row.kind, language, scope: scopeOf(db, actor), ...(row.source ? { source: row.source } : {}) }
}

/** What importing a kept file would do, by the same plan as the command makes; a sentence where it cannot be read; null where it is gone or somebody else's. */
export function previewImport(
  db: Db,
  actor: Allowed<'offer.save'>,
  id: string,
  language: Language,
  now: Date,
): ImportPreview | { unreadable: string } | null {
  const row = findFile(db, actor, id, now)
  if (!row) return null
  const source = readSourceBytes(row.content, row.format, row.kind)
  const tried = source.ok ? tryImport(db, source.value, optionsFor(db, actor, row, language), now) : source
  if (!tried.ok) return { unreadable: fileProblemLine(language, tried.problem) }
  const { plan } = tried.value
  const of = (change: 'new' | 'changed' | 'unchanged') => plan.planned.filter((one) => one.change === change)
  const title = ({ offer }: (typeof plan.planned)[number]) => offer.title[language] || offer.title.nl || offer.title.en
  return {
    kind: row.kind,
    counts: {
      new: of('new').length,
      changed: of('changed').length,
      unchanged: of('unchanged').length,
      refused: plan.refused.length,
      cancelled: plan.planned.reduce((sum, { withdrawn }) => sum + withdrawn.length, 0),
    },
    added: of('new').slice(0, MOST_SHOWN).map(title),
    changed: of('changed')
      .slice(0, MOST_SHOWN)
      .map((one) => ({ title: title(one), fields: one.changes })),
    refused: refusedLines(language, plan.refused.slice(0, MOST_SHOWN)),
    ignored: plan.ignored,
    fingerprint: fingerprintOf(plan),
  }
}

type ApplyProblem = 'gone' | 'changed-meanwhile' | 'refused' | 'dates'

/**
 * Imports a kept file as it was shown, all of it in one transaction, and takes the file away. Refuses when something changed since it was shown, refused lines
 * that may not be skipped, and dates that would be cancelled and were not agreed to; then nothing is written.
 */
export function applyImportFile(
  db: Db,
  actor: Allowed<'offer.save'>,
  id: string,
  agreed: { fingerprint: string; skip: ReadonlyArray<'yes'>; dates: ReadonlyArray<'yes'> },
  language: Language,
  now: Date,
): Outcome<number, ApplyProblem> {
  const row = findFile(db, actor, id, now)
  const source = row && readSourceBytes(row.content, row.format, row.kind)
  if (!row || !source?.ok) return refused('gone')
  const options = optionsFor(db, actor, row, language)
  const tried = tryImport(db, source.value, options, now)
  if (!tried.ok || fingerprintOf(tried.value.plan) !== agreed.fingerprint) return refused('changed-meanwhile')
  const applied = importOffers(
    db,
    source.value,
    { ...options, actor, skipRefused: agreed.skip.length > 0, yes: agreed.dates.length > 0 },
    now,
  )
  if (!applied.ok) return refused('changed-meanwhile')
  if (!applied.value.written) return refused(applied.value.notWritten ?? 'refused')
  dropImportFile(db, actor, id)
  return done(applied.value.plan.planned.filter(({ change }) => change !== 'unchanged').length)
}
