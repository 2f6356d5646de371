import { parseNumber } from '#app/platform/tables/parse-values.ts'
import { foldLetters } from '#app/platform/text/fold.ts'
import type { OfferDuration } from '../offer-schema.ts'
import type { DurationUnit } from '../vocabulary.ts'

/** An ECTS credit is 28 hours of study in the Netherlands. */
export const HOURS_OF_CREDIT = 28

/** The words for a length, and how many of which unit it is: a *dagdeel* (a morning, an afternoon or an evening) is half a day. */
const LENGTHS: ReadonlyArray<[words: RegExp, times: number, unit: DurationUnit]> = [
  [/^(min|minuut|minuten|minute|minutes|mins)$/, 1, 'minutes'],
  [/^(kwartier|kwartieren)$/, 15, 'minutes'],
  [/^(u|uur|uren|h|hour|hours|hr|hrs|klokuur|klokuren|studie-?uur|studie-?uren|contacturen|sbu)$/, 1, 'hours'],
  [/^(ects|ec|ecs|ects-credits?|studiepunt|studiepunten|credits?)$/, HOURS_OF_CREDIT, 'hours'],
  [/^(d|dag|dagen|day|days|dgn|lesdagen|trainingsdagen)$/, 1, 'days'],
  [/^(dagdeel|dagdelen|ochtend|ochtenden|middag|middagen|avond|avonden)$/, 0.5, 'days'],
  [/^(morning|mornings|afternoon|afternoons|evening|evenings|half-days?)$/, 0.5, 'days'],
  [/^(w|wk|wkn|week|weken|weeks)$/, 1, 'weeks'],
  [/^(mnd|maand|maanden|month|months)$/, 1, 'months'],
  [/^(semester|semesters)$/, 6, 'months'],
  [/^(jr|jaar|jaren|year|years)$/, 12, 'months'],
]
const NUMBER_WORDS: Readonly<Record<string, number>> = Object.fromEntries(
  ['een one a an', 'twee two', 'drie three', 'vier four', 'vijf five', 'zes six', 'zeven seven', 'acht eight']
    .flatMap((words, place) => words.split(' ').map((word) => [word, place + 1] as const))
    .concat([
      ['half', 0.5],
      ['halve', 0.5],
      ['anderhalf', 1.5],
      ['anderhalve', 1.5],
      ['negen', 9],
      ['nine', 9],
      ['tien', 10],
      ['ten', 10],
      ['twaalf', 12],
      ['twelve', 12],
    ]),
)
const FRACTIONS: Readonly<Record<string, number>> = { '½': 0.5, '¼': 0.25, '¾': 0.75 }
const ABOUT = /^(?:ca\.?|circa|ongeveer|ong\.?|plusminus|±|~|approx\.?|approximately|about|around|in totaal|total)\s*/
const MEETINGS =
  /^(?:bijeenkomst(?:en)?|sessies?|lessen|les|sessions?|meetings?|lessons?|ochtenden|middagen|avonden|keer|maal|x|×|times)$/

function isoDuration(text: string): OfferDuration | undefined {
  const part = '(?:(\\d+(?:[.,]\\d+)?)'
  const pattern = `^P${part}Y)?${part}M)?${part}W)?${part}D)?(?:T${part}H)?${part}M)?(?:[\\d.,]+S)?)?$`
  const match = new RegExp(pattern, 'i').exec(text)
  if (!match) return undefined
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0] = match
    .slice(1)
    .map((number) => Number((number ?? '0').replace(',', '.')))
  if (years + months > 0)
    return weeks + days + hours + minutes > 0 ? undefined : { amount: years * 12 + months, unit: 'months' }
  if (hours + minutes === 0) {
    if (days === 0) return weeks > 0 ? { amount: weeks, unit: 'weeks' } : undefined
    return { amount: weeks * 7 + days, unit: 'days' }
  }
  const allHours = (weeks * 7 + days) * 24 + hours
  return minutes === 0 && Number.isInteger(allHours)
    ? { amount: allHours, unit: 'hours' }
    : { amount: allHours * 60 + minutes, unit: 'minutes' }
}

function numberOf(word: string): number | undefined {
  const [, whole = '', fraction] = /^([\d.,]*)([½¼¾])?$/.exec(word) ?? []
  if (fraction !== undefined)
    return (whole === '' ? 0 : (parseNumber(whole) ?? Number.NaN)) + (FRACTIONS[fraction] ?? 0)
  return NUMBER_WORDS[word] ?? parseNumber(word)
}

function lengthOf(number: string, word: string): OfferDuration | undefined {
  const amount = numberOf(number)
  const [, times = 1, unit] = LENGTHS.find(([words]) => words.test(word)) ?? []
  return amount !== undefined && amount > 0 && unit ? { amount: amount * times, unit } : undefined
}

/** `1 uur 30 minuten`, `1:30`: hours and minutes in one text. */
function hoursAndMinutes(text: string): OfferDuration | undefined {
  const [, hours = '', minutes = ''] =
    /^(\d{1,3}):(\d{2})(?: ?(?:u|uur|h|hours))?$/.exec(text) ??
    /^(\d{1,3}) ?(?:u|uur|uren|h|hours?)(?: en| and)? (\d{1,2}) ?(?:m|min|minuten|minutes)\.?$/.exec(text) ??
    []
  if (hours === '' || Number(minutes) > 59) return undefined
  return { amount: Number(hours) * 60 + Number(minutes), unit: 'minutes' }
}

/**
 * `2 dagen`, `1,5 uur`, `2½ uur`, `5 x 75 minuten`, `8 bijeenkomsten van 2 uur`, `2 dagdelen`, `3 ECTS`, `ca. 6 uur`, `PT8H`, `P6W`. What stands in brackets
 * behind it says the same in other words. A stretch such as `2 tot 3 dagen` is no duration.
 */
export function parseDuration(typed: string): OfferDuration | undefined {
  const text = foldLetters(typed.replace(/\s+/g, ' ').trim())
  const iso = isoDuration(text)
  if (iso) return iso
  const bare = text.replace(/ ?\([^()]*\)$/, '').replace(ABOUT, '')
  const together = hoursAndMinutes(bare)
  if (together) return together
  const [, many, meetings = '', rest = bare] =
    /^(\d{1,3}|[a-z]+) ?([a-z]+|×) ?(?:van (?:elk )?|of |a )?(.+)$/.exec(bare) ?? []
  const isSeveral = many !== undefined && MEETINGS.test(meetings)
  const [, number, word = ''] = /^([\d.,½¼¾]+|[a-z]+) ?([a-z-]+)\.?$/.exec(isSeveral ? rest : bare) ?? []
  // `halve dag` is one, and `een halve dag` too.
  const single = number === undefined ? /^een (half|halve) ([a-z]+)$/.exec(bare) : null
  const length = single ? lengthOf(single[1] ?? '', single[2] ?? '') : lengthOf(number ?? '', word)
  if (!length || !isSeveral) return length
  const times = numberOf(many ?? '')
  if (times === undefined || !Number.isInteger(times) || times > 100) return undefined
  return times > 1 ? { times, ...length } : length
}
