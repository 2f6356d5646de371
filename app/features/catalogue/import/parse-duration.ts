import { parseNumber } from '#app/platform/tables/parse-values.ts'
import { foldLetters } from '#app/platform/text/fold.ts'
import type { OfferDuration } from '../offer-schema.ts'
import type { DurationUnit } from '../vocabulary.ts'

const UNITS: Record<DurationUnit, RegExp> = {
  minutes: /^(min|minuut|minuten|minute|minutes|mins)$/,
  hours: /^(u|uur|uren|h|hour|hours|hrs|klokuur|klokuren)$/,
  days: /^(d|dag|dagen|day|days)$/,
  weeks: /^(w|wk|week|weken|weeks)$/,
  months: /^(mnd|maand|maanden|month|months)$/,
}

function unitOf(word: string): DurationUnit | undefined {
  return (Object.keys(UNITS) as DurationUnit[]).find((unit) => UNITS[unit].test(word))
}

function isoDuration(text: string): OfferDuration | undefined {
  const match = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+S)?)?$/i.exec(text)
  if (!match) return undefined
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0))
  if (years + months > 0)
    return weeks + days + hours + minutes > 0 ? undefined : { amount: years * 12 + months, unit: 'months' }
  if (hours + minutes === 0) {
    if (days === 0) return weeks > 0 ? { amount: weeks, unit: 'weeks' } : undefined
    return { amount: weeks * 7 + days, unit: 'days' }
  }
  const wholeHours = (weeks * 7 + days) * 24 + hours
  return minutes === 0 ? { amount: wholeHours, unit: 'hours' } : { amount: wholeHours * 60 + minutes, unit: 'minutes' }
}

/** `2 dagen`, `1,5 uur`, `5 x 75 minuten`, `PT8H`, `P6W`. */
export function parseDuration(text: string): OfferDuration | undefined {
  const iso = isoDuration(text)
  if (iso) return iso
  const [, times, number = '', word = ''] =
    /^(?:(\d{1,3})\s*(?:x|×|keer|times)\s*)?([\d.,]+)\s*([a-z]+)\.?$/.exec(foldLetters(text)) ?? []
  const amount = parseNumber(number)
  const unit = unitOf(word)
  if (amount === undefined || amount <= 0 || !unit) return undefined
  return times && Number(times) > 1 ? { times: Number(times), amount, unit } : { amount, unit }
}
