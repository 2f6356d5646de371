import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test as base, expect } from '@playwright/test'
import Database from 'better-sqlite3'
import { PERMISSIONS } from '#app/access/permissions.ts'
import { INVENTORY } from '#app/features/privacy/inventory.ts'
import { PLATFORM_LINES } from '#app/platform/data-inventory.ts'
import type { Line } from '#app/platform/inventory/line.ts'
import { type Answer, askWhenFree, ownForm, signInAs } from '#tests/support/ask.ts'
import { FOLLOWED } from '#tests/support/deliberate-read.ts'
import { type BuiltRoute, builtRoutes } from '#tests/support/manifest.ts'
import { handleFor } from '#tests/support/person-handle.ts'
import { withPortal } from '#tests/support/portal.ts'
import {
  ACCESS,
  type Access,
  IDENTITIES,
  type Identity,
  type RecordKind,
  type Records,
  type Row,
} from './access-table.ts'

type Who = { identity: Identity; cookie: string; roles: ReadonlyArray<string>; records: Records }
type Expected = 'page' | 'door' | 'missing' | 'leads-on' | 'refused'

/** Tables in which looking at a page may leave something: the audit log, words nobody found, and what the house keeps for itself. */
const isWrittenByLooking = (line: Line) =>
  line.purpose === 'access-log' ||
  line.purpose === 'search' ||
  (line.purpose === 'portal' && PLATFORM_LINES.includes(line))

/** The files that pages write in, by the name under which the tests' own connection reads them. */
const READ_AS: Partial<Record<Line['file'], string>> = {
  koers: 'main',
  confidential: 'confidential',
  'data-keys': 'keys',
}

/** Every table that people can change something in, as the inventory says. */
const CHANGEABLE = [
  ...new Set(
    INVENTORY.filter((line) => line.file in READ_AS && !isWrittenByLooking(line)).map(
      ({ file, table }) => `${READ_AS[file]}.${table}`,
    ),
  ),
]

function expectedFor(access: Access, who: Who, isThere: boolean, gone: Row['gone'] | 'missing' = 'missing'): Expected {
  if (access === 'none') return 'missing'
  if (access === 'leads-on') return 'leads-on'
  if (access !== 'open') {
    if (who.identity === 'anonymous') return 'door'
    const may: ReadonlyArray<string> = PERMISSIONS[access]
    if (!who.roles.some((role) => may.includes(role))) return 'missing'
  }
  return isThere ? 'page' : gone
}

/** What an answer comes down to. Remix answers `.data` with 202 where a page would be led on. */
function seen({ status, headers, body }: Answer): Expected | `other: ${number}` {
  const target = headers.location ?? (status === 202 ? (/"(\/[^"]*)"/.exec(body)?.[1] ?? '') : null)
  if (target !== null) return /^\/(nl|en)\/sign-in(\?|$)/.test(target) ? 'door' : 'leads-on'
  if (status === 404) return 'missing'
  if (status === 400) return 'refused'
  return status === 200 ? 'page' : `other: ${status}`
}

/** The four ways in which a reader can ask for a route: its page, its data, only this route's data, and as an older Remix did. */
function waysToRead(route: BuiltRoute, address: string): Array<[string, string]> {
  const [pathname = '', query = ''] = address.split('?')
  const data = pathname === '/' ? '/_root.data' : `${pathname}.data`
  const and = query ? `${query}&` : ''
  return [
    ['document', address],
    ['.data', `${data}?${query}`],
    ['.data?_routes', `${data}?${and}_routes=${encodeURIComponent(route.id)}`],
    ['?_data', `${pathname}?${and}_data=${encodeURIComponent(route.id)}`],
  ]
}

