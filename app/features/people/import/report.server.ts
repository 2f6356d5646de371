import type { Translate } from '#app/i18n/instance.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import type { Problem, TableProblemCode } from '#app/platform/tables/reading.ts'
import { COLUMNS, type ColumnId } from './columns.ts'
import type { PeopleFileProblemCode, RowKey, RowProblem } from './import-row.ts'
import type { Guard, PeopleImportPlan, Told } from './plan.server.ts'

const MOST_PEOPLE = 20
const MOST_PROBLEMS = 100
const LONGEST_VALUE = 60

type In = { t: Translate; language: Language }

/** A value from a file as it may stand on a screen: short. */
function short(text: string): string {
  return text.length > LONGEST_VALUE ? `${[...text].slice(0, LONGEST_VALUE - 1).join('')}…` : text
}

export function columnName(language: Language, column: ColumnId): string {
  return COLUMNS[column][language][0] ?? column
}

export function peopleFileProblemLine(
  { t, language }: In,
  problem: Problem<TableProblemCode | PeopleFileProblemCode>,
): string {
  const { code, values = {} } = problem
  switch (code) {
    case 'no-columns':
      return t('operator:peopleImport.file.no-columns', { columns: String(values[language]) })
    case 'same-columns':
      return t('operator:peopleImport.file.same-columns', {
        first: short(String(values.first)),
        second: short(String(values.second)),
      })
    case 'too-many-rows':
      return t('operator:peopleImport.file.too-many-rows', { most: values.most })
    default:
      return t(`import:file.${code}`, { megabytes: Number(values.megabytes), line: Number(values.line) })
  }
}

/** What is wrong with a row, as a sentence without its place. */
export function problemText({ t, language }: In, { code, value = '', other }: RowProblem): string {
  return t(`operator:peopleImport.problem.${code}`, {
    value: short(value),
    line: other,
    number: columnName(language, 'staffNumber'),
  })
}

function problemLine(at: In, problem: RowProblem): string {
  const { line, staffNumber, column } = problem
  const who = staffNumber === null ? '' : ` (${staffNumber})`
  const where = column === null ? '' : `${columnName(at.language, column)}: `
  return at.t('operator:peopleImport.report.problem', { line, who, where, reason: problemText(at, problem) })
}

/** A number, with its organisation where a file is about several. */
function numberText({ homeOrganisation, staffNumber }: RowKey, severalOrganisations: boolean): string {
  return severalOrganisations && homeOrganisation !== null ? `${staffNumber} ${homeOrganisation}` : staffNumber
}

function personLine({ t }: In, told: Told, several: boolean): string {
  const { line, kind, what } = told
  const staffNumber = numberText(told, several)
  const changes = kind === 'new' ? [] : what.map((one) => t(`operator:peopleImport.what.${one}`))
  const start = line === null ? staffNumber : t('operator:peopleImport.report.row', { line, number: staffNumber })
  return changes.length > 0 ? `${start}: ${changes.join(', ')}` : start
}

function listed<T>({ t }: In, items: ReadonlyArray<T>, most: number, lineOf: (item: T) => string): string[] {
  const lines = items.slice(0, most).map(lineOf)
  const more = items.length > most ? [t('import:report.more', { count: items.length - most })] : []
  return [...lines, ...more].map((line) => `  ${line}`)
}

function ignoredLine({ t }: In, ignored: ReadonlyArray<string>): string[] {
  return ignored.length > 0 ? [t('import:report.ignored', { columns: ignored.map(short).join(', ') })] : []
}

/** The difference an import makes, by row and staff number: never a name or an address, because what a command says ends up in logs. */
export function peoplePlanLines(at: In, plan: PeopleImportPlan, encoding: string, verbose: boolean): string[] {
  const { t } = at
  const people = verbose ? Number.POSITIVE_INFINITY : MOST_PEOPLE
  const several = new Set(plan.told.map(({ homeOrganisation }) => homeOrganisation)).size > 1
  const rows = new Set(plan.problems.map(({ line }) => line)).size
  const problems = verbose ? Number.POSITIVE_INFINITY : MOST_PROBLEMS
  const block = (kind: 'new' | 'changed' | 'ended') => [
    t(`operator:peopleImport.report.${kind}`, { count: plan.counts[kind] }),
    ...listed(
      at,
      plan.told.filter((one) => one.kind === kind),
      people,
      (one) => personLine(at, one, several),
    ),
  ]
  return [
    t('operator:peopleImport.report.read', { count: plan.read.count, encoding }),
    ...ignoredLine(at, plan.read.ignored),
    ...block('new'),
    ...block('changed'),
    ...block('ended'),
    t('operator:peopleImport.report.unchanged', { count: plan.counts.unchanged }),
    ...(plan.notes.length > 0 ? [t('operator:peopleImport.report.notes', { count: plan.notes.length })] : []),
    ...listed(at, plan.notes, problems, ({ line, staffNumber, manager }) =>
      t('operator:peopleImport.report.note', { line, number: staffNumber, manager }),
    ),
    ...(plan.read.unknownStages.length > 0
      ? [t('operator:peopleImport.report.stages', { count: plan.read.unknownStages.length })]
      : []),
    ...listed(at, plan.read.unknownStages, problems, ({ line, staffNumber, value }) =>
      t('operator:peopleImport.report.stage', { line, number: staffNumber, value: short(value) }),
    ),
    t('operator:peopleImport.report.refused', { count: rows }),
    ...listed(at, plan.problems, problems, (problem) => problemLine(at, problem)),
  ]
}

/** Why the file as a whole is not written. */
export function guardLine({ t }: In, guard: Guard): string {
  return guard.code === 'whole-unsure'
    ? t('operator:peopleImport.guard.whole-unsure', { count: guard.count })
    : t('operator:peopleImport.guard.too-many-end', { count: guard.ended, current: guard.current })
}

/** The last line: what has become of it. */
export function peopleOutcomeLine({ t }: In, plan: PeopleImportPlan, isApplied: boolean): string {
  if (!isApplied) return t(plan.guard ? 'operator:peopleImport.report.nothing' : 'operator:peopleImport.report.dryRun')
  const { counts } = plan
  return t('operator:peopleImport.report.applied', {
    created: counts.new,
    changed: counts.changed,
    ended: counts.ended,
    unchanged: counts.unchanged,
  })
}
