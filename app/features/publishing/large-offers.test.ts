import { expect, test } from 'vitest'
import { findOfferPage } from '#app/features/catalogue/offer.queries.server.ts'
import { readOffer } from '#app/features/catalogue/offer-store.server.ts'
import { saveOffer } from '#app/features/catalogue/save-offer.server.ts'
import { addDays } from '#app/i18n/zoned-time.ts'
import { readEntries } from '#app/platform/http/form/read-form.server.ts'
import { embeddedSearch } from '#app/search/embedded/search.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { checkedOffer } from '#tests/support/offers.ts'
import { publisher } from '#tests/support/publishers.ts'
import { changeDraft } from './change-draft.server.ts'
import { changeSessions } from './change-session.server.ts'
import { draftForm } from './draft-form.server.ts'
import { LARGEST_DRAFT } from './editor-field.ts'
import { findCheck } from './find-check.server.ts'
import { findEditor } from './find-editor.server.ts'
import { findPreview } from './find-preview.server.ts'
import { markOf } from './merge-fields.ts'
import { readOfferDraft } from './offer-drafts.server.ts'
import { publishDraft } from './publish-draft.server.ts'
import { findSessionsPage } from './sessions-page.queries.server.ts'

const CHARACTERS = 200_000
const SESSIONS = 200
/** What one step may take of a processor, whatever else the machine does; on two cores without other work it is a tenth of it. */
const WITHIN_MS = 2_000

/** A text as long as a field can be, in paragraphs, with letters that a form sends as three bytes each. */
function longText(word: string): string {
  const words = Array.from({ length: CHARACTERS / 5 }, (_, place) => `${word}${place % 997}`)
  return words
    .map((one, place) => (place % 40 === 39 ? `${one}\n\n` : `${one} `))
    .join('')
    .slice(0, CHARACTERS - 1)
    .concat('.')
}

const sessions = Array.from({ length: SESSIONS }, (_, place) => ({
  days: [{ date: addDays('2027-03-03', place), from: '13:00', until: '15:00' }],
  place: { nl: `Zaal ${place}`, en: `Room ${place}` },
  seats: 12,
  trainer: `Trainer ${place}`,
}))

test(`${CHARACTERS} characters in each language and ${SESSIONS} sessions are kept, published and shown, each step within ${WITHIN_MS} ms of a processor`, () => {
  const db = peopleDatabase()
  const search = embeddedSearch(db)
  const fatima = publisher(db, 'fatima')
  const within = <T>(work: () => T): T => {
    const began = process.cpuUsage()
    const made = work()
    const { user, system } = process.cpuUsage(began)
    expect((user + system) / 1_000).toBeLessThan(WITHIN_MS)
    return made
  }
  const saved = within(() => inTransaction(db, (tx) => saveOffer(tx, fatima, checkedOffer({ sessions }), NOW)))
  if (!saved.ok) throw new Error(JSON.stringify(saved))
  const { id } = saved.value
  const draft = () => readOfferDraft(db, fatima, id)
  const texts = { 'body.nl': longText('één'), 'body.en': longText('wörd') }
  const form = new URLSearchParams({ intent: 'save', token: 'x' })
  for (const [place, [name, text]] of Object.entries(texts).entries()) {
    form.append(`field[${place}].name`, name)
    form.append(`field[${place}].was`, markOf(draft()?.fields.get(name)))
    form.append(`field[${place}].value`, text.replaceAll('\n', '\r\n'))
  }
  expect(form.toString().length).toBeLessThan(LARGEST_DRAFT.body)
  const read = within(() => readEntries(draftForm, [...form]))
  if (read.state !== 'read') throw new Error('the form is within its limits')
  expect(within(() => changeDraft(db, fatima, id, read.value, NOW))).toMatchObject({ ok: true })
  expect(changeSessions(db, fatima, id, { intent: 'add' }, NOW)).toEqual({ ok: false, problem: 'too-many' })
  expect(within(() => findEditor(db, fatima, { id, section: 'text' }, 'nl', NOW))?.checks.solveFirst).toEqual([])
  expect(within(() => findSessionsPage(db, fatima, id, 'nl', NOW))?.page.lines).toHaveLength(SESSIONS)
  expect(within(() => findCheck(db, fatima, id, 'nl', NOW))).not.toBeNull()
  expect(within(() => findPreview(db, search, fatima, id, 'nl', NOW))?.offer).not.toBeNull()
  const fingerprint = draft()?.fingerprint ?? ''
  const publish = () =>
    inTransaction(db, (tx) => publishDraft(tx, fatima, id, { from: null, until: null, fingerprint }, NOW))
  expect(within(publish)).toMatchObject({ ok: true })
  const offer = readOffer(db, id)
  expect(offer?.body).toEqual({ nl: texts['body.nl'], en: texts['body.en'] })
  expect(offer?.sessions).toHaveLength(SESSIONS)
  expect(within(() => findOfferPage(db, search, 'en', offer?.slug.en ?? '', NOW))).toMatchObject({ id })
})
