import { OF_A_PERSON, TECHNICAL } from '#app/platform/inventory/facts.ts'
import { type Line, tableLines } from '#app/platform/inventory/line.ts'

export const CALENDAR_LINES: ReadonlyArray<Line> = [
  // Reading it counts as a change: what no program has read for a year goes.
  ...tableLines(
    'koers',
    'calendar_feeds',
    {
      ...OF_A_PERSON,
      purpose: 'calendar',
      keep: 'P365D',
      from: 'last-change',
      export: { under: 'calendarFeed' },
      seenBy: ['self'],
    },
    'person_id neutral created_at fetched_at',
    { person_id: TECHNICAL },
  ),
]