/** A resource route answers `.data` in its own way or not at all: what counts is that it gives nobody what is not theirs. */
function isAsExpected(route: BuiltRoute, way: string, wanted: Expected, got: string): boolean {
  if (got === wanted) return true
  if (way === 'document' || way === '?_data') return false
  if (!route.isPage)
    return got === 'missing' || got === 'page' || got === 'other: 500' ? wanted === 'page' || got === 'missing' : false
  return false
}

function secretsOf(people: ReadonlyArray<{ id: string; name: string; email: string | null }>): string[] {
  return people.flatMap(({ id, name, email }) => [id, name, ...(email ? [email] : [])])
}

type Scene = {
  origin: string
  /** Where its databases are. */
  folder: string
  routes: ReadonlyArray<BuiltRoute>
  db: Database.Database
  people: ReadonlyArray<{ id: string; handle: string; name: string; email: string | null }>
  /** The id of somebody who was deleted. */
  deleted: string
}

/** A portal for each worker, where the tests of its people look on in the database. */
const test = base.extend<object, { scene: Scene }>({
  scene: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
    async ({}, use) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'koers-matrix-'))
      await withPortal({ DATA_DIR: folder, RATE_LIMITS: 'off' }, async (origin) => {
        const db = new Database(path.join(folder, 'koers.sqlite'))
        db.prepare('ATTACH ? AS confidential').run(path.join(folder, 'confidential.sqlite'))
        db.prepare('ATTACH ? AS keys').run(path.join(folder, 'data-keys.sqlite'))
        const deleted = randomUUID()
        db.prepare("INSERT INTO people (id, name, language, created_at, updated_at) VALUES (?, 'Weg', 'nl', 0, 0)").run(
          deleted,
        )
        db.prepare('DELETE FROM people WHERE id = ?').run(deleted)
        const people = db.prepare('SELECT id, handle, name, email FROM people').all() as Array<Scene['people'][number]>
        await use({ origin, folder, routes: await builtRoutes(), db, people, deleted })
        db.close()
      })
      rmSync(folder, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})

test('every route of the build has a row, and a word on who may send where it takes forms', async ({ scene }) => {
  expect(scene.routes.map(({ id }) => id).sort(), 'a route without a row, or a row without a route').toEqual(
    Object.keys(ACCESS).sort(),
  )
  const withoutRow = scene.routes.filter(({ id, acts }) => acts && ACCESS[id]?.act === undefined).map(({ id }) => id)
  expect(withoutRow, 'a route that takes forms without a word on who may send').toEqual([])
  expect(CHANGEABLE).toEqual(
    expect.arrayContaining([
      'main.people',
      'main.role_grants',
      'confidential.access_needs',
      'keys.data_keys',
      'main.portal_facts',
      'main.wishes',
    ]),
  )
})

