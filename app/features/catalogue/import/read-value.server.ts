import { addDays, momentOf } from '#app/i18n/zoned-time.ts'
import { parseDay, parseDaysOfMonth, parseStretch } from '#app/platform/tables/parse-day.ts'
import {
  isEmail,
  listOf,
  parseCents,
  parseLink,
  parseNumber,
  parseTime,
  parseYesNo,
  scalarText,
  squeezed,
} from '#app/platform/tables/parse-values.ts'
import { choiceFor, type NameList, type NameLookup } from './choices.server.ts'
import type { ImportColumn } from './columns.ts'
import { lineFrom } from './html-text.server.ts'
import { isObject, type LineProblemCode } from './import-record.ts'
import { parseDuration } from './parse-duration.ts'

export type ReadValue =
  | { ok: true; value: unknown }
  | { ok: false; code: LineProblemCode; value?: string; known?: string }

const MOST_NAMED = 12

/** Nothing was filled in: an empty cell, `null`, an empty list. */
export function isEmpty(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  )
}

/** A value as messages show it. */
export function shownValue(value: unknown): string {
  return scalarText(value) ?? JSON.stringify(value) ?? ''
}

function parsed(value: unknown, found: unknown, code: LineProblemCode): ReadValue {
  return found === undefined ? { ok: false, code, value: shownValue(value) } : { ok: true, value: found }
}

function named(ids: Iterable<string>): string {
  const all = [...ids]
  return all.length <= MOST_NAMED ? all.join(', ') : `${all.slice(0, MOST_NAMED).join(', ')}, …`
}

function oneOf(value: unknown, find: (text: string) => string | undefined, known: () => string): ReadValue {
  const text = scalarText(value)
  const id = text === undefined ? undefined : find(text)
  return id === undefined
    ? { ok: false, code: 'unknown-value', value: shownValue(value), known: known() }
    : { ok: true, value: id }
}

const BETWEEN = /\s*[/&+]\s*|\s+(?:en|and|of|or)\s+/i

/** `NL/EN`, `Nederlands en Engels`, `Engels (optioneel)`: what one word of a list means when it is none that we know as a whole. */
function partsOf(text: string, find: (text: string) => string | undefined): string[] {
  if (find(text) !== undefined) return [text]
  const bare = text.replace(/\s*\([^()]*\)$/, '')
  const parts = find(bare) === undefined ? bare.split(BETWEEN).filter(Boolean) : [bare]
  return parts.every((part) => find(part) !== undefined) ? parts : [text]
}

function manyOf(value: unknown, find: (text: string) => string | undefined, known: () => string): ReadValue {
  const parts = listOf(value, (text) => find(text) !== undefined)?.flatMap((part) => partsOf(part, find))
  if (!parts) return { ok: false, code: 'wrong-value', value: shownValue(value) }
  const strange = parts.find((part) => find(part) === undefined)
  if (strange !== undefined) return { ok: false, code: 'unknown-value', value: strange, known: known() }
  return { ok: true, value: [...new Set(parts.map(find))] }
}

function durationOf(value: unknown): unknown {
  return isObject(value) ? value : parseDuration(scalarText(value) ?? '')
}

/** Reads one filled-in value by the rule of its column. Texts in a language, keys and sessions are read by the record they stand in. */
export function readValue(column: ImportColumn, value: unknown, lookup: NameLookup): ReadValue {
  const text = scalarText(value) ?? ''
  const choice = (word: string) => choiceFor(column, word)
  const choices = () => named(column.values ?? [])
  const name = (list: NameList) =>
    [(word: string) => lookup[list].get(squeezed(word)), () => named(new Set(lookup[list].values()))] as const
  switch (column.reads) {
    case 'text':
      return parsed(value, scalarText(value) === undefined ? undefined : lineFrom(text), 'wrong-value')
    case 'texts':
      return parsed(value, listOf(value)?.map(lineFrom), 'wrong-value')
    case 'link':
      return parsed(value, parseLink(text), 'not-a-link')
    case 'email':
      return parsed(value, isEmail(text) ? text : undefined, 'not-an-email')
    case 'choice':
      return oneOf(value, choice, choices)
    case 'choices':
      return manyOf(value, choice, choices)
    case 'text-language':
      return oneOf(
        value,
        (word) => choiceFor({ values: ['nl', 'en'], labels: 'language' }, word),
        () => 'nl, en',
      )
    case 'units':
      return manyOf(value, ...name('units'))
    case 'unit':
      return oneOf(value, ...name('units'))
    case 'provider':
      return oneOf(value, ...name('providers'))
    case 'competences':
      return manyOf(value, ...name('competences'))
    case 'day':
      return parsed(value, parseDay(text), 'not-a-date')
    case 'days': {
      const stretch = parseStretch(text) ?? parseDaysOfMonth(text)
      const days = stretch ?? (parseDay(text) ? [parseDay(text)] : listOf(value)?.map(parseDay))
      return parsed(value, days?.every((day) => day !== undefined) ? days : undefined, 'not-a-date')
    }
    case 'from-day':
    case 'until-day': {
      if (isObject(value) && typeof value.moment === 'number') return { ok: true, value: value.moment }
      const day = parseDay(text)
      const start = day && (column.reads === 'from-day' ? day : addDays(day, 1))
      return parsed(value, start && momentOf(start, '00:00'), 'not-a-date')
    }
    case 'time':
      return parsed(value, parseTime(text), 'not-a-time')
    case 'number':
      return parsed(value, parseNumber(value), 'not-a-number')
    case 'amount':
      return parsed(value, parseCents(value), 'not-an-amount')
    case 'yes-no':
      return parsed(value, parseYesNo(value), 'not-yes-or-no')
    case 'duration':
      return parsed(value, durationOf(value), 'not-a-duration')
    case 'key':
    case 'kind':
    case 'pair':
    case 'paragraphs':
    case 'sessions':
      throw new Error(`the column ${column.id} is read with its record`)
    default:
      return column.reads satisfies never
  }
}
