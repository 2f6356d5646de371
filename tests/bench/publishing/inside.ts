import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { allow, asSystem } from '#app/access/actor.ts'
import { prepareDemo } from '#app/demo/demo.server.ts'
import { readOffer } from '#app/features/catalogue/offer-store.server.ts'
import { saveOffer } from '#app/features/catalogue/save-offer.server.ts'
import { idOfHandle } from '#app/features/people/find-person.server.ts'
import { readPerson } from '#app/features/people/read-person.server.ts'
import { markOf } from '#app/features/publishing/merge-fields.ts'
import { readOfferDraft } from '#app/features/publishing/offer-drafts.server.ts'
import { findOfferList } from '#app/features/publishing/offer-list.queries.server.ts'
import { readListQuery } from '#app/features/publishing/offer-list.ts'
import { saveDraftFields } from '#app/features/publishing/save-draft.server.ts'
import { openDatabase } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'

const OFFERS = 2_000
const TIMES = 200

/** The middle of so many times, in milliseconds. */
function middleMs(times: number, work: (time: number) => void): number {
  const took = Array.from({ length: times }, (_, time) => {
    const began = performance.now()
    work(time)
    return performance.now() - began
  }).sort((a, b) => a - b)
  return took[Math.floor(times / 2)] ?? 0
}

process.once('message', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'koers-publishing-'))
  const db = openDatabase(path.join(folder, 'koers.sqlite'))
  const now = new Date('2027-02-01T09:00:00Z')
  prepareDemo(db, now)
  const known = readPerson(db, idOfHandle(db, 'fatima') ?? '', now)
  if (!known) throw new Error('the demo has Fatima')
  const fatima = allow(known.person, 'offer.save')
  const viewer = allow(known.person, 'publishing.view')
  const id = db.$client.prepare("SELECT id FROM offers WHERE kind = 'training' LIMIT 1").pluck().get() as string
  const base = readOffer(db, id)
  if (!base) throw new Error('the demo has trainings')
  const saveMs = middleMs(TIMES, (time) => {
    const title = { nl: `Titel ${time}`, en: `Title ${time}` }
    inTransaction(db, (tx) => saveOffer(tx, fatima, { ...base, textAt: null, title }, now, { id }))
  })
  const keepMs = middleMs(TIMES, (time) => {
    const was = markOf(readOfferDraft(db, fatima, id)?.fields.get('body.nl'))
    inTransaction(db, (tx) =>
      saveDraftFields(tx, fatima, id, [{ name: 'body.nl', was, values: [`Tekst ${time}`] }], now),
    )
  })
  inTransaction(db, (tx) => {
    const seed = asSystem('seed', 'offer.save')
    for (let place = 0; place < OFFERS; place++)
      saveOffer(
        tx,
        seed,
        { ...base, sourceKey: `bench:${place}`, textAt: null, sessions: [], title: { nl: `Aanbod ${place}`, en: '' } },
        now,
      )
  })
  const query = readListQuery(new URLSearchParams('sort=title'))
  const listMs = middleMs(21, () => void findOfferList(db, viewer, query, 'nl', now))
  db.$client.close()
  rmSync(folder, { recursive: true })
  process.send?.({ saveMs, keepMs, listMs }, () => process.disconnect())
})
