import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { asSystem } from '#app/access/actor.ts'
import { seedUniversity } from '#app/demo/demo.server.ts'
import { readUniversity } from '#app/demo/demo-files.server.ts'
import { i18nFor } from '#app/i18n/instance.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import { chooseSearchEngine } from '#app/search/engine.server.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { demoDatabase, freshDatabase, NOW } from '#tests/support/database.ts'
import { checkedOffer } from '#tests/support/offers.ts'
import { findCards } from '../cards/find-cards.server.ts'
import { cachedNames } from '../catalogue-names.server.ts'
import { findOfferPage, type OfferPageData } from '../offer.queries.server.ts'
import { ALWAYS } from '../offer-rules.ts'
import { readOffer } from '../offer-store.server.ts'
import { OfferSessions, OfferSignUp } from '../parts/offer-sessions.tsx'
import { saveOffer } from '../save-offer.server.ts'
import { findSiteMap } from '../site-map.queries.server.ts'
import { searchDocumentFor } from './search-document.server.ts'

function saved(changes: Record<string, unknown>): { db: Db; id: string } {
  const db = freshDatabase()
  seedUniversity(db, readUniversity(), [], NOW)
  const result = inTransaction(db, (tx) => saveOffer(tx, asSystem('seed', 'offer.save'), checkedOffer(changes), NOW))
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return { db, id: result.value.id }
}

async function pageOf({ db, id }: { db: Db; id: string }, language: Language = 'nl'): Promise<OfferPageData> {
  const slug = readOffer(db, id)?.slug[language] ?? ''
  const page = findOfferPage(db, chooseSearchEngine(db), language, slug, NOW)
  if (!page || 'goTo' in page) throw new Error(`no page for ${slug}`)
  return page
}

function documentOf({ db, id }: { db: Db; id: string }) {
  const offer = readOffer(db, id)
  if (!offer) throw new Error(id)
  return searchDocumentFor(offer, cachedNames(db))
}

function shown(offer: OfferPageData, language: Language = 'nl'): string {
  const box = offer.hasSessions ? <OfferSessions offer={offer} /> : <OfferSignUp offer={offer} />
  return renderToStaticMarkup(<I18nextProvider i18n={i18nFor(language)}>{box}</I18nextProvider>)
}

const past = { days: [{ date: '2027-01-06', from: '13:00', until: '17:00' }], seats: 12 }
const cancelled = { days: [{ date: '2027-03-03', from: '13:00', until: '17:00' }], seats: 12, cancelled: true }

test('a self-paced training without dates can be started at any time', async () => {
  const offer = saved({ format: 'self-paced', learningForm: 'self-study', sessions: [] })
  const page = await pageOf(offer)
  expect(page.signUp).toMatchObject({ state: 'begin', by: 'words', askHref: `/nl/catalogue/${page.slug.nl}/ask` })
  expect(shown(page)).toContain('Je kunt op elk moment beginnen.')
  expect(shown(page)).toContain('Dit gaat naar: ')
  expect(shown(page)).not.toContain('nog geen nieuwe data')
  expect(shown(await pageOf(offer, 'en'), 'en')).toContain('You can start at any time.')
  expect(documentOf(offer)).toMatchObject({ openUntil: [ALWAYS], anyTime: true })
})

test.each(['training', 'event'])('for a %s that has no dates yet one asks for them', async (kind) => {
  const offer = saved({ kind, sessions: [], details: {} })
  const page = await pageOf(offer)
  expect(page.signUp).toMatchObject({ state: 'ask-dates', by: 'words', askHref: `/nl/catalogue/${page.slug.nl}/ask` })
  expect(shown(page)).toContain('Vraag naar de data.')
  expect(shown(page)).not.toContain('mailto:')
  expect(shown(await pageOf(offer, 'en'), 'en')).toContain('Ask about dates.')
  expect(documentOf(offer)).toMatchObject({ openUntil: [ALWAYS], anyTime: false })
})

test.each([
  ['past', [past]],
  ['cancelled', [cancelled]],
  ['past or cancelled', [past, cancelled]],
])('when every date is %s there are no new dates: one can wish for one, or ask', async (_, sessions) => {
  const offer = saved({ sessions })
  const page = await pageOf(offer)
  const html = shown(page)
  expect(html).toContain('Er zijn nog geen nieuwe data.')
  expect(html).toContain('href="/nl/wish?q=Feedback+geven+zonder+omwegen"')
  expect(html).toContain(`href="/nl/catalogue/${page.slug.nl}/ask"`)
  expect(documentOf(offer).anyTime).toBe(false)
})

