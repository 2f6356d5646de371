import { existsSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { ask, ownForm, signInAs } from '#tests/support/ask.ts'
import { underAttack } from '#tests/support/portal-under-attack.ts'

const PAGE = '/nl/my/access-needs'
const FOLLOWED = { 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Dest': 'document', 'Sec-Fetch-Mode': 'navigate' }

type Row = Record<string, string | number | Buffer | null>

/** The file that holds access needs in this checkout: one for confidences, or the main one of before. */
function fileOf(folder: string): Database.Database {
  const own = path.join(folder, 'confidential.sqlite')
  return new Database(existsSync(own) ? own : path.join(folder, 'koers.sqlite'))
}

/** The hidden fields of the form that saves, as the page has them. */
function hiddenFields(html: string): Record<string, string> {
  const form = /<form[^>]*>(?:(?!<\/form>)[\s\S])*<textarea[\s\S]*?<\/form>/.exec(html)?.[0] ?? ''
  const inputs = [...form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => input)
  const attribute = (input: string, name: string) => new RegExp(`${name}="([^"]*)"`).exec(input)?.[1] ?? ''
  return Object.fromEntries(inputs.map((input) => [attribute(input, 'name'), attribute(input, 'value')]))
}

async function person(origin: string, handle: 'omar') {
  const cookie = await signInAs(origin, handle)
  const read = async () => (await ask(origin, PAGE, { headers: { ...FOLLOWED, Cookie: cookie } })).body
  const save = async (arrangement: string) => {
    const form = ownForm(origin, { ...hiddenFields(await read()), arrangement })
    const { status } = await ask(origin, PAGE, { ...form, headers: { ...form.headers, Cookie: cookie } })
    expect([302, 303], arrangement).toContain(status)
  }
  return { read, save }
}

const rowOf = (db: Database.Database) =>
  db.prepare('SELECT * FROM access_needs ORDER BY updated_at DESC LIMIT 1').get() as Row

/** Puts a row back with everything that stood in it, or with all of it but these columns. */
function putBack(db: Database.Database, row: Row, without: ReadonlyArray<string>): void {
  const [key] = Object.keys(row)
  const columns = Object.keys(row).filter((name) => name !== key && !without.includes(name))
  const set = columns.map((name) => `${name} = ?`).join(', ')
  db.prepare(`UPDATE access_needs SET ${set} WHERE ${key} = ?`).run(...columns.map((name) => row[name]), row[key ?? ''])
}

/** Every choice of columns that may be put back beside the sealed one. */
function choices(row: Row): string[][] {
  const others = Object.keys(row)
    .slice(1)
    .filter((name) => name !== 'arrangement')
  return Array.from({ length: 2 ** others.length }, (_, bits) => others.filter((_name, place) => bits & (1 << place)))
}

test('A10: an older text that is put back, with as much of its row as one likes, does not open', async () => {
  await underAttack({}, async ({ origin, folder }) => {
    const omar = await person(origin, 'omar')
    const db = fileOf(folder)
    const shown: string[] = []
    let tried = 0
    const olds: Row[] = []
    for (const text of ['OUDE TEKST', 'OUDE TEKST II', 'NIEUWE TEKST']) {
      await omar.save(text)
      olds.push(rowOf(db))
    }
    const now = olds.pop() as Row
    for (const old of olds)
      for (const without of choices(old)) {
        putBack(db, old, without)
        tried++
        const html = await omar.read()
        if (html.includes('OUDE TEKST')) shown.push(`put back without ${without.join(', ') || 'nothing'}`)
        putBack(db, now, [])
      }
    expect(shown).toEqual([])
    // At least thirty in this checkout; the one of before has fewer columns to leave out.
    expect(tried).toBeGreaterThanOrEqual(Object.keys(now).length > 3 ? 32 : 4)
    expect(await omar.read()).toContain('NIEUWE TEKST')
    db.close()
  })
})

test('A17: how long a text is does not show in how long its ciphertext is', async () => {
  await underAttack({}, async ({ origin, folder }) => {
    const omar = await person(origin, 'omar')
    const db = fileOf(folder)
    const lengths = new Map<number, number>()
    for (let length = 1; length <= 30; length++) {
      await omar.save('x'.repeat(length * 7))
      lengths.set(length * 7, (rowOf(db).arrangement as Buffer).length)
    }
    expect(new Set(lengths.values()).size).toBe(1)
    db.close()
  })
})
