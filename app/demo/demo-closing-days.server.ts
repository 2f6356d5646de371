import { asSystem } from '#app/access/actor.ts'
import { publicHolidays } from '#app/features/working-days/public-holidays.ts'
import { type ClosingDayInput, saveClosingDay } from '#app/features/working-days/save-closing-day.server.ts'
import { addDays, dayOf } from '#app/i18n/zoned-time.ts'
import type { Tx } from '#db/transaction.server.ts'

/** The days on which the demo university is closed: around Christmas, and in spring Liberation Day, Ascension Day and the Friday after it. */
export function demoClosingDays(today: string): ReadonlyArray<ClosingDayInput> {
  const thisYear = Number(today.slice(0, 4))
  return [thisYear, thisYear + 1].flatMap((year) => {
    const spring = publicHolidays('nl', year).filter(({ key }) => key === 'liberation-day' || key === 'ascension')
    const ascension = spring.find(({ key }) => key === 'ascension')?.day ?? ''
    return [
      ...spring.map(({ day, name }) => ({ from: day, until: null, name })),
      {
        from: addDays(ascension, 1),
        until: null,
        name: { nl: 'Brugdag na Hemelvaart', en: 'Day after Ascension Day' },
      },
      { from: `${year}-12-24`, until: `${year + 1}-01-01`, name: { nl: 'Kerstsluiting', en: 'Christmas closure' } },
    ]
  })
}

/** Writes them down. */
export function seedClosingDays(tx: Tx, now: Date): void {
  for (const one of demoClosingDays(dayOf(now))) {
    const saved = saveClosingDay(tx, asSystem('seed', 'closing-day.save'), { id: null, ...one }, now)
    if (!saved.ok && saved.problem !== 'there-already')
      throw new Error(`demo closing day ${one.from}: ${saved.problem}`)
  }
}
