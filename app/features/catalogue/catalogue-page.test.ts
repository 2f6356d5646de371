import { expect, test } from 'vitest'
import { seedUniversity } from '#app/demo/demo.server.ts'
import { readDemoOffers, readUniversity } from '#app/demo/demo-files.server.ts'
import { chooseSearchEngine } from '#app/search/engine.server.ts'
import { openDatabase } from '#db/open.server.ts'
import { demoDatabase, NOW } from '#tests/support/database.ts'
import { findCataloguePage } from './catalogue.queries.server.ts'
import { findHomePage } from './home.queries.server.ts'
import { findOfferPage } from './offer.queries.server.ts'
import { findSavedPage } from './saved.queries.server.ts'
import { findSiteMap } from './site-map.queries.server.ts'
import { suggest } from './suggest.queries.server.ts'

const db = demoDatabase()
const search = chooseSearchEngine(db)
const page = (address: string, language: 'nl' | 'en' = 'nl') =>
  findCataloguePage(db, search, language, new URLSearchParams(address), NOW)

test('the number of statements does not grow with the number of results', async () => {
  let statements = 0
  const counted = openDatabase(':memory:', () => statements++)
  seedUniversity(counted, readUniversity(), readDemoOffers(), NOW)
  const engine = chooseSearchEngine(counted)
  const statementsFor = async (address: string, minute: number) => {
    // Another minute and another version, so that no card and no offer is cached from the question before.
    const at = new Date(Number(NOW) + minute * 90_000)
    counted.$client.exec('UPDATE topic_versions SET catalogue = catalogue + 1')
    statements = 0
    const { cards } = await findCataloguePage(counted, engine, 'nl', new URLSearchParams(address), at)
    return { cards: cards.length, statements }
  }
  await statementsFor('', 0)
  const few = await statementsFor('kind=career-advice', 1)
  const many = await statementsFor('', 2)
  expect(few.cards).toBe(4)
  expect(many.cards).toBe(20)
  expect(many.statements).toBe(few.statements)
})

test('filter values that do not exist are dropped and counted, the others stay', async () => {
  const found = await page('kind=training&kind=unicorn&theme=nonsense&format=online')
  expect(found.dropped).toBe(2)
  expect(found.chips.map((chip) => chip.label)).toEqual(['Trainingen', 'Online'])
})

test('the goals of Academia in Motion are a filter, and the page of an offer names its own', async () => {
  const found = await page('aimGoal=share')
  const goals = found.rest.find(({ name }) => name === 'aimGoal')?.values ?? []
  expect(goals.map(({ label, on }) => [label, on])).toEqual([
    ['Vernieuwen', false],
    ['Delen', true],
    ['Samenwerken', false],
  ])
  expect(found.total).toBe(goals.find(({ on }) => on)?.count)
  expect(found.total).toBeGreaterThan(5)
  const shown = findOfferPage(db, search, 'nl', found.cards[0]?.slug ?? '', NOW)
  if (!shown || 'goTo' in shown) throw new Error('the offer is there')
  expect(shown.aimGoals).toContainEqual({ label: 'Delen', href: '/nl/catalogue?aimGoal=share' })
})

test('a chip leads to the same search without its filter, on page 1', async () => {
  const found = await page('q=leiderschap&kind=training&kind=coaching&page=2')
  expect(found.chips[0]?.href).toBe('/nl/catalogue?q=leiderschap&kind=coaching')
})

test('the counts of a filter say what choosing another value of it would give', async () => {
  const all = await page('')
  const chosen = await page('kind=training')
  const coaching = (data: typeof all) =>
    data.first.find((group) => group.name === 'kind')?.values.find((v) => v.value === 'coaching')
  expect(coaching(chosen)?.count).toBe(coaching(all)?.count)
  expect((await page('kind=coaching')).total).toBe(coaching(all)?.count)
})

