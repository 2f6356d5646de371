import { addDays, dayOf, weekday } from '#app/i18n/zoned-time.ts'
import { foldLetters } from '../text/fold.ts'

const MONTHS = [
  'januari january jan',
  'februari february feb',
  'maart march mrt mar',
  'april apr',
  'mei may',
  'juni june jun',
  'juli july jul',
  'augustus august aug',
  'september sept sep',
  'oktober october okt oct',
  'november nov',
  'december dec',
].map((names) => names.split(' '))
const WEEKDAYS = [
  'zondag sunday zo sun',
  'maandag monday ma mon',
  'dinsdag tuesday di tue',
  'woensdag wednesday wo wed',
  'donderdag thursday do thu',
  'vrijdag friday vr fri',
  'zaterdag saturday za sat',
].map((names) => names.split(' '))

/** Signs that cannot be seen, and the dashes that word processors put where people type a hyphen. */
function plainSigns(text: string): string {
  return text
    .replace(/[\p{Cf}]/gu, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\s\u00A0]+/g, ' ')
    .trim()
}

function realDay(year: string, month: string, day: string): string | undefined {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const moment = new Date(`${date}T12:00:00Z`)
  return !Number.isNaN(Number(moment)) && moment.toISOString().startsWith(date) ? date : undefined
}

function placeOf(lists: ReadonlyArray<ReadonlyArray<string>>, word: string): number {
  return lists.findIndex((names) => names.includes(word))
}

/** `12 januari 2027`, `12-jan-27`, `di 12 jan 2027`, `January 12, 2027`. A weekday that is not that day's makes it none. */
function dayInWords(text: string): string | undefined {
  const words = foldLetters(text)
    .replace(/[-.,/]/g, ' ')
    .split(' ')
    .filter(Boolean)
  const named = placeOf(WEEKDAYS, words[0] ?? '')
  const [first = '', second = '', year = '', ...rest] = named < 0 ? words : words.slice(1)
  const [day, word] = /^\d/.test(first) ? [first, second] : [second, first]
  const month = placeOf(MONTHS, word)
  if (month < 0 || rest.length > 0 || !/^\d{1,2}(st|nd|rd|th|e)?$/.test(day) || !/^(\d{2}|\d{4})$/.test(year))
    return undefined
  const date = realDay(year.length === 2 ? `20${year}` : year, String(month + 1), day.replace(/\D/g, ''))
  return date === undefined || (named >= 0 && weekday(date) !== named) ? undefined : date
}

/**
 * `31-12-2027`, `31/12/2027`, `31.12.2027`, `2027-12-31`, `2027/12/31`, `31 december 2027`, with or without a time, as `2027-12-31`. A moment with its
 * offset is the day it is in Amsterdam then. A day that does not exist is none.
 */
export function parseDay(typed: string): string | undefined {
  const text = plainSigns(typed)
  const dutch = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?$/.exec(text)
  if (dutch) return realDay(dutch[3] ?? '', dutch[2] ?? '', dutch[1] ?? '')
  const iso = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:[ T]([\d:.]+)(Z|[+-]\d{2}:?\d{2})?)?$/.exec(text)
  if (!iso) return dayInWords(text)
  const [, year = '', , month = '', day = '', time, offset] = iso
  const date = realDay(year, month, day)
  if (date === undefined || time === undefined || offset === undefined) return date
  const moment = Date.parse(`${date}T${time}${offset}`)
  return Number.isNaN(moment) ? undefined : dayOf(moment)
}

const MOST_DAYS_ON_END = 7

/**
 * The days from the first to the last: of at most a week each working day between, as a course of several days has them. What lies between days further
 * apart nobody can know; then they are these two.
 */
export function daysFromTo(first: string, last: string): string[] {
  const days = [first]
  for (let day = addDays(first, 1); day < last && days.length < 60; day = addDays(day, 1)) {
    const isWeekend = weekday(day) === 0 || weekday(day) === 6
    if (!isWeekend) days.push(day)
  }
  const isShort = last <= addDays(first, MOST_DAYS_ON_END - 1)
  return first === last ? [first] : isShort ? [...days, last] : [first, last]
}

/** The days of a cell that says `12, 13 en 14 januari 2027`; undefined when it names no days of one month. */
export function parseDaysOfMonth(text: string): string[] | undefined {
  const [, numbers = '', month = ''] =
    /^(\d{1,2}(?:\s*(?:,|&|\+|en|and)\s*\d{1,2})+)\s+([a-z.]+\s+\d{4})$/i.exec(text.trim()) ?? []
  const days = (numbers.match(/\d+/g) ?? []).map((number) => parseDay(`${number} ${month}`))
  const real = days.filter((day) => day !== undefined)
  return real.length > 0 && real.length === days.length ? real : undefined
}

/** The days of a cell that says `12-01-2027 t/m 14-01-2027`; undefined when it is no such stretch. */
export function parseStretch(text: string): string[] | undefined {
  const [, from = '', until = ''] = /^(.+?)\s+(?:t\/m|tot en met|until|to|-|–)\s+(.+)$/i.exec(text) ?? []
  const [first, last] = [parseDay(from), parseDay(until)]
  return first && last && first <= last ? daysFromTo(first, last) : undefined
}
