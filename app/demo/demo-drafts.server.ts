import { allow } from '#app/access/actor.ts'
import { idOfSource } from '#app/features/catalogue/offer-store.server.ts'
import { idOfHandle } from '#app/features/people/find-person.server.ts'
import { readPerson } from '#app/features/people/read-person.server.ts'
import { markOf } from '#app/features/publishing/merge-fields.ts'
import { readOfferDraft } from '#app/features/publishing/offer-drafts.server.ts'
import { beginDraft, saveDraftFields } from '#app/features/publishing/save-draft.server.ts'
import type { Tx } from '#db/transaction.server.ts'

const NEW_WORKSHOP: ReadonlyArray<readonly [name: string, ...values: string[]]> = [
  ['title.nl', 'Schrijven voor wie geen tijd heeft'],
  ['summary.nl', 'Je kort een eigen memo in tot één kantje. Met hulp van een tekstschrijver.'],
  [
    'body.nl',
    'Je memo is goed, alleen leest niemand hem helemaal. Herkenbaar?\n\nIn deze ochtend neem je één tekst mee die te lang is. Je zoekt de zin waar het om gaat en zet die bovenaan. De rest moet zijn plek verdienen.',
  ],
  ['themes', 'communication'],
  ['owner.unit', 'hr'],
  ['owner.email', 'hr@lindehoven.example'],
  ['units', 'hr'],
]

const CHANGED = 'demo:feedback-zonder-omwegen'
const NEW_SUMMARY = 'Je oefent met een acteur op gesprekken die je liever uitstelt. Nu ook met een middag online.'

/** Leaves what Fatima was writing: a workshop in Dutch only, and a change to an offer that is online. Throws when the demo lacks her. */
export function seedDrafts(tx: Tx, now: Date): void {
  const known = readPerson(tx, idOfHandle(tx, 'fatima') ?? '', now)
  if (!known) throw new Error('demo person fatima is not there')
  const fatima = allow(known.person, 'offer.save')
  const write = (id: string, typed: typeof NEW_WORKSHOP) => {
    const fields = readOfferDraft(tx, fatima, id)?.fields
    const changes = typed.map(([name, ...values]) => ({ name, values, was: markOf(fields?.get(name)) }))
    const saved = saveDraftFields(tx, fatima, id, changes, now)
    if (!saved.ok) throw new Error(`draft of the demo: ${saved.problem}`)
  }
  write(beginDraft(tx, fatima, 'training', now), NEW_WORKSHOP)
  const online = idOfSource(tx, CHANGED)
  if (online) write(online, [['summary.nl', NEW_SUMMARY]])
}
