import { expect, test } from 'vitest'
import { readOffer } from '#app/features/catalogue/offer-store.server.ts'
import { saveOffer } from '#app/features/catalogue/save-offer.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { checkedOffer } from '#tests/support/offers.ts'
import { publisher } from '#tests/support/publishers.ts'
import { archiveOffer } from './archive-offer.server.ts'
import { discardDraft, findDiscarded, restoreDraft } from './discard-draft.server.ts'
import type { SentDraft } from './draft-form.server.ts'
import { leaveEditor, noteEditor, otherEditors } from './editors.server.ts'
import { keepDraft } from './keep-draft.server.ts'
import { markOf } from './merge-fields.ts'
import { readOfferDraft } from './offer-drafts.server.ts'
import { pickText } from './pick-text.server.ts'
import { publishDraft } from './publish-draft.server.ts'
import { beginDraft, saveDraftFields } from './save-draft.server.ts'

const db = peopleDatabase()
const fatima = publisher(db, 'fatima')
const pieter = publisher(db, 'pieter')
const OF_SCIENCE = { units: ['science'], owner: { unit: 'science', email: 'science@lindehoven.example' } }
const ALWAYS = { from: null, until: null } as const

function stored(changes: Readonly<Record<string, unknown>> = OF_SCIENCE): string {
  const saved = inTransaction(db, (tx) => saveOffer(tx, fatima, checkedOffer(changes), NOW))
  if (!saved.ok) throw new Error(JSON.stringify(saved))
  return saved.value.id
}
function draftOf(id: string, who = fatima) {
  const draft = readOfferDraft(db, who, id)
  if (!draft) throw new Error('the draft is there')
  return draft
}
/** Somebody types in a field, having seen what stood there before. */
function type(id: string, who: typeof fatima, name: string, text: string, seen: ReadonlyArray<string> | undefined) {
  return inTransaction(db, (tx) => saveDraftFields(tx, who, id, [{ name, was: markOf(seen), values: [text] }], NOW))
}
/** A choice about the first text of somebody that waits, or about the first field that the catalogue has otherwise, as they see both. */
function choiceOf(id: string, who: typeof fatima) {
  const { waiting, moved, fields, stored: catalogue } = draftOf(id, who)
  const [text] = waiting
  if (text) {
    const seen = { mine: markOf(text.values), theirs: markOf(fields.get(text.name)) }
    return { name: text.name, text: text.id, seen }
  }
  const name = moved[0] ?? ''
  return { name, text: '', seen: { mine: markOf(fields.get(name)), theirs: markOf(catalogue.get(name)) } }
}
function pick(id: string, who: typeof fatima, choice: ReturnType<typeof choiceOf>, one: 'mine' | 'theirs') {
  return inTransaction(db, (tx) => pickText(tx, who, id, { ...choice, pick: one }, NOW))
}
const discard = (id: string, who = fatima, { fingerprint } = draftOf(id, who)) =>
  inTransaction(db, (tx) => discardDraft(tx, who, id, fingerprint, NOW))
const restore = (id: string, who = fatima) =>
  inTransaction(db, (tx) => restoreDraft(tx, who, id, findDiscarded(tx, who, id)?.id ?? '', NOW))
/** Another system changes an offer in the catalogue. */
function importTitle(id: string, nl: string): void {
  const offer = readOffer(db, id)
  if (!offer) throw new Error('the offer is there')
  inTransaction(db, (tx) => saveOffer(tx, fatima, { ...offer, title: { nl, en: '' } }, NOW, { id }))
}
const publish = (id: string, who = fatima) =>
  inTransaction(db, (tx) => publishDraft(tx, who, id, { ...ALWAYS, fingerprint: draftOf(id, who).fingerprint }, NOW))

