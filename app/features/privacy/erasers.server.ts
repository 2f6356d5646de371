import { asSystem } from '#app/access/actor.ts'
import type { PersonLeaves } from '#app/features/people/erase-person.server.ts'
import { eraseConfidentialEvents, eraseConfidentialHeads } from '#app/platform/confidential-log/erase-events.server.ts'
import type { Eraser } from '#app/platform/eraser.ts'
import { eraseOldAccessNeeds, wipeAccessNeeds } from './clear-access-needs.server.ts'

/** What somebody needs to take part goes with its key. */
const accessNeedsEraser: Eraser = {
  tables: ['koers.access_needs'],
  erase: ({ db, now }) => eraseOldAccessNeeds(db, asSystem('retention', 'access-needs.forget'), now),
}

/** What was done with a dossier goes three months after the dossier. */
const confidentialEventsEraser: Eraser = {
  tables: ['confidential.confidential_events'],
  erase: ({ confidential, keep, now }) =>
    eraseConfidentialEvents(confidential, asSystem('retention', 'confidential-log.erase'), keep, now),
}

const confidentialHeadsEraser: Eraser = {
  tables: ['confidential.confidential_heads'],
  erase: ({ confidential, keep, now }) => eraseConfidentialHeads(confidential, keep, now),
}

export const PRIVACY_ERASERS: ReadonlyArray<Eraser> = [
  accessNeedsEraser,
  confidentialEventsEraser,
  confidentialHeadsEraser,
]

/** When somebody is erased, what they need goes with its key too: their row alone would leave the key behind. */
export const leaveAccessNeeds: PersonLeaves = (tx, personId, now) =>
  wipeAccessNeeds(tx, asSystem('retention', 'access-needs.forget'), personId, now)
