import { formatDate, formatTimes } from '#app/i18n/format.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import { visibleText } from '#app/platform/text/visible-text.ts'
import { kinds } from '../kinds.ts'
import type { CallProblem } from './arguments.server.ts'
import type { Imported } from './import-offers.server.ts'
import type { FileProblem, LineNotice, LineProblem } from './import-record.ts'
import type { OfferImportPlan, PlannedOffer, RefusedLine } from './plan.server.ts'
import type { ReadSource } from './read-source.server.ts'
import { shortened } from './summary.ts'

const MOST_OFFERS = 20
const MOST_REFUSED = 100
const LONGEST_VALUE = 60
const INDENT = '  '

/** Words from a file as they may stand on a screen: on one line, short, and without signs that steer a terminal. */
function safe(text: string, most = LONGEST_VALUE): string {
  return shortened(
    visibleText(text)
      .replace(/\s+/g, ' ')
      .replace(/[\u0080-\u009F]/g, '')
      .trim(),
    most,
  )
}

export function usageLines(language: Language): string[] {
  const t = textsFor(language)
  const all = kinds.map((kind) => kind.id).join(', ')
  const options = [
    t('import:usage.kind', { kinds: all }),
    t('import:usage.format'),
    t('import:usage.apply'),
    t('import:usage.skip'),
    t('import:usage.yes'),
    t('import:usage.state'),
    t('import:usage.unit'),
    t('import:usage.email'),
    t('import:usage.source'),
    t('import:usage.lang'),
    t('import:usage.verbose'),
  ]
  return [
    t('import:usage.call'),
    t('import:usage.file'),
    ...options.map((line) => `${INDENT}${line}`),
    t('import:usage.docs'),
  ]
}

export function callProblemLine(
  language: Language,
  { code, flag = '', value = '', allowed = '' }: CallProblem,
): string {
  return textsFor(language)(`import:call.${code}`, { flag: safe(flag), value: safe(value), allowed })
}

export function fileProblemLine(language: Language, { code, values = {} }: FileProblem): string {
  const shown = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? safe(value) : value]),
  )
  return textsFor(language)(
    `import:file.${code}`,
    shown as {
      megabytes: number
      line: number
      first: string
      second: string
      status: number
      host: string
      pages: number
    },
  )
}

/** What is wrong with a line, as a sentence without its place. */
export function reasonText(language: Language, { line }: RefusedLine, problem: LineProblem): string {
  const { code, value = '', known = '' } = problem
  return textsFor(language)(`import:problem.${code}`, { value: safe(value), known, line: problem.line ?? line })
}

/** What is told of a line that goes in all the same, in the same way. */
export function noticeText(language: Language, { code, value }: LineNotice): string {
  return textsFor(language)(`import:notice.${code}`, { value: safe(value) })
}

function noticeLine(language: Language, notice: LineNotice): string {
  const { line, field } = notice
  return textsFor(language)('import:report.refusedLine', {
    line,
    field: safe(field),
    reason: noticeText(language, notice),
  })
}

function refusalLine(language: Language, refused: RefusedLine, problem: LineProblem): string {
  const t = textsFor(language)
  const { field, at = refused.line } = problem
  const reason = reasonText(language, refused, problem)
  return field === ''
    ? t('import:report.refusedWholeLine', { line: at, reason })
    : t('import:report.refusedLine', { line: at, field: safe(field), reason })
}

/** What is told of lines that go in all the same, each in a sentence. */
export function noticeLines(language: Language, { notices }: OfferImportPlan): string[] {
  return notices.map((notice) => noticeLine(language, notice))
}

/** The offers that lose dates, and how many people each date concerns. */
export function cancelledLines(language: Language, { planned }: OfferImportPlan): string[] {
  return planned
    .filter(({ withdrawn }) => withdrawn.length > 0)
    .map((one) =>
      withdrawnLines(language, one)
        .map((line) => line.trim())
        .join(' '),
    )
}

/** The refused lines, each with its reason in a sentence. */
export function refusedLines(language: Language, refused: ReadonlyArray<RefusedLine>): string[] {
  return refused.flatMap((one) => one.problems.map((problem) => refusalLine(language, one, problem)))
}

function listed<T>(
  language: Language,
  items: ReadonlyArray<T>,
  most: number,
  linesOf: (item: T) => string[],
): string[] {
  const lines = items.slice(0, most).flatMap(linesOf)
  if (items.length > most) lines.push(textsFor(language)('import:report.more', { count: items.length - most }))
  return lines.map((line) => `${INDENT}${line}`)
}

function offerLine(language: Language, { line, key, offer }: PlannedOffer): string {
  const title = safe(language === 'nl' ? offer.title.nl || offer.title.en : offer.title.en || offer.title.nl)
  return textsFor(language)('import:report.offer', { line, title, key: safe(key) })
}