test('what is typed waits in the draft; the catalogue shows what is published until it is published in one step', () => {
  const id = stored()
  const before = readOffer(db, id)
  const { fields } = draftOf(id)
  expect(type(id, pieter, 'title.nl', 'Feedback durven geven', fields.get('title.nl'))).toMatchObject({ ok: true })
  expect(type(id, fatima, 'summary.en', 'You practise.', fields.get('summary.en'))).toMatchObject({ ok: true })
  expect(readOffer(db, id)).toEqual(before)
  expect([...draftOf(id).changed.keys()]).toEqual(['summary.en', 'title.nl'])
  expect(draftOf(id).changed.get('title.nl')?.by).toBe(pieter.id)
  expect(publish(id)).toMatchObject({ ok: true, value: { id, change: 'changed' } })
  expect(readOffer(db, id)).toMatchObject({
    title: { nl: 'Feedback durven geven' },
    summary: { en: 'You practise.' },
    slug: before?.slug,
  })
  expect(draftOf(id).changedAt).toBeNull()
})

test('only a field that two people change in another way is a meeting: both texts are kept, and the later one picks', () => {
  const id = stored()
  const seen = draftOf(id).fields.get('title.nl')
  type(id, fatima, 'title.nl', 'Van Fatima', seen)
  expect(type(id, pieter, 'title.nl', 'Van Pieter', seen)).toMatchObject({ ok: true, value: { met: ['title.nl'] } })
  expect(draftOf(id, pieter).fields.get('title.nl')).toEqual(['Van Fatima'])
  expect(draftOf(id, pieter).waiting).toMatchObject([{ name: 'title.nl', values: ['Van Pieter'] }])
  expect(draftOf(id, fatima).waiting).toEqual([])
  expect(publish(id, pieter)).toMatchObject({ ok: false, problem: 'texts-wait' })
  const choice = choiceOf(id, pieter)
  expect(pick(id, pieter, choice, 'mine')).toMatchObject({ ok: true })
  expect(draftOf(id, fatima).fields.get('title.nl')).toEqual(['Van Pieter'])
  expect(pick(id, pieter, choice, 'theirs')).toEqual({ ok: false, problem: 'picked-before' })
})

test('publishing and throwing away leave the text of a colleague that waits, and they still pick', () => {
  const id = stored()
  const seen = draftOf(id).fields.get('title.nl')
  type(id, fatima, 'title.nl', 'Van Fatima', seen)
  type(id, pieter, 'title.nl', 'Van Pieter', seen)
  expect(draftOf(id).othersWaiting).toBe(1)
  expect(publish(id, fatima)).toMatchObject({ ok: true })
  expect(draftOf(id, pieter).waiting).toMatchObject([{ values: ['Van Pieter'] }])
  expect(draftOf(id, pieter).changedAt).toBeNull()
  type(id, fatima, 'summary.nl', 'Weg hiermee', draftOf(id).fields.get('summary.nl'))
  expect(discard(id, fatima)).toEqual({ ok: true, value: 'discarded' })
  expect(draftOf(id, pieter).fields.get('summary.nl')).not.toEqual(['Weg hiermee'])
  expect(draftOf(id, pieter).waiting).toMatchObject([{ values: ['Van Pieter'] }])
  pick(id, pieter, choiceOf(id, pieter), 'mine')
  expect(draftOf(id).fields.get('title.nl')).toEqual(['Van Pieter'])
})

test('a choice is about the two texts that were seen: when either is another by now nothing is overwritten', () => {
  const id = stored()
  const seen = draftOf(id).fields.get('title.nl')
  type(id, fatima, 'title.nl', 'Van Fatima', seen)
  type(id, pieter, 'title.nl', 'Van Pieter', seen)
  const old = choiceOf(id, pieter)
  type(id, fatima, 'title.nl', 'Nog mooier van Fatima', ['Van Fatima'])
  expect(pick(id, pieter, old, 'mine')).toEqual({ ok: false, problem: 'changed-meanwhile' })
  expect(pick(id, pieter, old, 'theirs')).toEqual({ ok: false, problem: 'changed-meanwhile' })
  expect(draftOf(id).fields.get('title.nl')).toEqual(['Nog mooier van Fatima'])
  expect(draftOf(id, pieter).waiting).toMatchObject([{ values: ['Van Pieter'] }])
})

test('a second text of the same person that meets another waits beside the first; one that goes on from the first takes its place', () => {
  const id = stored()
  const seen = draftOf(id).fields.get('title.nl')
  type(id, fatima, 'title.nl', 'Van Fatima', seen)
  type(id, pieter, 'title.nl', 'Eerste venster', seen)
  type(id, pieter, 'title.nl', 'Tweede venster', seen)
  type(id, pieter, 'title.nl', 'Tweede venster', seen)
  type(id, pieter, 'title.nl', 'Eerste venster, langer', ['Eerste venster'])
  const texts = draftOf(id, pieter).waiting.flatMap(({ values }) => values)
  expect(texts.sort()).toEqual(['Eerste venster, langer', 'Tweede venster'])
})

