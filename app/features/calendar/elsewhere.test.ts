import { expect, test } from 'vitest'
import { asSystem } from '#app/access/actor.ts'
import { saveOffer } from '#app/features/catalogue/save-offer.server.ts'
import { embeddedSearch } from '#app/search/embedded/search.server.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { demoDatabase, NOW } from '#tests/support/database.ts'
import { checkedOffer } from '#tests/support/offers.ts'
import { calendarView, embedPolicy, searchView } from './embed-views.server.ts'
import { feedOfPage, findThemeFeed } from './theme-feed.server.ts'

const HOSTILE = [
  '</title><script>alert(1)</script>',
  ']]><x:y xmlns:x="u"/>',
  '&amp;&#x0;&lt;',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '\u0001\u0008\ufffe\ud800 gewoon',
  '<!--<!DOCTYPE x [<!ENTITY y "z">]>',
]

function addHostile(db: Db): void {
  for (const [n, text] of HOSTILE.entries()) {
    const input = checkedOffer({
      title: { nl: `${text} vijandig`, en: '' },
      summary: { nl: text, en: '' },
      themes: ['research'],
      sessions: [{ days: [{ date: '2027-02-02', from: `0${n}:00`, until: '12:00' }], place: { nl: text, en: '' } }],
    })
    const saved = inTransaction(db, (tx) => saveOffer(tx, asSystem('seed', 'offer.save'), input, NOW))
    if (!saved.ok) throw new Error(JSON.stringify(saved))
  }
}
const atom = (db: Db, theme: string, language: 'nl' | 'en' = 'nl') =>
  findThemeFeed(db, embeddedSearch(db), language, theme, NOW)

/** The tags of a text in their order, and what is no mark-up at all: an unescaped sign shows as a tag that nobody wrote. */
function tagsOf(text: string): string[] {
  return [...text.matchAll(/<\/?([a-zA-Z!?][\w:-]*)/g)].map(([, name = '']) => name)
}

test('a theme feed names its language, its page and its entries, and is not there for an unknown theme', async () => {
  const db = demoDatabase()
  addHostile(db)
  const feed = (await atom(db, 'research', 'en')) ?? ''
  expect(feed).toContain('<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">')
  expect(feed).toMatch(/<link rel="self" type="application\/atom\+xml" href="http[^"]+\/en\/feeds\/research\.atom"\/>/)
  expect(feed.match(/<entry/g)?.length).toBeGreaterThan(3)
  // Dutch only: the entry says so.
  expect(feed).toContain('<entry xml:lang="nl">')
  expect(await atom(db, 'constructor')).toBeNull()
  expect(feedOfPage(db, 'nl', new URLSearchParams('theme=research&q=x'))?.href).toBe('/nl/feeds/research.atom')
  for (const address of ['', 'theme=yoga', 'theme=research&theme=teaching'])
    expect(feedOfPage(db, 'nl', new URLSearchParams(address)), address).toBeNull()
})

test('hostile titles are text in the feed, in the views and in the search box', async () => {
  const db = demoDatabase()
  addHostile(db)
  const feed = (await atom(db, 'research')) ?? ''
  const known = ['feed', 'id', 'title', 'updated', 'link', 'author', 'name', 'entry', 'published', 'summary', '?xml']
  expect(tagsOf(feed).filter((tag) => !known.includes(tag))).toEqual([])
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no place for them
  expect(feed).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/)
  const views = [
    calendarView(db, embeddedSearch(db), 'nl', new URLSearchParams(), NOW),
    await searchView(db, embeddedSearch(db), 'nl', new URLSearchParams({ q: 'vijandig' }), NOW),
    ...(await Promise.all(
      HOSTILE.map((q) => searchView(db, embeddedSearch(db), 'nl', new URLSearchParams({ q }), NOW)),
    )),
  ]
  const html = '!DOCTYPE html head meta title style body main h1 h2 ul ol li a p s span form label input button'.split(
    ' ',
  )
  for (const view of views) {
    expect(tagsOf(view).filter((tag) => !html.includes(tag))).toEqual([])
    expect(view).not.toMatch(/\son\w+=["']/)
    expect(view).not.toContain('<script')
  }
  expect(views[0]).toContain('vijandig')
})

test('a view is one answer below 25 kB, whose links open the portal in a window of their own', async () => {
  const db = demoDatabase()
  const views = [
    calendarView(db, embeddedSearch(db), 'nl', new URLSearchParams(), NOW),
    calendarView(db, embeddedSearch(db), 'en', new URLSearchParams({ kind: 'event' }), NOW),
    await searchView(db, embeddedSearch(db), 'nl', new URLSearchParams({ q: 'team' }), NOW),
    await searchView(db, embeddedSearch(db), 'en', new URLSearchParams(), NOW),
  ]
  for (const view of views) {
    expect(Buffer.byteLength(view)).toBeLessThan(25_000)
    const links = view.match(/<a [^>]*>/g) ?? []
    expect(links.length).toBeGreaterThan(0)
    expect(links.filter((link) => !/href="http.*target="_blank" rel="noopener"/.test(link))).toEqual([])
    expect(view).not.toMatch(/<(?:link|img|iframe)|src=|url\(/)
  }
})

test('only origins of the setting may show a view in a frame, and its own style is all that counts', () => {
  expect(embedPolicy([])).toContain("frame-ancestors 'none'")
  expect(embedPolicy(['https://www.uni.example', 'https://b.example'])).toContain(
    'frame-ancestors https://www.uni.example https://b.example',
  )
  expect(embedPolicy([])).not.toMatch(/script-src|unsafe/)
})