test('with a date to come, nobody is told that there is none', async () => {
  const html = shown(await pageOf(saved({})))
  expect(html).not.toContain('Er zijn nog geen nieuwe data.')
  expect(html).toContain('Aanmelden</a>')
})

test('an event to walk into starts, but is never open for sign-up and never closes', async () => {
  const offer = saved({ kind: 'event', details: { registration: 'none' } })
  expect(documentOf(offer)).toMatchObject({ openUntil: [], anyTime: false })
  expect(documentOf(offer).starts).toHaveLength(1)
  expect((await pageOf(offer)).coming[0]?.askHref).toBeNull()
  const unplanned = saved({ kind: 'event', sessions: [], details: { registration: 'none' } })
  expect(documentOf(unplanned)).toMatchObject({ openUntil: [], starts: [] })
  expect((await pageOf(unplanned)).signUp.state).toBe('none')
})

test('the day a mentoring programme starts counts as its start', () => {
  const details = { mentors: 'internal', meetings: 8, matching: { nl: 'Wij koppelen.', en: '' } }
  const mentoring = (more: object) =>
    documentOf(saved({ kind: 'mentoring', sessions: [], details: { ...details, ...more } }))
  const starts = [Date.parse('2027-03-30T22:00:00Z')]
  expect(mentoring({ startsOn: '2027-03-31', closesOn: '2027-03-03' })).toMatchObject({ starts, anyTime: false })
  expect(mentoring({ startsOn: '2027-03-31' })).toMatchObject({ starts, anyTime: false, openUntil: [ALWAYS] })
  expect(mentoring({})).toMatchObject({ starts: [], anyTime: true, openUntil: [ALWAYS] })
})

test.each(['title', 'summary', 'body'])(
  'when only the %s is not in the language of the reader, the page says so',
  async (part) => {
    const page = await pageOf(saved({ [part]: { nl: 'Alleen in het Nederlands geschreven', en: '' } }), 'en')
    expect(page.textLanguage).toBe('nl')
    expect((await pageOf(saved({}), 'en')).textLanguage).toBeUndefined()
  },
)

test('a card marks the language of its title and of its summary apart', () => {
  const { db, id } = saved({ summary: { nl: 'Je oefent.', en: '' } })
  const [card] = findCards(db, [id], 'en', Number(NOW))
  expect(card?.titleLanguage).toBeUndefined()
  expect(card?.summaryLanguage).toBe('nl')
})

test('the role of who tells a story keeps its capitals and its language', () => {
  const details = { person: 'Wietske', role: { nl: '', en: 'PhD candidate' }, unit: 'hr' }
  const { db, id } = saved({ kind: 'story', sessions: [], details })
  expect(findCards(db, [id], 'nl', Number(NOW))[0]?.facts).toEqual([
    { icon: 'person', text: 'Wietske, PhD candidate', language: 'en' },
  ])
})

test('related offers are at most three, never itself, and have something in common', async () => {
  const db = demoDatabase()
  let sum = 0
  for (const { slugNl } of findSiteMap(db, NOW)) {
    const page = findOfferPage(db, chooseSearchEngine(db), 'nl', slugNl, NOW)
    if (!page || 'goTo' in page) throw new Error(slugNl)
    expect(page.related.length).toBeLessThanOrEqual(3)
    expect(page.related.map((card) => card.id)).not.toContain(page.id)
    sum += page.related.length
  }
  expect(sum).toBeGreaterThan(300)
})

test('an offer that shares nothing with any other has no related offers', async () => {
  const { db, id } = saved({ themes: [], competences: [] })
  const others = [
    { title: { nl: 'Rekenbladen', en: 'Spreadsheets' }, themes: ['digital-skills'], competences: [] },
    { title: { nl: 'Zonder omwegen praten', en: 'Plain talk' }, themes: [], competences: [] },
  ]
  for (const other of others)
    inTransaction(db, (tx) => saveOffer(tx, asSystem('seed', 'offer.save'), checkedOffer(other), NOW))
  expect((await pageOf({ db, id })).related.map((card) => card.title)).toEqual(['Zonder omwegen praten'])
  expect((await pageOf({ db, id }, 'en')).related).toEqual([])
})

test('a cancelled date is shown as cancelled until its day has come, and is no earlier date after that', async () => {
  const page = await pageOf(saved({ sessions: [past, { ...past, cancelled: true }, cancelled] }))
  expect(page.coming.map(({ status }) => status)).toEqual(['cancelled'])
  expect(page.past).toHaveLength(1)
  expect(page).toMatchObject({ hasSessions: true, noNewDates: true })
  expect(shown(page)).toContain('Gaat niet door')
})