test('a draft that changed since it was seen is not thrown away; what was thrown away can be taken back', () => {
  const id = stored()
  const old = draftOf(id)
  type(id, pieter, 'title.nl', 'Van Pieter', old.fields.get('title.nl'))
  expect(discard(id, fatima, old)).toEqual({ ok: false, problem: 'changed-meanwhile' })
  expect(draftOf(id).fields.get('title.nl')).toEqual(['Van Pieter'])
  expect(discard(id)).toMatchObject({ ok: true })
  expect(draftOf(id).changedAt).toBeNull()
  type(id, pieter, 'title.nl', 'Iets nieuws', old.fields.get('title.nl'))
  expect(restore(id)).toEqual({ ok: true, value: 'restored' })
  expect(draftOf(id).fields.get('title.nl')).toEqual(['Iets nieuws'])
  expect(draftOf(id, fatima).waiting).toMatchObject([{ values: ['Van Pieter'] }])
  expect(restore(id)).toEqual({ ok: false, problem: 'restored-before' })
})

test('a new offer that was thrown away comes back under its id; it is not thrown away while a text of a colleague waits in it', () => {
  const id = inTransaction(db, (tx) => beginDraft(tx, fatima, 'event', NOW))
  type(id, fatima, 'title.nl', 'Loopbaandag', undefined)
  type(id, fatima, 'units', 'science', draftOf(id).fields.get('units'))
  const before = draftOf(id)
  expect(discard(id)).toMatchObject({ ok: true })
  expect(readOfferDraft(db, fatima, id)).toBeNull()
  expect(restore(id)).toMatchObject({ ok: true })
  expect([...draftOf(id).fields]).toEqual([...before.fields])
  expect(draftOf(id).createdBy).toBe(fatima.id)
  type(id, pieter, 'title.nl', 'Carrièredag', undefined)
  expect(discard(id)).toEqual({ ok: false, problem: 'others-wait' })
  expect(draftOf(id, pieter).waiting).toHaveLength(1)
})

test('an offer is archived as it is stored: a draft with a text that waits or cannot be read neither stops it nor goes along', () => {
  const id = stored()
  const { fields } = draftOf(id)
  type(id, fatima, 'title.nl', 'Van Fatima', fields.get('title.nl'))
  type(id, pieter, 'title.nl', 'Van Pieter', fields.get('title.nl'))
  type(id, pieter, 'cost', 'veel', fields.get('cost'))
  const before = readOffer(db, id)
  expect(inTransaction(db, (tx) => archiveOffer(tx, pieter, id, NOW))).toEqual({ ok: true, value: 'archived' })
  expect(readOffer(db, id)).toMatchObject({ state: 'archived', title: before?.title, costCents: before?.costCents })
  expect(draftOf(id, pieter).fields.get('title.nl')).toEqual(['Van Fatima'])
  expect(draftOf(id, pieter).waiting).toMatchObject([{ values: ['Van Pieter'] }])
})

test('a field that an import changed meanwhile is no more overwritten unseen: both texts stand there until somebody picks', () => {
  for (const choice of ['mine', 'theirs'] as const) {
    const id = stored()
    type(id, pieter, 'title.nl', 'Van Pieter', draftOf(id).fields.get('title.nl'))
    expect(draftOf(id).moved).toEqual([])
    importTitle(id, 'Van de import')
    expect(draftOf(id).moved).toEqual(['title.nl'])
    expect(publish(id)).toEqual({ ok: false, problem: 'texts-wait' })
    expect(readOffer(db, id)?.title.nl).toBe('Van de import')
    const old = choiceOf(id, fatima)
    importTitle(id, 'Nog een import')
    expect(pick(id, fatima, old, choice)).toEqual({ ok: false, problem: 'changed-meanwhile' })
    expect(pick(id, fatima, choiceOf(id, fatima), choice)).toMatchObject({ ok: true })
    expect(draftOf(id).moved).toEqual([])
    expect(draftOf(id).fields.get('title.nl')).toEqual([choice === 'mine' ? 'Van Pieter' : 'Nog een import'])
    expect(publish(id)).toMatchObject({ ok: true })
  }
})