for (const [place, identity] of (Object.keys(IDENTITIES) as Identity[]).entries()) {
  // One language each: both lead to the same routes.
  const language = place % 2 === 0 ? 'nl' : 'en'

  test(`every route answers ${identity} as the table says, in every way it can be asked (${language})`, async ({
    scene,
  }) => {
    test.setTimeout(120_000)
    const { origin, folder, routes, db, people, deleted } = scene
    const idOf = (handle: string | null) => people.find((person) => person.handle === handle)?.id ?? randomUUID()
    const rolesOf = (id: string) =>
      db.prepare('SELECT DISTINCT role FROM role_grants WHERE person_id = ?').pluck().all(id) as string[]
    const told = () => String(db.prepare('SELECT count(*) FROM audit_events').pluck().get())
    let seenVersion: unknown
    let text = ''
    /** Everything that people can change, as one text, read again when another connection wrote. That somebody looked is told in the audit log, and there alone. */
    function kept(): string {
      const version = Object.values(READ_AS)
        .map((name) => db.pragma(`${name}.data_version`, { simple: true }))
        .join()
      if (version !== seenVersion)
        text = CHANGEABLE.map((table) => JSON.stringify(db.prepare(`SELECT * FROM ${table}`).all())).join()
      seenVersion = version
      return text
    }

    let cells = 0
    const wrong: string[] = []
    const tell = (cell: string, wanted: string, got: string) => wrong.push(`${cell}: ${got}, not ${wanted}`)

    const handle = IDENTITIES[identity]
    const id = idOf(handle)
    const cookie = handle ? await signInAs(origin, handle) : ''
    const older = await signInAs(origin, 'ada')
    const written = (personId: string, by = cookie) => handleFor(folder, by || older, personId)
    const other = idOf(handle === 'jan' ? 'tom' : 'jan')
    const records = {
      own: written(id),
      other: written(other),
      random: written(randomUUID()),
      deleted: written(deleted),
      older: written(other, older),
    }
    const who: Who = { identity, cookie, roles: rolesOf(id), records }

    async function tryRead(row: Row, route: BuiltRoute, address: string, record: RecordKind | 'any') {
      const isThere = record === 'any' || (row.there ?? ['own', 'other']).includes(record)
      for (const [way, asked] of waysToRead(route, address)) {
        const wanted = way === '?_data' ? 'refused' : expectedFor(row.read, who, isThere, row.gone)
        const answer = await askWhenFree(origin, asked, {
          headers: { ...FOLLOWED, ...(who.cookie ? { Cookie: who.cookie } : {}) },
        })
        const got = seen(answer)
        const cell = `${identity} ${way} ${address} (${record})`
        cells++
        if (!isAsExpected(route, way, wanted, got)) tell(cell, wanted, got)
        if (row.namesPeople && got === 'page') continue
        const named = secretsOf(people).filter((secret) => answer.body.includes(secret) && !address.includes(secret))
        if (named.length > 0) tell(cell, 'silent about people', `names ${named.join(', ')}`)
      }
    }

    async function tryAct(access: Access, route: BuiltRoute, address: string, record: RecordKind | 'any') {
      const wanted = expectedFor(access, who, true)
      const [pathname = ''] = address.split('?')
      for (const [way, asked] of [
        ['POST', pathname],
        ['POST .data', `${pathname}.data`],
      ] as const) {
        const before = [kept(), told()]
        const form = ownForm(origin, {})
        const headers = { ...form.headers, ...(who.cookie ? { Cookie: who.cookie } : {}) }
        const answer = await askWhenFree(origin, asked, { ...form, headers })
        const got = seen(answer)
        cells++
        const cell = `${identity} ${way} ${address} (${record})`
        // Who may send gets an answer about the empty form; nobody else gets further than the sign-in page or "not there".
        const isFine =
          wanted === 'page'
            ? answer.status < 500 && got !== 'door'
            : got === wanted || (got === 'missing' && !route.isPage)
        if (!isFine) tell(cell, wanted, got)
        if (kept() !== before[0]) tell(cell, 'nothing changed', 'something changed')
        // Whoever may not send is not even told of; whoever may gets the page again, and looking at it is.
        if (wanted !== 'page' && told() !== before[1]) tell(cell, 'nothing told', 'something was told')
      }
    }

    for (const route of routes) {
      const row = ACCESS[route.id]
      if (!row) continue
      const before = kept()
      for (const [address, record] of row.paths(language, records)) {
        if (route.reads || route.isPage) await tryRead(row, route, address, record)
      }
      if (kept() !== before) tell(`${identity} reading ${route.id}`, 'nothing changed', 'something changed')
    }
    for (const route of routes) {
      const row = ACCESS[route.id]
      if (!route.acts || row?.act === undefined || route.id === 'routes/auth/sign-out') continue
      for (const [address, record] of row.paths(language, records)) await tryAct(row.act, route, address, record)
    }
    test.info().annotations.push({ type: 'cells', description: String(cells) })
    process.stdout.write(`access matrix, ${identity}: ${cells} cells, ${wrong.length} unexpected\n`)
    expect(wrong).toEqual([])
    expect(cells).toBeGreaterThanOrEqual(150)
  })
}
