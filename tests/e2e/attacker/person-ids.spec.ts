import path from 'node:path'
import Database from 'better-sqlite3'
import { type Answer, ask, ownForm, signInAs } from '#tests/support/ask.ts'
import { expect, test } from '#tests/support/browser.ts'
import { FOLLOWED } from '#tests/support/deliberate-read.ts'
import { withPortal } from '#tests/support/portal.ts'

const unescaped = (text: string) => text.replaceAll('&amp;', '&')

/** The addresses of the desk that an answer links to or leads on to. */
function addressesIn({ body, headers }: Answer): string[] {
  const linked = [...body.matchAll(/(?:href|action)="(\/(?:nl|en)\/desk[^"#]*)"/g)].map(([, href = '']) =>
    unescaped(href),
  )
  return [...linked, ...(headers.location ? [headers.location] : [])]
}

function field(body: string, form: string, name: string): string {
  const part = body.slice(body.indexOf(form))
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(part)?.[1] ?? ''
}

test('no address, link, form, Location or datum of the desk holds the id of a person', async () => {
  test.setTimeout(120_000)
  const folder = test.info().outputPath('data')
  await withPortal({ DATA_DIR: folder, RATE_LIMITS: 'off' }, async (origin) => {
    const main = new Database(path.join(folder, 'koers.sqlite'), { readonly: true })
    const ids = main.prepare('SELECT id FROM people').pluck().all().map(String)
    expect(ids.length).toBeGreaterThan(10)
    const cookie = await signInAs(origin, 'ada')
    const found: string[] = []
    const look = (where: string, answer: Answer) => {
      const all = `${JSON.stringify(answer.headers)} ${answer.body}`.toLowerCase()
      for (const id of ids)
        if (all.includes(id) || all.includes(id.replaceAll('-', '')) || all.includes(encodeURIComponent(id)))
          found.push(`${where}: ${id}`)
    }

    const seen = new Set<string>()
    const waiting = [
      '/nl/desk',
      '/en/desk',
      '/nl/desk/people?role=employee',
      '/nl/desk/audit',
      '/nl/desk/people?link=old',
    ]
    let people = 0
    while (waiting.length > 0 && seen.size < 250) {
      const address = waiting.shift() ?? ''
      // One page of each filter of the log is enough; all people are looked at.
      if (seen.has(address)) continue
      seen.add(address)
      const [pathname = '', query = ''] = address.split('?')
      for (const asked of [address, `${pathname}.data?${query}`]) {
        const answer = await ask(origin, asked, { headers: { ...FOLLOWED, Cookie: cookie } })
        expect([200, 202, 302], asked).toContain(answer.status)
        look(asked, answer)
        waiting.push(...addressesIn(answer))
      }
      if (/\/desk\/people\/[\w-]{22}$/.test(address)) people++
    }
    expect(people).toBeGreaterThan(10)

    // The search by words, and a form of somebody's page with where it leads.
    const search = ownForm(origin, { q: 'a' })
    const answer = await ask(origin, '/nl/desk/people', { ...search, headers: { ...search.headers, Cookie: cookie } })
    look('POST /nl/desk/people', answer)
    const somebody = [...seen].find((one) => /\/nl\/desk\/people\/[\w-]{22}$/.test(one)) ?? ''
    const page = await ask(origin, somebody, { headers: { ...FOLLOWED, Cookie: cookie } })
    const token = field(page.body, 'value="grant-role"', 'token')
    for (const fields of [
      { intent: 'grant-role', token, role: 'advisor', unit: '', provider: '', from: '', until: '', reason: '' },
      { intent: 'grant-role', token, role: '', unit: '', provider: '', from: '', until: '', reason: '' },
    ]) {
      const form = ownForm(origin, fields)
      const sent = await ask(origin, somebody, { ...form, headers: { ...form.headers, Cookie: cookie } })
      expect([303, 400]).toContain(sent.status)
      look('POST the page of somebody', sent)
    }
    main.close()
    process.stdout.write(`ids of people: ${seen.size} addresses, ${people} people, ${found.length} found\n`)
    expect(found).toEqual([])
  })
})