test('the same text from both, or a field that was not touched, is no meeting', () => {
  const id = stored()
  const seen = draftOf(id).fields.get('title.nl')
  type(id, fatima, 'title.nl', 'Hetzelfde', seen)
  expect(type(id, pieter, 'title.nl', 'Hetzelfde', seen)).toEqual({ ok: true, value: { written: [], met: [] } })
  expect(type(id, pieter, 'title.nl', seen?.[0] ?? '', seen)).toEqual({ ok: true, value: { written: [], met: [] } })
  expect(draftOf(id).fields.get('title.nl')).toEqual(['Hetzelfde'])
})

test('whoever heard no answer does not meet their own text when they send more', () => {
  const id = stored()
  const was = markOf(draftOf(id).fields.get('title.nl'))
  const send = (text: string, tried: string[]) =>
    inTransaction(db, (tx) =>
      saveDraftFields(
        tx,
        pieter,
        id,
        [{ name: 'title.nl', was, values: [text], tried: tried.map((one) => markOf([one])) }],
        NOW,
      ),
    )
  send('Half', [])
  expect(send('Half en meer', ['Half'])).toMatchObject({ ok: true, value: { met: [] } })
  type(id, fatima, 'title.nl', 'Van Fatima', ['Half en meer'])
  expect(send('Half en nog meer', ['Half', 'Half en meer'])).toMatchObject({ ok: true, value: { met: ['title.nl'] } })
  expect(send('Half en nog meer dan dat', ['Half en nog meer'])).toMatchObject({ ok: true })
  expect(draftOf(id, pieter).waiting).toMatchObject([{ values: ['Half en nog meer dan dat'] }])
})

test('keeping by itself says that its writer is still there, and answers no mark of what they did not see', () => {
  const id = stored()
  const { fields, fingerprint } = draftOf(id)
  noteEditor(db, pieter, id, 'facts', NOW)
  const later = new Date(Number(NOW) + 110_000)
  type(id, fatima, 'title.nl', 'Van Fatima', fields.get('title.nl'))
  const field = [
    { name: 'title.nl', was: markOf(fields.get('title.nl')), tried: [], value: fields.get('title.nl') ?? [] },
    { name: 'summary.nl', was: markOf(fields.get('summary.nl')), tried: [], value: ['Van Pieter'] },
  ] as unknown as Extract<SentDraft, { intent: 'auto' }>['field']
  const kept = keepDraft(db, pieter, id, { intent: 'auto', field }, 'nl', later)
  expect(kept).toMatchObject({ ok: true, value: { met: [], marks: { 'summary.nl': markOf(['Van Pieter']) } } })
  expect(kept.ok && Object.keys(kept.value.marks)).toEqual(['summary.nl'])
  expect(kept.ok && kept.value.fingerprint.before).not.toBe(fingerprint)
  expect(kept.ok && kept.value.fingerprint.after).toBe(draftOf(id).fingerprint)
  const seen = new Date(Number(NOW) + 200_000)
  expect(otherEditors(db, fatima, id, seen)).toMatchObject([{ section: 'facts', seenAt: Number(later) }])
  keepDraft(db, pieter, id, { intent: 'leave' }, 'nl', seen)
  expect(otherEditors(db, fatima, id, seen)).toEqual([])
})

test('what is typed back to what is published waits no more', () => {
  const id = stored()
  const seen = draftOf(id).fields.get('title.nl')
  type(id, fatima, 'title.nl', 'Iets anders', seen)
  type(id, fatima, 'title.nl', seen?.[0] ?? '', ['Iets anders'])
  expect(draftOf(id).changedAt).toBeNull()
})

test('what somebody publishes is what they saw: a change meanwhile asks them to look again', () => {
  const id = stored()
  const { fingerprint, fields } = draftOf(id)
  type(id, pieter, 'title.nl', 'Nog even dit', fields.get('title.nl'))
  const early = inTransaction(db, (tx) => publishDraft(tx, fatima, id, { ...ALWAYS, fingerprint }, NOW))
  expect(early).toEqual({ ok: false, problem: 'changed-meanwhile' })
  expect(readOffer(db, id)?.title.nl).toBe('Feedback geven zonder omwegen')
})

