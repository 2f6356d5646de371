import { OF_THE_PORTAL } from '#app/platform/inventory/facts.ts'
import { type Line, tableLines } from '#app/platform/inventory/line.ts'

export const PORTAL_LINES: ReadonlyArray<Line> = tableLines('koers', 'portal_facts', OF_THE_PORTAL, 'key value')
