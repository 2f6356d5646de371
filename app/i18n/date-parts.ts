/** A date as somebody fills it in, in three boxes: what was typed, whether it is a date or not. */
export type DateParts = { readonly day: string; readonly month: string; readonly year: string }

export const DATE_PARTS = ['day', 'month', 'year'] as const

/** The name of one box of a date field. */
export function datePartName(name: string, part: (typeof DATE_PARTS)[number]): string {
  return `${name}.${part}`
}

/** A date (`2027-02-03`) in three boxes; what is no date stands in none of them. */
export function toDateParts(date: string): DateParts {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? []
  const short = (number: string) => number.replace(/^0/, '')
  return { day: short(day), month: short(month), year }
}

/**
 * The three boxes as one text: `2027-02-03`, nothing when all are empty, and otherwise what was typed, with `-` between; that is no date, so
 * whoever reads dates refuses it. Whether the day exists is for them too.
 */
export function fromDateParts(parts: DateParts): string {
  const [day, month, year] = [parts.day.trim(), parts.month.trim(), parts.year.trim()]
  if (day === '' && month === '' && year === '') return ''
  if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month) || !/^\d{4}$/.test(year)) return `${year}-${month}-${day}-`
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** Whether a text is a day that exists, written as `2027-02-03`. */
export function isRealDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const moment = new Date(`${text}T12:00:00Z`)
  return !Number.isNaN(Number(moment)) && moment.toISOString().startsWith(text)
}

/** A date field from what was sent: the three boxes, or one text under the field's own name, as in an address. */
export function readDateParts(read: (name: string) => string | null, name: string): { date: string; parts: DateParts } {
  const parts = {
    day: read(datePartName(name, 'day')),
    month: read(datePartName(name, 'month')),
    year: read(datePartName(name, 'year')),
  }
  if (parts.day === null && parts.month === null && parts.year === null) {
    const date = read(name) ?? ''
    return { date, parts: toDateParts(date) }
  }
  const typed = { day: parts.day ?? '', month: parts.month ?? '', year: parts.year ?? '' }
  return { date: fromDateParts(typed), parts: typed }
}
