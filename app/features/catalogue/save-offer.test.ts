import { expect, test } from 'vitest'
import { asSystem } from '#app/access/actor.ts'
import { seedUniversity } from '#app/demo/demo.server.ts'
import { readUniversity } from '#app/demo/demo-files.server.ts'
import { searchEmbedded } from '#app/search/embedded/search.server.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { freshDatabase, NOW } from '#tests/support/database.ts'
import { checkedOffer } from '#tests/support/offers.ts'
import { readOffer } from './offer-store.server.ts'
import { saveCompetence, saveProvider, saveUnit } from './save-names.server.ts'
import { saveOffer } from './save-offer.server.ts'

const later = new Date(Number(NOW) + 86_400_000)

/** The demo university without its offers. */
function university(): Db {
  const db = freshDatabase()
  seedUniversity(db, readUniversity(), [], NOW)
  return db
}

function save(db: Db, changes: Record<string, unknown> = {}, id?: string, now = NOW) {
  const saved = inTransaction(db, (tx) =>
    saveOffer(tx, asSystem('seed', 'offer.save'), checkedOffer(changes), now, id ? { id } : {}),
  )
  if (!saved.ok) throw new Error(JSON.stringify(saved.problems))
  return saved.value
}

function found(db: Db, q: string): readonly string[] {
  return searchEmbedded(db, { q, facets: {}, sort: 'best', page: 1, pageSize: 20, now: Number(NOW), count: [] }).ids
}

test('a new offer is kept as it was checked, gets addresses in both languages and is found at once', () => {
  const db = university()
  const { id, change } = save(db)
  expect(change).toBe('new')
  const { textAt: _, sessions, ...facts } = checkedOffer()
  const offer = readOffer(db, id)
  expect(offer).toMatchObject({
    ...facts,
    slug: { nl: 'feedback-geven-zonder-omwegen', en: 'giving-feedback-without-detours' },
  })
  expect(offer?.sessions).toMatchObject(sessions)
  expect(offer?.textAt).toEqual({ nl: Number(NOW), en: Number(NOW) })
  for (const q of [
    'omwegen',
    'detours',
    'acteur',
    'noor verbeek',
    'loopbaancentrum',
    'career centre',
    'giving feedback',
  ])
    expect(found(db, q), q).toEqual([id])
})

test('saving the same again changes nothing, not even the moment', () => {
  const db = university()
  const { id } = save(db, { sourceKey: 'import:1' })
  const before = readOffer(db, id)
  expect(save(db, { sourceKey: 'import:1' }, undefined, later)).toEqual({ id, change: 'unchanged' })
  expect(readOffer(db, id)).toEqual(before)
})

test('an offer keeps its address, its first moment and its sessions when its title changes', () => {
  const db = university()
  const { id } = save(db)
  const before = readOffer(db, id)
  expect(
    save(db, { title: { nl: 'Eerlijk zeggen wat je vindt', en: 'Giving feedback without detours' } }, id, later),
  ).toEqual({ id, change: 'changed' })
  const after = readOffer(db, id)
  expect([after?.slug, after?.createdAt, after?.sessions[0]?.id]).toEqual([
    before?.slug,
    before?.createdAt,
    before?.sessions[0]?.id,
  ])
  expect(after?.updatedAt).toBe(Number(later))
  expect(after?.textAt).toEqual({ nl: Number(later), en: Number(NOW) })
  expect([found(db, 'omwegen'), found(db, 'eerlijk')]).toEqual([[], [id]])
})

test('the same source key is the same offer, another one is another offer', () => {
  const db = university()
  const first = save(db, { sourceKey: 'import:1' })
  expect(save(db, { sourceKey: 'import:1', themes: ['leadership'] })).toEqual({ id: first.id, change: 'changed' })
  const second = save(db, { sourceKey: 'import:2' })
  expect(second.change).toBe('new')
  expect(readOffer(db, second.id)?.slug).toEqual({
    nl: 'feedback-geven-zonder-omwegen-2',
    en: 'giving-feedback-without-detours-2',
  })
})

