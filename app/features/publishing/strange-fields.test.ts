import { expect, test } from 'vitest'
import { saveOffer } from '#app/features/catalogue/save-offer.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { checkedOffer } from '#tests/support/offers.ts'
import { publisher } from '#tests/support/publishers.ts'
import { byChance, oneOf, tries } from '#tests/support/random.ts'
import { changeSessions } from './change-session.server.ts'
import { findCopyPage } from './copy-page.queries.server.ts'
import { findCheck } from './find-check.server.ts'
import { findEditor } from './find-editor.server.ts'
import { markOf } from './merge-fields.ts'
import { readOfferDraft } from './offer-drafts.server.ts'
import { fieldsOfOffer } from './offer-fields.ts'
import { previewOffer } from './preview-offer.server.ts'
import { publishDraft } from './publish-draft.server.ts'
import { saveDraftFields } from './save-draft.server.ts'
import { findSessionPage } from './session-page.queries.server.ts'
import { findSessionsPage } from './sessions-page.queries.server.ts'
import { viewOfferChecks } from './view-checks.server.ts'

const db = peopleDatabase()
const fatima = publisher(db, 'fatima')
const SESSION = { days: [{ date: '2027-03-03', from: '09:00', until: '12:00' }], seats: 12 }

function stored(): string {
  const saved = inTransaction(db, (tx) => saveOffer(tx, fatima, checkedOffer({ sessions: [SESSION] }), NOW))
  if (!saved.ok) throw new Error(JSON.stringify(saved))
  return saved.value.id
}
function keep(id: string, name: string, value: string) {
  const was = markOf(readOfferDraft(db, fatima, id)?.fields.get(name))
  return inTransaction(db, (tx) => saveDraftFields(tx, fatima, id, [{ name, values: [value], was }], NOW))
}

const STRANGE = [
  '[null]',
  '[[]]',
  '[1, "x", {}]',
  '{',
  '{bad',
  'null',
  '"x"',
  '[{"choices":[null,3],"label":7,"showWhen":{"is":3}}]',
  '[{"id":{},"date":{},"from":[],"until":null,"seats":{},"label":[]}]',
  '99-99-9999',
  '24:60',
  '-1',
  '1e999',
  '\u0000\u202e',
  'x'.repeat(5_000),
  '{"file":{}}',
  '{"captions":7,"transcript":[]}',
  '../../x',
]

test('whatever stands in the fields of a draft, its pages can be made, and publishing is done or refused', async () => {
  await byChance((random) => {
    for (let round = 0; round < tries(500); round++) {
      const id = stored()
      const offer = readOfferDraft(db, fatima, id)?.offer
      if (!offer) throw new Error('the offer is there')
      const key = offer.sessions[0]?.id ?? ''
      const own = ['questions', 'slots', 'day.0.date', 'day.0.from', 'day.0.later', 'zone', 'decideOn', 'cost', 'seats']
      const names = [...fieldsOfOffer(offer).keys(), ...own.map((name) => `sessions.${key}.${name}`), 'picture', 'film']
      for (let change = 0; change < 6; change++) keep(id, oneOf(random, names), oneOf(random, STRANGE))
      const draft = readOfferDraft(db, fatima, id)
      if (!draft) throw new Error('the draft is there')
      for (const section of ['text', 'facts'] as const) findEditor(db, fatima, { id, section }, 'nl', NOW)
      findSessionsPage(db, fatima, id, 'nl', NOW)
      findSessionPage(db, fatima, { id, key, search: new URLSearchParams('try=1') }, 'en', NOW)
      findCheck(db, fatima, id, 'nl', NOW)
      previewOffer(draft, 'hr', NOW)
      findCopyPage(db, fatima, id, { weeks: 4, moved: [key] }, 'nl', NOW)
      changeSessions(db, fatima, id, { intent: 'copy', key }, NOW)
      const { fingerprint } = readOfferDraft(db, fatima, id) ?? { fingerprint: '' }
      expect(
        inTransaction(db, (tx) => publishDraft(tx, fatima, id, { fingerprint, from: null, until: null }, NOW)),
      ).toHaveProperty('ok')
    }
  })
}, 120_000)

test('a draft keeps no field that no page has, and in lists of things nothing but things', () => {
  const id = stored()
  for (const name of ['sessions.k.anything', 'sessions.k.decision', 'sessions.k.day.100.date', 'sessions.k.taken'])
    expect(keep(id, name, 'x'), name).toEqual({ ok: false, problem: 'unknown-field' })
  for (const value of ['[null]', '{bad', '{}'])
    expect(keep(id, 'sessions.k.slots', value), value).toEqual({ ok: false, problem: 'unknown-field' })
  expect(keep(id, 'sessions.k.slots', '[{"id":"a"}]').ok).toBe(true)
})

test('a draft holds at most 200 sessions', () => {
  const id = stored()
  for (let at = 1; at < 200; at++) expect(keep(id, `sessions.new-${at}.place.nl`, 'Zaal').ok).toBe(true)
  expect(keep(id, 'sessions.new-200.place.nl', 'Zaal')).toEqual({ ok: false, problem: 'too-long' })
  expect(keep(id, 'sessions.new-7.place.en', 'Room').ok).toBe(true)
})

test('a session that nobody filled in yet hides no other point: a language that is missing is said beside it', () => {
  const id = stored()
  for (const name of ['title.en', 'summary.en', 'body.en']) keep(id, name, '')
  changeSessions(db, fatima, id, { intent: 'add' }, NOW)
  const draft = readOfferDraft(db, fatima, id)
  if (!draft) throw new Error('the draft is there')
  const { solveFirst, better } = viewOfferChecks(db, fatima, draft, 'en', NOW, () => false)
  expect(solveFirst.length).toBeGreaterThan(0)
  expect(better.map(({ text }) => text)).toContain('The English text is missing.')
})
