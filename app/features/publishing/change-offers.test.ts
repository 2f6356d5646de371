import { expect, test } from 'vitest'
import { allow, asSystem } from '#app/access/actor.ts'
import { readOffer, readOffers } from '#app/features/catalogue/offer-store.server.ts'
import { saveOffer } from '#app/features/catalogue/save-offer.server.ts'
import { answerEnquiry } from '#app/features/enquiries/answer-enquiry.server.ts'
import { addDays } from '#app/i18n/zoned-time.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { demoDatabase, NOW, peopleDatabase } from '#tests/support/database.ts'
import { demoPerson } from '#tests/support/demo-person.ts'
import { askAs, enquiryFiles, offerFor } from '#tests/support/enquiries.ts'
import { checkedOffer } from '#tests/support/offers.ts'
import { publisher } from '#tests/support/publishers.ts'
import { oneOf, seeded, tries } from '#tests/support/random.ts'
import { setOwner, setReviewDate } from './change-offers.server.ts'
import { copyAsNewRun } from './copy-run.server.ts'
import { discardDraft } from './discard-draft.server.ts'
import { hidePassedOffers } from './hide-passed.server.ts'
import { markOf } from './merge-fields.ts'
import { readOfferDraft } from './offer-drafts.server.ts'
import { offerOfFields } from './offer-fields.ts'
import { findOfferList } from './offer-list.queries.server.ts'
import { readListQuery } from './offer-list.ts'
import { publishDraft } from './publish-draft.server.ts'
import { findReviewAsks } from './review-todos.server.ts'
import { saveDraftFields } from './save-draft.server.ts'
import { shiftedByWeeks } from './shift-weeks.ts'

const OPEN = () => false
const later = (days: number) => new Date(Number(NOW) + days * 86_400_000)
const TRIES = tries(2_000)

test(`HR of one faculty touches no other offer in ${TRIES} tries, by whatever verb`, () => {
  const db = demoDatabase()
  const pieter = publisher(db, 'pieter')
  const all = readOffers(db, db.$client.prepare('SELECT id FROM offers').pluck().all() as string[])
  const isOurs = ({ owner, units }: (typeof all)[number]) =>
    [owner.unit, ...units].some((unit) => unit === 'science' || unit === 'biology')
  const others = all.filter((offer) => !isOurs(offer))
  const own = all.filter(isOurs)
  expect(Math.min(others.length, own.length)).toBeGreaterThan(0)
  const random = seeded(20_261_202)
  const acts = [
    (id: string) =>
      inTransaction(db, (tx) => setReviewDate(tx, pieter, [id, own[0]?.id ?? ''], '2029-01-01', NOW).changed < 2),
    (id: string) =>
      inTransaction(
        db,
        (tx) => setOwner(tx, pieter, [id], { unit: 'science', email: 'x@y.example' }, NOW).changed === 0,
      ),
    (id: string) => inTransaction(db, (tx) => !copyAsNewRun(tx, pieter, id, { weeks: 4, moved: [] }, OPEN, NOW).ok),
    (id: string) =>
      inTransaction(
        db,
        (tx) => !saveDraftFields(tx, pieter, id, [{ name: 'title.nl', was: markOf(undefined), values: ['x'] }], NOW).ok,
      ),
    (id: string) => inTransaction(db, (tx) => !discardDraft(tx, pieter, id, '', NOW).ok),
    (id: string) =>
      inTransaction(db, (tx) => !publishDraft(tx, pieter, id, { from: null, until: null, fingerprint: '' }, NOW).ok),
    (id: string) => readOfferDraft(db, pieter, id) === null,
    (id: string) =>
      inTransaction(
        db,
        (tx) =>
          !saveOffer(
            tx,
            pieter,
            checkedOffer({ units: ['science'], owner: { unit: 'science', email: 'a@b.example' } }),
            NOW,
            { id },
          ).ok,
      ),
  ]
  for (let attempt = 0; attempt < TRIES; attempt++) expect(oneOf(random, acts)(oneOf(random, others).id)).toBe(true)
  expect(
    readOffers(
      db,
      others.map(({ id }) => id),
    ),
  ).toEqual(others)
})

test('a new review date brings a hidden offer back, and a day to come is no reason for one that was archived', () => {
  const db = peopleDatabase()
  const fatima = publisher(db, 'fatima')
  const save = (changes: Readonly<Record<string, unknown>>) => {
    const saved = inTransaction(db, (tx) => saveOffer(tx, fatima, checkedOffer(changes), NOW))
    if (!saved.ok) throw new Error(JSON.stringify(saved))
    return saved.value.id
  }
  const [hidden, archived] = [save({ state: 'hidden', reviewOn: '2027-01-01' }), save({ state: 'archived' })]
  const outcome = inTransaction(db, (tx) => setReviewDate(tx, fatima, [hidden, archived, 'nowhere'], '2028-02-01', NOW))
  expect(outcome).toEqual({ changed: 2, refused: ['nowhere'] })
  expect([readOffer(db, hidden)?.state, readOffer(db, archived)?.state]).toEqual(['published', 'archived'])
})

