import { expect, test } from 'vitest'
import { addDays, momentOf } from '#app/i18n/zoned-time.ts'
import { firstDayKept, type IsoPeriod, isOver } from './duration.ts'

test.each<IsoPeriod>(['P0D', 'P1D', 'P30D', 'P365D', 'P1M', 'P24M', 'P1Y'])(
  'the first day kept agrees with whether each day is over, on every day of three years: %s',
  (duration) => {
    for (let day = '2027-01-01'; day < '2030-01-01'; day = addDays(day, 1)) {
      const now = new Date(momentOf(day, '12:00'))
      const first = firstDayKept(duration, now)
      const at = (moved: number) => momentOf(addDays(first, moved), '12:00')
      expect([isOver(at(-1), duration, now), isOver(at(0), duration, now)], day).toEqual([true, false])
    }
  },
)
