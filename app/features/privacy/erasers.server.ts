import { asSystem } from '#app/access/actor.ts'
import type { PersonLeaves } from '#app/features/people/erase-person.server.ts'
import { eraseConfidentialEvents, eraseConfidentialHeads } from '#app/platform/confidential-log/erase-events.server.ts'
import type { Eraser } from '#app/platform/eraser.ts'
import { eraseOldAccessNeeds, wipeAccessNeeds } from './clear-access-needs.server.ts'

/** What somebody needs to take part goes with its key. */
const accessNeedsEraser: Eraser = {
  tables: ['confidential.access_needs'],
  erase: (erasing) => eraseOldAccessNeeds(erasing, asSystem('retention', 'access-needs.forget'), erasing.now),
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

/** When somebody is erased, what they need goes first, with its key: the file for confidences knows of no person that is gone. */
export const leaveAccessNeeds: PersonLeaves = (files, personId, now) =>
  wipeAccessNeeds(files, asSystem('retention', 'access-needs.forget'), personId, now)
