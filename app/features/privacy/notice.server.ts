import { formatDayMonthYear, formatList } from '#app/i18n/format.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import { dayAfter, sayDuration } from '#app/platform/duration.ts'
import type { Line } from '#app/platform/inventory/line.ts'
import { lineOf } from './inventory.ts'

/** What stands beside a form that asks for something personal: why, who reads it, how long, as whole sentences. */
export type Notice = { why: string; who: string; howLong: string; until: string | null }

/** The notice for a column, from the inventory, so that it cannot say anything else than what holds. `since` is when its period began, when it has. */
export function noticeFor(
  language: Language,
  { table, column, file }: Pick<Line, 'table' | 'column' | 'file'>,
  since: number | null,
): Notice {
  const t = textsFor(language)
  const { purpose, seenBy, keep, from } = lineOf(table, column, file)
  const readers = seenBy.map((reader) => t(`privacy:reader.${reader}`))
  return {
    why: t(`privacy:purpose.${purpose}.text`),
    who: t('privacy:notice.who', { readers: formatList(language, readers) }),
    howLong: t(`privacy:keep.${from}`, { duration: sayDuration(language, keep) }),
    until:
      since === null ? null : t('privacy:notice.until', { date: formatDayMonthYear(language, dayAfter(since, keep)) }),
  }
}
