import { OF_THE_PORTAL } from '#app/platform/inventory/facts.ts'
import { type Line, tableLines } from '#app/platform/inventory/line.ts'

export const REMARK_LINES: ReadonlyArray<Line> = tableLines(
  'koers',
  'remarks',
  { ...OF_THE_PORTAL, purpose: 'remarks', keep: 'P180D', from: 'creation', erase: 'delete', seenBy: ['publisher'] },
  'id language page offer_id words created_at done_at',
)
