import { createHash } from 'node:crypto'
import type { Language } from '#app/i18n/languages.ts'
import { scalarText } from '#app/platform/tables/parse-values.ts'
import { visibleText } from '#app/platform/text/visible-text.ts'
import type { Db } from '#db/open.server.ts'
import { tryImport } from './import/import-offers.server.ts'
import type { ImportSource } from './import/import-record.ts'
import type { ImportOptions, OfferImportPlan, PlannedOffer } from './import/plan.server.ts'
import { type ReadSource, readSourceBytes, type SourceFormat } from './import/read-source.server.ts'
import {
  cancelledLines,
  countChanges,
  fileProblemLine,
  noticeLines,
  refusedLines,
  sourceLines,
} from './import/report.server.ts'

type ChangedTitle = {
  readonly title: string
  readonly fields: ReadonlyArray<{ readonly field: string; readonly old: string; readonly new: string }>
}
/** What importing a file would do: every line of it, in the language it was looked at in. */
export type ImportLook = {
  readonly language: Language
  readonly counts: Readonly<
    Record<'new' | 'changed' | 'unchanged' | 'refused' | 'cancelled' | 'notices' | 'offers', number>
  >
  readonly file: ReadonlyArray<string>
  readonly added: ReadonlyArray<string>
  readonly changed: ReadonlyArray<ChangedTitle>
  readonly cancelled: ReadonlyArray<string>
  readonly notices: ReadonlyArray<string>
  readonly refused: ReadonlyArray<string>
  /** The refused lines as they stand in the file: number, reason, and what is in each column. */
  readonly table: { readonly columns: ReadonlyArray<string>; readonly rows: ReadonlyArray<ReadonlyArray<string>> }
  readonly fingerprint: string
}
export type UnreadableImport = { readonly language: Language; readonly unreadable: string }
/** A file as it is kept, with what is to be done with it. */
export type FileToLook = { readonly format: SourceFormat; readonly content: Buffer; readonly options: ImportOptions }

/** Tells a plan from any other: what was shown is what is applied. */
export function fingerprintOf(plan: OfferImportPlan): string {
  const facts = [
    plan.planned.map(({ key, change, changes, withdrawn }) => [key, change, changes, withdrawn.length]),
    plan.refused,
  ]
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 32)
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  return visibleText(scalarText(value) ?? JSON.stringify(value))
}

function refusedTable(language: Language, source: ImportSource, plan: OfferImportPlan): ImportLook['table'] {
  const reasons = new Map<number, string[]>()
  for (const one of plan.refused)
    for (const line of one.lines) reasons.set(line, [...(reasons.get(line) ?? []), ...refusedLines(language, [one])])
  const columns = new Set<string>()
  const records = new Map<number, ReadonlyMap<string, unknown>>()
  for (const record of source.records) {
    if ('problem' in record) continue
    for (const [name] of record.entries) columns.add(name)
    if (reasons.has(record.line)) records.set(record.line, new Map(record.entries))
  }
  const names = [...columns]
  const rows = [...reasons]
    .sort(([a], [b]) => a - b)
    .map(([line, texts]) => [
      String(line),
      [...new Set(texts)].join(' '),
      ...names.map((name) => cellText(records.get(line)?.get(name))),
    ])
  return { columns: names.map((name) => visibleText(name)), rows }
}

function shown(language: Language, source: ReadSource, plan: OfferImportPlan): ImportLook {
  const of = (change: PlannedOffer['change']) => plan.planned.filter((one) => one.change === change)
  const title = ({ offer }: PlannedOffer) => offer.title[language] || offer.title.nl || offer.title.en
  return {
    language,
    counts: {
      ...countChanges(plan),
      refused: plan.refused.length,
      cancelled: plan.planned.reduce((sum, { withdrawn }) => sum + withdrawn.length, 0),
      notices: plan.notices.length,
      offers: plan.planned.length,
    },
    file: sourceLines(language, source, plan),
    added: of('new').map(title),
    changed: of('changed').map((one) => ({ title: title(one), fields: one.changes })),
    cancelled: cancelledLines(language, plan),
    notices: noticeLines(language, plan),
    refused: refusedLines(language, plan.refused),
    table: refusedTable(language, source, plan),
    fingerprint: fingerprintOf(plan),
  }
}

/** Looks at a file by the same plan as the command makes, and writes nothing: what it would change, or in a sentence why it cannot be read. */
export function lookAtImport(
  db: Db,
  { format, content, options }: FileToLook,
  now: Date,
): ImportLook | UnreadableImport {
  const { language, kind } = options
  const source = readSourceBytes(content, format, kind)
  const tried = source.ok ? tryImport(db, source.value, options, now) : source
  if (!source.ok || !tried.ok) {
    const problem = source.ok ? (tried.ok ? undefined : tried.problem) : source.problem
    return { language, unreadable: problem ? fileProblemLine(language, problem) : '' }
  }
  return shown(language, source.value, tried.value.plan)
}
