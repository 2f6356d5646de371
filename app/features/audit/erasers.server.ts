import { asSystem } from '#app/access/actor.ts'
import type { Eraser } from '#app/platform/eraser.ts'
import { blankOldReasons } from './forget-reasons.server.ts'

/** Reasons in somebody's own words are blanked; their events stay. */
const reasonEraser: Eraser = {
  tables: ['koers.audit_payloads'],
  erase: ({ db, now, keep }) => blankOldReasons(db, asSystem('retention', 'audit.forget-reasons'), now, keep),
}

export const AUDIT_ERASERS: ReadonlyArray<Eraser> = [reasonEraser]