test('an offer is hidden the night after its review date, and never while people are signed up for a session to come', async () => {
  const db = peopleDatabase()
  const fatima = publisher(db, 'fatima')
  const save = (changes: Readonly<Record<string, unknown>>) => {
    const saved = inTransaction(db, (tx) =>
      saveOffer(tx, fatima, checkedOffer({ reviewOn: '2027-02-10', ...changes }), NOW),
    )
    if (!saved.ok) throw new Error(JSON.stringify(saved))
    return saved.value.id
  }
  const session = { days: [{ date: '2027-03-03', from: '13:00', until: '17:00' }], seats: 12 }
  const [alone, full, past] = [
    save({ sessions: [session] }),
    save({ sessions: [{ ...session, taken: 1 }] }),
    save({ reviewOn: '2027-12-01' }),
  ]
  const states = () => [alone, full, past].map((id) => readOffer(db, id)?.state)
  const hide = (now: Date) => hidePassedOffers(db, asSystem('retention', 'offer.save'), now, () => Promise.resolve())
  await hide(later(0))
  expect(states()).toEqual(['published', 'published', 'published'])
  expect(await hide(later(20))).toBe(1)
  expect(states()).toEqual(['hidden', 'published', 'published'])
  expect(await hide(later(60))).toBe(1)
  expect(states()).toEqual(['hidden', 'hidden', 'published'])
})

test('an offer with an open question stays, and its owner is asked to look at it', async () => {
  const files = enquiryFiles('own')
  const { id } = offerFor(files.db, 'science')
  files.db.$client.prepare("UPDATE offers SET review_on = '2026-11-01' WHERE id = ?").run(id)
  files.db.$client.prepare('DELETE FROM sessions WHERE offer_id = ?').run(id)
  const enquiry = askAs(files, 'sanne', id, 'Kan ik ook halverwege instromen?')
  const hide = () => hidePassedOffers(files.db, asSystem('retention', 'offer.save'), NOW, () => Promise.resolve())
  const pieter = demoPerson(files.db, 'pieter')
  await hide()
  expect(readOffer(files.db, id)?.state).toBe('published')
  expect(findReviewAsks(files.db, pieter, NOW).find((one) => one.id === id)?.asks).toBe('passed')
  answerEnquiry(files.db, allow(pieter, 'enquiry.answer'), { id: enquiry, words: 'Ja.' }, NOW)
  await hide()
  expect(readOffer(files.db, id)?.state).toBe('hidden')
})

test(`${tries(1_000)} offers copied by whole weeks keep their wall times and days of the week, also over both changes of the clock`, () => {
  const db = demoDatabase()
  const offers = readOffers(db, db.$client.prepare('SELECT id FROM offers').pluck().all() as string[])
  const random = seeded(20_261_203)
  for (let attempt = 0; attempt < tries(1_000); attempt++) {
    const offer = oneOf(random, offers)
    const weeks = 1 + Math.floor(random() * 60)
    const copy = shiftedByWeeks(offer, weeks, Number(NOW))
    for (const session of copy.sessions) {
      const before = offer.sessions.find(({ id }) => id === session.id)
      expect(session.days).toEqual(
        before?.days.map(({ date, from, until }) => ({ date: addDays(date, weeks * 7), from, until })),
      )
      expect([session.taken, session.waiting, session.cancelled, session.sourceKey, session.decision]).toEqual([
        0,
        0,
        false,
        null,
        null,
      ])
    }
  }
})

test('a copy marks what is in its way, moves a date to the next open day when asked, and is a draft of its own', () => {
  const db = peopleDatabase()
  const fatima = publisher(db, 'fatima')
  const saved = inTransaction(db, (tx) => saveOffer(tx, fatima, checkedOffer(), NOW))
  if (!saved.ok) throw new Error('it can be saved')
  const isClosed = (day: string) => day === '2027-03-31'
  const copied = (moved: string[]) => {
    const made = inTransaction(db, (tx) => copyAsNewRun(tx, fatima, saved.value.id, { weeks: 4, moved }, isClosed, NOW))
    if (!made.ok) throw new Error('it is theirs')
    const draft = readOfferDraft(db, fatima, made.value)
    return draft && offerOfFields(draft.kind, draft.fields, null).input.sessions?.map(({ days }) => days[0]?.date)
  }
  const key = readOffer(db, saved.value.id)?.sessions[0]?.id ?? ''
  expect(copied([])).toEqual(['2027-03-31'])
  expect(copied([key])).toEqual(['2027-04-01'])
})

test('the list of two thousand offers takes as many statements as that of twenty', () => {
  const count = (offers: number) => {
    const db = peopleDatabase()
    const fatima = publisher(db, 'fatima')
    inTransaction(db, (tx) => {
      for (let place = 0; place < offers; place++)
        db.$client
          .prepare(
            `INSERT INTO offers (id, kind, state, slug_nl, slug_en, title_nl, title_en, summary_nl, summary_en, body_nl, body_en, text_nl_at, text_en_at, themes, target_groups,
             languages, aim_domains, format, learning_form, participation, owner_unit_id, owner_email, review_on, details, created_at, updated_at)
             VALUES (?, 'training', 'published', ?, ?, ?, '', '', '', 'x', '', 0, 0, '[]', '[]', '[]', '[]', 'online', 'course', 'individual', 'hr', 'a@b.example', '2028-01-01', '{}', 0, 0)`,
          )
          .run(`o${place}`, `s${place}`, `s${place}`, `Titel ${place}`)
      return tx
    })
    let statements = 0
    const prepare = db.$client.prepare.bind(db.$client)
    db.$client.prepare = ((sql: string) => {
      statements++
      return prepare(sql)
    }) as typeof db.$client.prepare
    const viewer = fatima as unknown as Parameters<typeof findOfferList>[1]
    const page = findOfferList(db, viewer, readListQuery(new URLSearchParams('sort=title')), 'nl', NOW)
    return { statements, total: page.total, rows: page.rows.length }
  }
  const [few, many] = [count(20), count(2_000)]
  expect([few.total, many.total, many.rows]).toEqual([20, 2_000, 25])
  expect(many.statements).toBe(few.statements)
})
