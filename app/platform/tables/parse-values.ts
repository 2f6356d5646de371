import { foldLetters } from '../text/fold.ts'

/** Letters and digits only, without accents: how headers, labels and ids are compared. */
export function squeezed(text: string): string {
  return foldLetters(text).replace(/[^a-z0-9]/g, '')
}

const ONLY_DASHES = /^[-\u2010-\u2015\u2212.?/ ]+$/
const SHORT_NOTHING = /^(?:n\.?v\.?t\.?|n\/a|n\.a\.|null|<null>|\(null\)|\(leeg\)|n\.?n\.?b\.?|n\.b\.)$/i

/** Whether a text only says that there is nothing: `n.v.t.`, `NULL`, `-`. */
export function saysNothing(text: string): boolean {
  return ONLY_DASHES.test(text) || SHORT_NOTHING.test(text)
}

const SHEET_ERROR = /^#(?:[A-Z\u00C0-\u00DE_]{2,20}(?:\/0)?[!?]|N\/[ABT]|NV|#{2,})$/

/** Whether a cell holds a mistake of the spreadsheet, such as `#N/B`, `#VERW!` or `####`, and not what somebody wrote. */
export function isSheetError(text: string): boolean {
  return SHEET_ERROR.test(text)
}

/** Whether a spreadsheet shortened a long number: `1,23457E+11`. What it was cannot be known any more. */
export function isShortenedNumber(text: string): boolean {
  return /^\d(?:[.,]\d+)?E\+\d{1,3}$/i.test(text)
}

/** A scalar as text; lists and objects have none. */
export function scalarText(value: unknown): string | undefined {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).trim()
    : undefined
}

const LIST_SEPARATOR = /[,;|\n]/

/** A list from JSON, or a text with commas, semicolons, bars or new lines between. */
export function listOf(value: unknown, isOne: (text: string) => boolean = () => false): string[] | undefined {
  if (Array.isArray(value)) {
    const parts = value.map(scalarText)
    return parts.every((part) => part !== undefined) ? parts.filter((part) => part !== '') : undefined
  }
  const text = scalarText(value)
  if (text === undefined) return undefined
  return isOne(text)
    ? [text]
    : text
        .split(LIST_SEPARATOR)
        .map((part) => part.trim())
        .filter(Boolean)
}

/** `9:30`, `09.30`, `9u30`, `9 uur`, `9:30 pm`, `09:30:00` as `09:30`. The end of a day is `24:00`. */
export function parseTime(text: string): string | undefined {
  const [, hours = '', minutes = '00', half = ''] =
    /^(\d{1,2})(?:[:.u](\d{2})(?::\d{2})?)?(?:\s*(?:u|uur|h|([ap])\.?m\.?))?$/i.exec(text) ?? []
  const most = half === '' ? 24 : 12
  const hour = half === '' ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  if (hours === '' || Number(hours) > most || Number(minutes) > 59) return undefined
  if (hour === 24 && minutes !== '00') return undefined
  return `${String(hour).padStart(2, '0')}:${minutes}`
}

/**
 * `1.234,56`, `1,234.56`, `1234,5`, `1 234`: the last sign is the decimal one. A single sign before exactly three digits parts
 * thousands, as a Dutch Excel writes them: `1.234` is 1234.
 */
export function parseNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  const text = scalarText(value)?.replace(/[\s\u00A0\u202F]/g, '') ?? ''
  if (!/^[+-]?\d[\d.,]*$/.test(text)) return undefined
  const thousands = /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+$|^[+-]?[1-9]\d{0,2}(?:,\d{3})+$/
  if (thousands.test(text)) return Number(text.replace(/[.,]/g, ''))
  const mixed = /^[+-]?\d{1,3}(?:\.\d{3})+,\d+$|^[+-]?\d{1,3}(?:,\d{3})+\.\d+$/
  const simple = /^[+-]?\d+(?:[.,]\d+)?$/
  if (!mixed.test(text) && !simple.test(text)) return undefined
  const decimal = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','))
  if (decimal < 0) return Number(text)
  return Number(`${text.slice(0, decimal).replace(/[.,]/g, '')}.${text.slice(decimal + 1)}`)
}

const NOTHING = new Set(['gratis', 'kosteloos', 'geen', 'free', 'none', 'nocharge', 'freeofcharge'])

/** `€ 1.234,56`, `450,-`, `gratis` in cents. */
export function parseCents(value: unknown): number | undefined {
  const text = scalarText(value) ?? ''
  if (NOTHING.has(squeezed(text))) return 0
  const bare = text
    .replace(/€|eur(o)?\b/gi, '')
    .replace(/,[-–—]+\s*$/, '')
    .trim()
  const euros = typeof value === 'number' ? value : parseNumber(bare)
  return euros === undefined || euros < 0 ? undefined : Math.round(euros * 100)
}

const YES = new Set(['ja', 'j', 'yes', 'y', 'true', 'waar', '1', 'x', 'aan', 'on'])
const NO = new Set(['nee', 'n', 'no', 'false', 'onwaar', '0', 'uit', 'off', 'geen'])

export function parseYesNo(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  const text = squeezed(scalarText(value) ?? '')
  return YES.has(text) ? true : NO.has(text) ? false : undefined
}

/** A web address people can follow. */
export function parseLink(text: string): string | undefined {
  const address = /^www\./i.test(text) ? `https://${text}` : text
  if (/\s/.test(address) || !URL.canParse(address)) return undefined
  return ['http:', 'https:'].includes(new URL(address).protocol) ? address : undefined
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

export function isEmail(text: string): boolean {
  return EMAIL.test(text)
}
