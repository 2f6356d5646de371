import { expect, test } from 'vitest'
import { readOffer } from '#app/features/catalogue/offer-store.server.ts'
import { saveOffer } from '#app/features/catalogue/save-offer.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { checkedOffer } from '#tests/support/offers.ts'
import { publisher } from '#tests/support/publishers.ts'
import { oneOf, seeded, tries } from '#tests/support/random.ts'
import { changeSessions } from './change-session.server.ts'
import { closedDays } from './closed-days.server.ts'
import { findDraftChanges } from './draft-changes.server.ts'
import { markOf } from './merge-fields.ts'
import { readOfferDraft } from './offer-drafts.server.ts'
import { saveDraftFields } from './save-draft.server.ts'
import { textPieces } from './text-changes.ts'
import { viewOfferChecks } from './view-checks.server.ts'

function changing(changes: Readonly<Record<string, string[]>>, copies = 0) {
  const db = peopleDatabase()
  const fatima = publisher(db, 'fatima')
  const saved = inTransaction(db, (tx) => saveOffer(tx, fatima, checkedOffer(), NOW))
  if (!saved.ok) throw new Error(JSON.stringify(saved))
  const { id } = saved.value
  const draftNow = () => {
    const draft = readOfferDraft(db, fatima, id)
    if (!draft) throw new Error('it is theirs')
    return draft
  }
  const key = readOffer(db, id)?.sessions[0]?.id ?? ''
  const typed = Object.entries(changes).map(([own, values]) => {
    const name = own.replace('{key}', key)
    return { name, values, was: markOf(draftNow().fields.get(name)) }
  })
  inTransaction(db, (tx) => saveDraftFields(tx, fatima, id, typed, NOW))
  for (let copy = 0; copy < copies; copy++)
    changeSessions(db, fatima, id, { intent: 'copy', key, token: '' } as never, NOW)
  const shown = findDraftChanges(db, fatima, draftNow(), 'nl').map(({ place, changes: list }) => [
    place,
    ...list.map(({ label, by, before, after }) => `${label} (${by}): ${before} > ${after}`),
  ])
  return { shown, checks: viewOfferChecks(db, fatima, draftNow(), 'nl', NOW, closedDays(db)), draftNow, db, fatima }
}

test('what would change stands in groups, with who changed it, what is online and what it will be', () => {
  const { shown } = changing({
    'title.nl': ['Feedback'],
    payer: ['unit'],
    reviewOn: ['1', '2', '2028'],
    'sessions.{key}.seats': ['20'],
  })
  expect(shown).toEqual([
    ['text', expect.stringMatching(/^Titel \(Nederlands\) \(Fatima .*\): .+ > Feedback$/)],
    ['facts', expect.stringMatching(/> De eenheid$/), expect.stringMatching(/> di 1 februari 2028$/)],
    ['sessions', expect.stringMatching(/^Sessie wo 3 maart 2027: Hoogste aantal .*> 20$/)],
  ])
})

test('a copied session is one change, and what was put back is none', () => {
  const before = checkedOffer().title.nl
  const { shown } = changing({ 'title.nl': [before] }, 1)
  expect(shown).toEqual([['sessions', expect.stringMatching(/^Sessie wo 10 maart 2027 .*> Nieuw$/)]])
})

test('of a long text the words that differ are shown', () => {
  expect(
    textPieces('Je oefent met een acteur op een gesprek.', 'Je oefent met een collega op een lastig gesprek.'),
  ).toEqual([
    { kind: 'same', text: 'Je oefent met een ' },
    { kind: 'gone', text: 'acteur' },
    { kind: 'new', text: 'collega' },
    { kind: 'same', text: ' op een' },
    { kind: 'new', text: ' lastig' },
    { kind: 'same', text: ' gesprek.' },
  ])
  const whole = textPieces('Je oefent een gesprek.', 'Je leert hoe iemand luistert.')
  expect(whole.map(({ kind }) => kind)).toEqual(['same', 'gone', 'new'])
  expect(textPieces('gelijk', 'gelijk')).toEqual([{ kind: 'same', text: 'gelijk' }])
  expect(textPieces('', 'nieuw')).toEqual([{ kind: 'new', text: 'nieuw' }])
})

test('each language says how its text stands', () => {
  const states = (changes: Readonly<Record<string, string[]>>) =>
    changing(changes).checks.languages.map(({ language, stands }) => `${language} ${stands}`)
  expect(states({})).toEqual(['nl today', 'en today'])
  expect(states({ 'body.en': [] })).toEqual(['nl today', 'en missing'])
})

test('what is not new gives the text of before, and what is not gone the text of after', () => {
  const random = seeded(1_412)
  const words = ['een', 'gesprek', ' ', '\n\n', 'acteur', 'collega', '.']
  const text = () =>
    Array.from({ length: Math.floor(random() * 12) }, () => oneOf(random, words)).join(random() < 0.5 ? ' ' : '')
  for (let time = 0; time < tries(2_000); time++) {
    const [before, after] = [text(), text()]
    const pieces = textPieces(before, after)
    const without = (gone: string) => pieces.flatMap(({ kind, text: own }) => (kind === gone ? [] : own)).join('')
    expect([without('new'), without('gone')]).toEqual([before, after])
  }
})
