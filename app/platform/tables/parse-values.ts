import { foldLetters } from '../text/fold.ts'

/** Letters and digits only, without accents: how headers, labels and ids are compared. */
export function squeezed(text: string): string {
  return foldLetters(text).replace(/[^a-z0-9]/g, '')
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

function realDay(year: string, month: string, day: string): string | undefined {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const moment = new Date(`${date}T12:00:00Z`)
  return !Number.isNaN(Number(moment)) && moment.toISOString().startsWith(date) ? date : undefined
}

/** `31-12-2027`, `31/12/2027`, `31.12.2027`, `2027-12-31` with or without a time, as `2027-12-31`. A day that does not exist is none. */
export function parseDay(text: string): string | undefined {
  const dutch = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?$/.exec(text)
  if (dutch) return realDay(dutch[3] ?? '', dutch[2] ?? '', dutch[1] ?? '')
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T][\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(text)
  return iso ? realDay(iso[1] ?? '', iso[2] ?? '', iso[3] ?? '') : undefined
}

/** `9:30`, `09.30`, `9u30`, `9 uur`, `09:30:00` as `09:30`. */
export function parseTime(text: string): string | undefined {
  const [, hours = '', minutes = '00'] = /^(\d{1,2})(?:[:.u](\d{2})(?::\d{2})?)?(?:\s*(?:u|uur|h))?$/i.exec(text) ?? []
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59) return undefined
  return `${hours.padStart(2, '0')}:${minutes}`
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
