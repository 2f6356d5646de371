import { PUBLISHED } from '#app/platform/inventory/facts.ts'
import { type Line, tableLines } from '#app/platform/inventory/line.ts'

export const WORKING_DAYS_LINES: ReadonlyArray<Line> = tableLines(
  'koers',
  'closing_days',
  PUBLISHED,
  'id from_day until_day name_nl name_en',
)
