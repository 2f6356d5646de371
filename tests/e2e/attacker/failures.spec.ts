import path from 'node:path'
import { expect, test } from '@playwright/test'
import Database from 'better-sqlite3'
import { type Asked, ask, ownForm, signInAs } from '#tests/support/ask.ts'
import { OFFER_KINDS, OFFERS } from '#tests/support/demo-offers.ts'
import { DEMO, Portal } from '#tests/support/portal.ts'

const CANARY = 'zwermtaxi'

/** Takes tables away under a running portal, so that whatever reads them fails. */
function breakDatabase(folder: string): void {
  const db = new Database(path.join(folder, 'koers.sqlite'))
  const tables = db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all()
  db.pragma('foreign_keys = OFF')
  db.pragma('legacy_alter_table = ON')
  for (const table of ['offers', 'units', 'wishes', 'people', 'search_documents']) {
    if (tables.includes(table)) db.exec(`ALTER TABLE ${table} RENAME TO ${table}_gone`)
  }
  db.close()
}

test('what fails says so in general words with a number that the log has too; nothing typed is in either', async () => {
  test.setTimeout(90_000)
  const folder = test.info().outputPath('data')
  const portal = new Portal({
    DATA_DIR: folder,
    ...DEMO,
    PAGE_CACHE: 'off',
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'debug',
  })
  const { origin } = await portal.ready()
  const cookie = await signInAs(origin, 'sanne')
  breakDatabase(folder)
  const headers = {
    'User-Agent': `Mozilla/5.0 ${CANARY}`,
    'X-Forwarded-For': '203.0.113.9',
    Referer: `${origin}/nl/${CANARY}`,
  }
  const form = ownForm(origin, { wish: CANARY, searched: CANARY, person: 'sanne' })
  const requests: Array<[string, Asked]> = [
    ...['nl', 'en'].flatMap(
      (language): Array<[string, Asked]> => [
        [`/${language}?q=${CANARY}`, { headers }],
        [`/${language}/catalogue?q=${CANARY}`, { headers }],
        [`/${language}/catalogue?kind=training&q=${CANARY}`, { headers }],
        [`/${language}/catalogue.data?q=${CANARY}`, { headers }],
        [`/${language}/stories?q=${CANARY}`, { headers }],
        [`/${language}/saved?q=${CANARY}&id=${CANARY}`, { headers }],
        [`/${language}/suggest?q=${CANARY}`, { headers }],
        [`/${language}/my?q=${CANARY}`, { headers: { ...headers, Cookie: cookie } }],
        [`/${language}/wish`, { ...form, headers: { ...form.headers, ...headers } }],
      ],
    ),
    ...OFFER_KINDS.map((kind): [string, Asked] => [`${OFFERS[kind].nl}?q=${CANARY}`, { headers }]),
    [`/sitemap.xml?q=${CANARY}`, { headers }],
    ['/sign-in/demo', { ...form, headers: { ...form.headers, ...headers } }],
  ]
  const failed: string[] = []
  const numbers: string[] = []
  for (const [address, asked] of requests) {
    const { status, body } = await ask(origin, address, asked)
    if (status < 500) continue
    failed.push(address)
    expect(body.replace(/(?:href|action|value|content)="[^"]*"/g, ''), address).not.toMatch(
      /SqliteError|no such table|node_modules|\.js:\d/,
    )
    if (!address.includes('?')) expect(body, address).not.toContain(CANARY)
    const number = /(?:nummer|number): ([0-9A-F]{8})/.exec(body)?.[1]
    if (number) numbers.push(number)
  }
  const { complained } = await portal.stop()
  process.stdout.write(
    `induced failures: ${failed.length} of ${requests.length}, ${numbers.length} pages with a number\n`,
  )
  expect(failed.length).toBeGreaterThanOrEqual(20)
  expect(numbers.length).toBeGreaterThanOrEqual(12)
  for (const number of numbers) expect(complained).toContain(`"reference":"${number}"`)
  expect(complained).not.toMatch(new RegExp(`${CANARY}|Sanne|203\\.0\\.113|Mozilla|__Host`, 'i'))
})