test('a new offer has its id from its draft, and is published under it', () => {
  const id = inTransaction(db, (tx) => beginDraft(tx, fatima, 'event', NOW))
  expect(draftOf(id).offer).toBeNull()
  expect(publish(id)).toMatchObject({ ok: false, problem: 'not-ready' })
  const type2 = (name: string, ...values: string[]) =>
    inTransaction(db, (tx) =>
      saveDraftFields(tx, fatima, id, [{ name, was: markOf(draftOf(id).fields.get(name)), values }], NOW),
    )
  type2('title.nl', 'Loopbaandag')
  type2('units', 'hr', 'science')
  type2('owner.unit', 'hr')
  type2('owner.email', 'hr@lindehoven.example')
  expect(publish(id)).toMatchObject({ ok: true, value: { id, change: 'new' } })
  expect(readOffer(db, id)).toMatchObject({ kind: 'event', state: 'published', units: ['hr', 'science'] })
})

test('a draft of another unit is not there: to read, type in, pick, publish or throw away', () => {
  const ofHr = stored({})
  const fresh = inTransaction(db, (tx) => beginDraft(tx, fatima, 'event', NOW))
  for (const id of [ofHr, fresh, 'nowhere']) {
    expect(readOfferDraft(db, pieter, id)).toBeNull()
    inTransaction(db, (tx) => {
      const change = { name: 'title.nl', was: '', values: ['Van Pieter'] }
      expect(saveDraftFields(tx, pieter, id, [change], NOW)).toEqual({ ok: false, problem: 'gone' })
      const choice = { name: 'title.nl', text: '', pick: 'mine', seen: { mine: '', theirs: '' } } as const
      expect(pickText(tx, pieter, id, choice, NOW)).toEqual({ ok: false, problem: 'gone' })
      expect(restoreDraft(tx, pieter, id, '', NOW)).toEqual({ ok: false, problem: 'gone' })
      expect(archiveOffer(tx, pieter, id, NOW)).toEqual({ ok: false, problem: 'gone' })
      expect(publishDraft(tx, pieter, id, { ...ALWAYS, fingerprint: '' }, NOW)).toEqual({ ok: false, problem: 'gone' })
      expect(discardDraft(tx, pieter, id, '', NOW)).toEqual({ ok: false, problem: 'gone' })
    })
  }
  expect(draftOf(fresh).fields.get('title.nl')).toBeUndefined()
})

test('a publisher of one faculty cannot give an offer away to another unit', () => {
  const id = stored()
  const { fields } = draftOf(id, pieter)
  type(id, pieter, 'owner.unit', 'law', fields.get('owner.unit'))
  type(id, pieter, 'units', 'law', fields.get('units'))
  expect(publish(id, pieter)).toEqual({ ok: false, problem: 'not-yours' })
})

test('a field that no page of the editor has is refused, and nothing of the rest is written', () => {
  const id = stored()
  const changes = ['title.nl', 'state'].map((name) => ({ name, was: '', values: ['x'] }))
  expect(inTransaction(db, (tx) => saveDraftFields(tx, fatima, id, changes, NOW))).toEqual({
    ok: false,
    problem: 'unknown-field',
  })
  expect(draftOf(id).changedAt).toBeNull()
})

test('who else has an offer open is seen for two minutes, or until they leave', () => {
  const id = stored()
  const after = (ms: number) => new Date(Number(NOW) + ms)
  noteEditor(db, pieter, id, 'sessions', NOW)
  noteEditor(db, fatima, id, 'text', NOW)
  expect(otherEditors(db, fatima, id, after(119_000))).toMatchObject([
    { name: 'Pieter van Leeuwen', section: 'sessions' },
  ])
  expect(otherEditors(db, fatima, id, after(120_001))).toEqual([])
  noteEditor(db, pieter, id, 'text', after(130_000))
  leaveEditor(db, pieter, id)
  expect(otherEditors(db, fatima, id, after(130_000))).toEqual([])
})