test('an offer in one language has an address in the other one too', () => {
  const db = university()
  const { id } = save(db, { title: { nl: '', en: 'Writing grants' } })
  expect(readOffer(db, id)?.slug).toEqual({ nl: 'writing-grants', en: 'writing-grants' })
})

test.each([
  [{ units: ['career-centre', 'no-such-unit'] }, 'units'],
  [{ owner: { unit: 'no-such-unit', email: 'a@lindehoven.example' } }, 'owner.unit'],
  [{ provider: 'no-such-provider' }, 'provider'],
  [{ competences: ['no-such-competence'] }, 'competences'],
])('a name that the university does not have is refused: %o', (changes, field) => {
  const db = university()
  const saved = inTransaction(db, (tx) => saveOffer(tx, asSystem('seed', 'offer.save'), checkedOffer(changes), NOW))
  expect(saved).toEqual({ ok: false, problem: 'unknown-names', problems: [{ field, problem: 'unknown-value' }] })
  expect(found(db, '')).toEqual([])
})

test('an offer that is put away is no longer found, and is found again when it returns', () => {
  const db = university()
  const { id } = save(db)
  for (const state of ['draft', 'archived']) {
    save(db, { state }, id)
    expect(found(db, 'omwegen'), state).toEqual([])
    expect(readOffer(db, id)?.state).toBe(state)
  }
  save(db, {}, id)
  expect(found(db, 'omwegen')).toEqual([id])
})

test('sessions stand in the order of their dates, whatever the order they were typed in', () => {
  const db = university()
  const run = (date: string) => ({ days: [{ date, from: '13:00', until: '17:00' }], seats: 12 })
  const { id } = save(db, { sessions: [run('2027-05-03'), run('2027-03-03')] })
  expect(readOffer(db, id)?.sessions.map((session) => session.days[0]?.date)).toEqual(['2027-03-03', '2027-05-03'])
  expect(save(db, { sessions: [run('2027-05-03'), run('2027-03-03')] }, id).change).toBe('unchanged')
})

test('a body loses its HTML before it is kept', () => {
  const db = university()
  const { id } = save(db, { body: { nl: 'R&O <script>alert(1)</script>**vet**', en: 'a < b' } })
  expect(readOffer(db, id)?.body).toEqual({ nl: 'R&O **vet**', en: 'a < b' })
})

test('an offer is found by the new name of its unit, provider or competence, and no more by the old one', () => {
  const db = university()
  const { id } = save(db)
  const other = save(db, {
    units: ['hr'],
    provider: 'hr',
    competences: [],
    owner: { unit: 'hr', email: 'hr@lindehoven.example' },
  })
  inTransaction(db, (tx) => {
    const unit = { id: 'career-centre', kind: 'service', parentId: 'lindehoven' } as const
    saveUnit(tx, asSystem('seed', 'unit.save'), { ...unit, name: { nl: 'Loopbaanplein', en: 'Career Square' } }, NOW)
    const provider = { id: 'career-centre', external: false, name: { nl: 'Leerhuis', en: 'Learning House' } }
    saveProvider(tx, asSystem('seed', 'provider.save'), provider, NOW)
    const competence = {
      id: 'giving-feedback',
      frameworkId: 'lindehoven',
      area: 'communication',
      name: { nl: 'Terugkoppelen', en: 'Responding' },
      uri: null,
      position: 7,
    }
    saveCompetence(tx, asSystem('seed', 'framework.save'), competence, NOW)
  })
  for (const q of ['loopbaanplein', 'career square', 'leerhuis', 'learning house', 'terugkoppelen', 'responding'])
    expect(found(db, q), q).toEqual([id])
  expect(found(db, 'loopbaancentrum')).toEqual([])
  expect(found(db, 'dienst hr')).toEqual([other.id])
})

test('what a transaction undoes is neither kept nor found', () => {
  const db = university()
  expect(() =>
    inTransaction(db, (tx): void => {
      saveOffer(tx, asSystem('seed', 'offer.save'), checkedOffer(), NOW)
      throw new Error('undone on purpose')
    }),
  ).toThrow('undone on purpose')
  expect(found(db, '')).toEqual([])
  expect(save(db).change).toBe('new')
})