test('an empty result says which filter stands in the way', async () => {
  const found = await page('q=data+steward&kind=story')
  expect(found.total).toBe(0)
  expect(found.fewer[0]).toMatchObject({ label: 'Ervaringsverhalen', href: '/nl/catalogue?q=data+steward' })
  expect(found.fewer[0]?.count).toBeGreaterThan(0)
})

test('a page beyond the last shows the last, and says so', async () => {
  const found = await page('page=999')
  expect(found.pageGone).toBe(true)
  expect(found.page).toBe(found.pages)
  expect(found.cards.length).toBeGreaterThan(0)
})

test.each(['page=0', 'page=-1', 'page=1e9', 'page=x', 'sort=worst', 'more=nothing', 'q=%00%EE%80%80'])(
  'an address with %s is answered',
  async (address) => {
    expect((await page(address)).total).toBeGreaterThanOrEqual(0)
  },
)

test('an offer of a language that is not written is shown in the other one, and marked', async () => {
  const [offer] = readDemoOffers()
  const only = openDatabase(':memory:')
  seedUniversity(
    only,
    readUniversity(),
    [
      {
        ...offer!,
        title: { nl: 'Alleen Nederlands', en: '' },
        summary: { nl: 'Kort.', en: '' },
        body: { nl: 'Tekst.', en: '' },
      },
    ],
    NOW,
  )
  const found = await findCataloguePage(only, chooseSearchEngine(only), 'en', new URLSearchParams(), NOW)
  expect(found.cards[0]).toMatchObject({ title: 'Alleen Nederlands', titleLanguage: 'nl' })
  const shown = findOfferPage(only, chooseSearchEngine(only), 'en', 'alleen-nederlands', NOW)
  expect(shown).toMatchObject({ title: 'Alleen Nederlands', titleLanguage: 'nl', bodyLanguage: 'nl' })
})

test('an address in the other language leads to the own one', async () => {
  expect(findOfferPage(db, search, 'en', 'feedback-geven-zonder-omwegen', NOW)).toEqual({
    goTo: '/en/catalogue/giving-feedback-without-detours',
  })
  expect(findOfferPage(db, search, 'nl', 'bestaat-niet', NOW)).toBeNull()
})

test('suggestions fit what is being typed, in the language of the reader', async () => {
  expect((await suggest(db, search, 'nl', 'feedb', NOW))[0]?.title).toBe('Feedback geven zonder omwegen')
  expect((await suggest(db, search, 'en', 'feedb', NOW))[0]?.title).toBe('Giving feedback without detours')
  expect(await suggest(db, search, 'nl', 'f', NOW)).toEqual([])
})

test('the home page shows what is coming up in order, a story, what is new and what closes soon', async () => {
  const home = await findHomePage(db, search, 'nl', NOW)
  expect(home.coming).toHaveLength(5)
  expect([...home.coming].sort((a, b) => (a.date < b.date ? -1 : 1))).toEqual(home.coming)
  expect(home.story?.kind.label).toBe('Ervaringsverhaal')
  expect(home.fresh).toHaveLength(3)
  expect(home.closing.map((card) => card.kind.label)).toEqual(['Vacature', 'Vacature', 'Vacature'])
})

test('saved offers come in the order asked for; what is gone is counted, what is no id is not asked for', async () => {
  const ids = (await page('sort=newest')).cards.slice(0, 3).map((card) => card.id)
  const gone = '00000000-0000-7000-8000-000000000000'
  const saved = findSavedPage(db, 'nl', [...ids.toReversed(), gone, "' OR 1=1", ids[0]!], NOW)
  expect(saved.cards.map((card) => card.id)).toEqual(ids.toReversed())
  expect(saved.gone).toEqual([gone])
})

test('the site map holds each offer that is shown, in both languages', () => {
  const map = findSiteMap(db, NOW)
  expect(map.length).toBe(readDemoOffers().length)
  expect(map.every((offer) => offer.slugNl && offer.slugEn)).toBe(true)
})
