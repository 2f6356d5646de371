import type { Pair } from '#app/i18n/languages.ts'
import { addDays, weekday } from '#app/i18n/zoned-time.ts'
import type { HolidayCountry } from './vocabulary.ts'

/** A public holiday of one year. Its key is the same each year. */
export type PublicHoliday = { readonly key: string; readonly day: string; readonly name: Pair }

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}

/** Easter Sunday of a year of the Gregorian calendar (the method of Meeus, Jones and Butcher). */
export function easterOf(year: number): string {
  const a = year % 19
  const [b, c] = [Math.floor(year / 100), year % 100]
  const [d, e] = [Math.floor(b / 4), b % 4]
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const [i, k] = [Math.floor(c / 4), c % 4]
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const sum = h + l - 7 * m + 114
  return `${year}-${twoDigits(Math.floor(sum / 31))}-${twoDigits((sum % 31) + 1)}`
}

const BOTH: ReadonlyArray<HolidayCountry> = ['nl', 'be']

/** What is a holiday in which country; a number counts from Easter Sunday, a text is the day of the year. */
const HOLIDAYS: ReadonlyArray<{
  key: string
  when: number | string
  in: ReadonlyArray<HolidayCountry>
  name: Pair
}> = [
  { key: 'new-year', when: '01-01', in: BOTH, name: { nl: 'Nieuwjaarsdag', en: 'New Year’s Day' } },
  { key: 'good-friday', when: -2, in: ['nl'], name: { nl: 'Goede Vrijdag', en: 'Good Friday' } },
  { key: 'easter-monday', when: 1, in: BOTH, name: { nl: 'Tweede Paasdag', en: 'Easter Monday' } },
  { key: 'kings-day', when: '04-27', in: ['nl'], name: { nl: 'Koningsdag', en: 'King’s Day' } },
  { key: 'labour-day', when: '05-01', in: ['be'], name: { nl: 'Dag van de Arbeid', en: 'Labour Day' } },
  { key: 'liberation-day', when: '05-05', in: ['nl'], name: { nl: 'Bevrijdingsdag', en: 'Liberation Day' } },
  { key: 'ascension', when: 39, in: BOTH, name: { nl: 'Hemelvaartsdag', en: 'Ascension Day' } },
  { key: 'whit-monday', when: 50, in: BOTH, name: { nl: 'Tweede Pinksterdag', en: 'Whit Monday' } },
  {
    key: 'flemish-community',
    when: '07-11',
    in: ['be'],
    name: { nl: 'Feest van de Vlaamse Gemeenschap', en: 'Day of the Flemish Community' },
  },
  { key: 'belgian-national-day', when: '07-21', in: ['be'], name: { nl: 'Nationale feestdag', en: 'National Day' } },
  { key: 'assumption', when: '08-15', in: ['be'], name: { nl: 'Onze-Lieve-Vrouw-Hemelvaart', en: 'Assumption Day' } },
  { key: 'all-saints', when: '11-01', in: ['be'], name: { nl: 'Allerheiligen', en: 'All Saints’ Day' } },
  { key: 'armistice', when: '11-11', in: ['be'], name: { nl: 'Wapenstilstand', en: 'Armistice Day' } },
  { key: 'christmas', when: '12-25', in: BOTH, name: { nl: 'Eerste Kerstdag', en: 'Christmas Day' } },
  { key: 'boxing-day', when: '12-26', in: ['nl'], name: { nl: 'Tweede Kerstdag', en: 'Boxing Day' } },
]

/** King's Day moves to the Saturday before when 27 April is a Sunday. */
function dayOfHoliday(key: string, when: number | string, year: number): string {
  if (typeof when === 'number') return addDays(easterOf(year), when)
  const day = `${year}-${when}`
  return key === 'kings-day' && weekday(day) === 0 ? addDays(day, -1) : day
}

/** The public holidays of a country in a year, in their order. They are proposed only: an institution chooses which of them it closes on. */
export function publicHolidays(country: HolidayCountry, year: number): PublicHoliday[] {
  return HOLIDAYS.filter((holiday) => holiday.in.includes(country))
    .map(({ key, when, name }) => ({ key, day: dayOfHoliday(key, when, year), name }))
    .sort((a, b) => a.day.localeCompare(b.day))
}