function offerLines(language: Language, planned: PlannedOffer): string[] {
  const t = textsFor(language)
  const { changes } = planned
  const changed = changes.map((change) =>
    t('import:report.change', {
      field: change.field,
      old: safe(change.old, LONGEST_VALUE + 1),
      new: safe(change.new, LONGEST_VALUE + 1),
    }),
  )
  return [offerLine(language, planned), ...changed.map((text) => `${INDENT}${text}`)]
}

/** The dates of an offer that would be cancelled, and how many people each of them concerns. */
function withdrawnLines(language: Language, planned: PlannedOffer): string[] {
  const t = textsFor(language)
  const sentence = planned.hasNewDates ? 'import:report.cancelledAndNew' : 'import:report.cancelled'
  const dates = planned.withdrawn.map(({ session, people }) => {
    const [first] = session.days
    const date = first ? `${formatDate(language, first.date)} ${formatTimes(first.from, first.until)}` : ''
    return `${INDENT}${t(sentence, { date, count: people })}`
  })
  return [offerLine(language, planned), ...dates]
}

/** What was read: how many lines, as what, and which columns mean nothing to us. */
export function sourceLines(language: Language, source: ReadSource, plan: OfferImportPlan): string[] {
  const t = textsFor(language)
  return [
    t('import:report.read', { count: plan.lines, format: source.format, encoding: source.encoding }),
    ...(source.morePages ? [t('import:report.morePages')] : []),
    ...(plan.ignored.length > 0
      ? [t('import:report.ignored', { columns: plan.ignored.map((name) => safe(name)).join(', ') })]
      : []),
  ]
}

export function countChanges({ planned }: OfferImportPlan): Record<PlannedOffer['change'], number> {
  const count = (change: PlannedOffer['change']) => planned.filter((one) => one.change === change).length
  return { new: count('new'), changed: count('changed'), unchanged: count('unchanged') }
}

function withdrawnBlock(language: Language, { planned }: OfferImportPlan, most: number): string[] {
  const losing = planned.filter(({ withdrawn }) => withdrawn.length > 0)
  if (losing.length === 0) return []
  const count = losing.reduce((sum, { withdrawn }) => sum + withdrawn.length, 0)
  const lines = listed(language, losing, most, (one) => withdrawnLines(language, one))
  return [textsFor(language)('import:report.withdrawn', { count }), ...lines]
}

/** The difference an import makes: new, changed with old and new values, unchanged, and refused with line and reason. */
export function planLines(language: Language, plan: OfferImportPlan, verbose: boolean): string[] {
  const t = textsFor(language)
  const counts = countChanges(plan)
  const offers = verbose ? Number.POSITIVE_INFINITY : MOST_OFFERS
  const refused = verbose ? Number.POSITIVE_INFINITY : MOST_REFUSED
  const block = (change: 'new' | 'changed') =>
    listed(
      language,
      plan.planned.filter((one) => one.change === change),
      offers,
      (one) => offerLines(language, one),
    )
  return [
    t('import:report.new', { count: counts.new }),
    ...block('new'),
    t('import:report.changed', { count: counts.changed }),
    ...block('changed'),
    ...withdrawnBlock(language, plan, refused),
    t('import:report.unchanged', { count: counts.unchanged }),
    ...(plan.notices.length > 0 ? [t('import:report.notices', { count: plan.notices.length })] : []),
    ...listed(language, plan.notices, refused, (notice) => [noticeLine(language, notice)]),
    t('import:report.refused', { count: plan.refused.length }),
    ...listed(language, plan.refused, refused, (line) =>
      line.problems.map((problem) => refusalLine(language, line, problem)),
    ),
  ]
}

/** The last line: what has become of it. */
export function outcomeLine(
  language: Language,
  plan: OfferImportPlan,
  { apply, written, notWritten }: { apply: boolean; written: boolean; notWritten?: Imported['notWritten'] },
): string {
  const t = textsFor(language)
  const refused = plan.refused.length
  if (!apply && refused === 0 && plan.planned.some(({ withdrawn }) => withdrawn.length > 0))
    return t('import:report.dryRunDates')
  if (!apply) return t(refused > 0 ? 'import:report.dryRunRefused' : 'import:report.dryRun')
  if (notWritten === 'dates') return t('import:report.nothingAppliedDates')
  if (!written) return t('import:report.nothingApplied')
  const { new: created, changed, unchanged } = countChanges(plan)
  return refused > 0
    ? t('import:report.appliedSkipped', { created, changed, unchanged, refused })
    : t('import:report.applied', { created, changed, unchanged })
}
