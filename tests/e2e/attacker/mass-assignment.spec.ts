import path from 'node:path'
import Database from 'better-sqlite3'
import type { DemoHandle } from '#app/features/people/demo-people.ts'
import { expect, goTo, test } from '#tests/support/browser.ts'
import { DEMO_COOKIE } from '#tests/support/demo-token.ts'
import { handleFor } from '#tests/support/person-handle.ts'
import { withPortal } from '#tests/support/portal.ts'

const CANARY = 'kolom-die-niemand-vroeg'

/** Every page with forms, and who may send them. */
const PAGES: ReadonlyArray<[path: string, as: DemoHandle | null]> = [
  ['/nl/wish', null],
  ['/nl/sign-in', null],
  ['/nl/my', 'sanne'],
  ['/nl/my/access-needs', 'sanne'],
  ['/nl/remark', null],
  ['/nl/catalogue/met-je-hele-team-naar-werkafspraken-die-blijven/ask', 'sanne'],
  ['/nl/catalogue/loopbaancoaching-voor-postdocs/ask', 'sanne'],
  ['/nl/my/calendar', 'sanne'],
  ['/nl/sessions/SESSION/sign-up', 'sanne'],
  ['/nl/desk/people', 'ada'],
  ['/nl/desk/people/OMAR', 'ada'],
  ['/nl/desk/people/OMAR/merge', 'ada'],
  ['/nl/desk/units', 'ada'],
  ['/nl/desk/portal', 'ada'],
  ['/nl/hr/offers/new?kind=event', 'fatima'],
  ['/nl/hr/offers', 'fatima'],
  ['/nl/hr/closing-days', 'fatima'],
  ['/nl/hr/search-words', 'fatima'],
  ['/nl/hr/import', 'fatima'],
  ['/nl/hr/sessions/SESSION/decision', 'fatima'],
  ['/nl/hr/offers/OFFER', 'fatima'],
  ['/nl/hr/offers/OFFER/facts', 'fatima'],
  ['/nl/hr/offers/OFFER/media', 'fatima'],
  ['/nl/hr/offers/OFFER/sessions', 'fatima'],
  ['/nl/hr/offers/OFFER/sessions/SESSION', 'fatima'],
  ['/nl/hr/offers/OFFER/check', 'fatima'],
  ['/nl/hr/offers/OFFER/copy', 'fatima'],
]

const SESSION_TO_COME = `SELECT o.id AS offer, s.id AS session FROM sessions s JOIN offers o ON o.id = s.offer_id
  WHERE o.state = 'published' AND o.kind = 'event' AND o.discreet = 0 AND o.link IS NULL AND s.starts_at > 1803000000000
  AND s.cancelled_at IS NULL ORDER BY s.starts_at LIMIT 1`

function tablesOf(db: Database.Database): string[] {
  const names = db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
    .pluck()
    .all()
  return names.map(String).filter((name) => !name.startsWith('sqlite_'))
}

function columnsOf(db: Database.Database): string[] {
  return tablesOf(db).flatMap((table) =>
    db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table).map(String),
  )
}

/** Where the canary stands in a database; nowhere is an empty list. */
function placesOf(db: Database.Database): string[] {
  return tablesOf(db).filter((table) => JSON.stringify(db.prepare(`SELECT * FROM "${table}"`).all()).includes(CANARY))
}

test.use({ mayLog: /status of 4\d\d/ })

test('a form that also names every column of the databases writes none of them', async ({ page }) => {
  test.setTimeout(120_000)
  const folder = test.info().outputPath('data')
  await withPortal({ DATA_DIR: folder }, async (origin) => {
    const open = (name: string) => new Database(path.join(folder, `${name}.sqlite`))
    const main = open('koers')
    const all = [main, open('auth'), open('confidential'), open('data-keys')]
    const snake = [...new Set(all.flatMap(columnsOf))]
    const columns = [
      ...new Set(snake.flatMap((name) => [name, name.replace(/_(\w)/g, (_, sign) => sign.toUpperCase())])),
    ]
    const omar = String(main.prepare("SELECT id FROM people WHERE handle = 'omar'").pluck().get())
    const roles = () => JSON.stringify(main.prepare('SELECT person_id, role, unit_id, ends_on FROM role_grants').all())
    const known = main.prepare(SESSION_TO_COME).get() as { offer: string; session: string }
    let sent = 0
    let signedIn: DemoHandle | null | undefined
    for (const [address, as] of PAGES) {
      if (as !== signedIn) {
        await page.context().clearCookies()
        await page.context().addCookies([DEMO_COOKIE])
        signedIn = as
      } else if (as) await page.goto('about:blank')
      const [session] = (await page.context().cookies()).filter(({ name }) => name === '__Host-koers')
      if (as && !session) {
        await page.goto(`${origin}/nl/sign-in`)
        await page.locator(`button[name="person"][value="${as}"]`).click()
        await page.waitForURL(/\/nl\/(my|hr)$/)
      }
      const [cookie] = (await page.context().cookies()).filter(({ name }) => name === '__Host-koers')
      const written = cookie ? handleFor(folder, `${cookie.name}=${cookie.value}`, omar) : ''
      const full = address.replace('OMAR', written).replace('OFFER', known.offer).replace('SESSION', known.session)
      await goTo(page, origin + full)
      const forms = await page.locator('form[method="post"]').count()
      expect(forms, address).toBeGreaterThan(0)
      const before = roles()
      for (let place = 0; place < forms; place++) {
        // The page itself sends it: the fields as they stand, and beside them every column that is not one of them.
        await page
          .locator('form[method="post"]')
          .nth(place)
          .evaluate(
            async (form, { columns, canary }) => {
              if (!(form instanceof HTMLFormElement) || new URL(form.action).pathname === '/sign-out') return
              const submitter = form.querySelector<HTMLButtonElement>('button[type="submit"][name]')
              const fields = new FormData(form, submitter)
              const body = form.enctype === 'multipart/form-data' ? new FormData() : new URLSearchParams()
              for (const [name, value] of fields) if (typeof value === 'string') body.append(name, value)
              for (const name of columns) if (!fields.has(name)) body.append(name, canary)
              await fetch(form.action, { method: 'POST', body, redirect: 'manual' })
            },
            { columns, canary: CANARY },
          )
        sent++
      }
      expect(roles(), address).toBe(before)
    }
    process.stdout.write(`mass assignment: ${columns.length} names added to ${sent} forms\n`)
    expect(all.flatMap(placesOf)).toEqual([])
    expect(columns.length).toBeGreaterThan(200)
    for (const one of all) one.close()
  })
})
