import { expect, test } from 'vitest'
import { saveOffer } from '#app/features/catalogue/save-offer.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { checkedOffer } from '#tests/support/offers.ts'
import { publisher } from '#tests/support/publishers.ts'
import { applyImportFile, deletePastImportFiles, keepImportFile } from './import-files.server.ts'
import { importJobs } from './import-jobs.server.ts'
import { findImportUnits, refusedImportFile, showImport } from './import-page.queries.server.ts'
import { idOfSource, readOffer } from './offer-store.server.ts'

const db = peopleDatabase()
const [fatima, pieter] = [publisher(db, 'fatima'), publisher(db, 'pieter')]
const HEAD = 'sleutel;titel;eenheid;e-mailadres;nakijken voor'
const file = (...lines: string[]) => new TextEncoder().encode([HEAD, ...lines].join('\r\n'))
const line = (key: string, title: string, unit: string) => `${key};${title};${unit};team@lindehoven.example;31-12-2027`

function keep(who: typeof fatima, bytes: Uint8Array, unit = '', now = NOW): string {
  const kept = keepImportFile(db, who, { kind: 'event', source: '', format: 'csv', unit, file: bytes }, 'nl', now)
  if (!kept.ok) throw new Error(kept.problem)
  return kept.value
}
const show = (who: typeof fatima, id: string, pages = {}, now = NOW) =>
  showImport(db, who, { id, language: 'nl', pages }, now)
function preview(who: typeof fatima, id: string, pages = {}) {
  const shown = show(who, id, pages)
  if (!shown?.look) throw new Error(JSON.stringify(shown))
  return shown.look
}
const titleOf = (key: string) => readOffer(db, idOfSource(db, `import:${key}`) ?? '')?.title.nl
const apply = (who: typeof fatima, id: string, fingerprint: string, skip: ReadonlyArray<'yes'> = []) =>
  applyImportFile(db, who, id, { fingerprint, skip, dates: [] }, 'nl', NOW)

/** The jobs as the worker does them, and how often the search was told. */
const learned: number[] = []
const jobs = importJobs({ before: () => 7, after: async (_db, _now, before) => void learned.push(before) })
async function work(name: string, record: string): Promise<void> {
  const job = jobs.find((one) => one.name === name)
  await job?.run({ db, now: NOW, record, signal: new AbortController().signal, breathe: async () => {} })
}

test('HR of a faculty sees and brings in the lines of its own units; the others are refused by line', async () => {
  const id = keep(pieter, file(line('a', 'Van ons', 'science'), line('b', 'Van Rechten', 'law')))
  const shown = preview(pieter, id)
  expect(shown.counts).toMatchObject({ new: 1, refused: 1 })
  expect(shown.lists.refused.lines[0]).toContain('regel 3')
  expect(await apply(pieter, id, shown.fingerprint)).toEqual({ ok: false, problem: 'refused' })
  expect(titleOf('a')).toBeUndefined()
  expect(await apply(pieter, id, shown.fingerprint, ['yes'])).toEqual({ ok: true, value: 1 })
  expect([titleOf('a'), titleOf('b')]).toEqual(['Van ons', undefined])
  expect(show(pieter, id)).toBeNull()
})

test('a key that belongs to another unit’s offer is refused, whatever the line says', () => {
  const stored = inTransaction(db, (tx) =>
    saveOffer(tx, fatima, checkedOffer({ kind: 'event', details: {}, sourceKey: 'import:taken' }), NOW),
  )
  expect(stored.ok).toBe(true)
  const id = keep(pieter, file(line('taken', 'Nu van ons', 'science')))
  expect(preview(pieter, id).counts).toMatchObject({ new: 0, changed: 0, refused: 1 })
  expect(titleOf('taken')).toBe('Feedback geven zonder omwegen')
})

test('a file is for whoever brought it, for an hour', async () => {
  const id = keep(fatima, file(line('c', 'Alleen van mij', 'hr')))
  expect(show(pieter, id)).toBeNull()
  expect(await apply(pieter, id, '')).toEqual({ ok: false, problem: 'gone' })
  expect(show(fatima, id, {}, new Date(Number(NOW) + 3_600_001))).toBeNull()
  expect(deletePastImportFiles(db, Number(NOW) + 1)).toBeGreaterThan(0)
})

test('what changed since it was shown is shown again, and nothing is written', async () => {
  const id = keep(fatima, file(line('d', 'Nieuw', 'hr')))
  const { fingerprint } = preview(fatima, id)
  const other = keep(fatima, file(line('d', 'Al binnen', 'hr')))
  expect(await apply(fatima, other, preview(fatima, other).fingerprint)).toEqual({ ok: true, value: 1 })
  expect(await apply(fatima, id, fingerprint)).toEqual({ ok: false, problem: 'changed-meanwhile' })
  expect(titleOf('d')).toBe('Al binnen')
})

test('what is no table is said in a sentence, and none or too much is refused', () => {
  const shown = show(fatima, keep(fatima, new Uint8Array([0, 1, 2])))
  expect(shown).toMatchObject({ unreadable: expect.stringMatching(/\w/) })
  const brought = { kind: 'event', source: '', format: 'csv', unit: '' } as const
  expect(keepImportFile(db, fatima, { ...brought, file: null }, 'nl', NOW)).toEqual({ ok: false, problem: 'no-file' })
  expect(keepImportFile(db, fatima, { ...brought, file: new Uint8Array(10 * 1024 * 1024 + 1) }, 'nl', NOW)).toEqual({
    ok: false,
    problem: 'too-large-file',
  })
})

test('a line without a unit gets the unit that was chosen, which has to be one’s own; the owner follows, and a key of another unit is refused still', async () => {
  const units = findImportUnits(db, pieter, 'nl').map(({ id }) => id)
  expect(units[0]).toBe('science')
  expect(units).not.toContain('law')
  const table = new TextEncoder().encode('sleutel;titel\r\nnone;Zonder eenheid\r\ntaken;Van een ander')
  expect(preview(pieter, keep(pieter, table)).counts).toMatchObject({ new: 0, refused: 2 })
  const id = keep(pieter, table, 'science')
  const shown = preview(pieter, id)
  expect(shown.counts).toMatchObject({ new: 1, refused: 1 })
  expect(await apply(pieter, id, shown.fingerprint, ['yes'])).toEqual({ ok: true, value: 1 })
  const offer = readOffer(db, idOfSource(db, 'import:none') ?? '')
  expect([offer?.units, offer?.owner.unit]).toEqual([['science'], 'science'])
  const foreign = { kind: 'event', source: '', format: 'csv', unit: 'law', file: table } as const
  expect(keepImportFile(db, pieter, foreign, 'nl', NOW)).toEqual({ ok: false, problem: 'wrong-unit' })
})

test('a unit that was chosen takes no offer from its owner', async () => {
  const first = keep(fatima, file(line('owned', 'Van de faculteit', 'science')))
  await apply(fatima, first, preview(fatima, first).fingerprint)
  const again = keep(fatima, new TextEncoder().encode('sleutel;titel\r\nowned;Nieuwe titel'), 'hr')
  await apply(fatima, again, preview(fatima, again).fingerprint)
  const offer = readOffer(db, idOfSource(db, 'import:owned') ?? '')
  expect([offer?.title.nl, offer?.units, offer?.owner.unit]).toEqual(['Nieuwe titel', ['science'], 'science'])
})

test('refused lines come back as a file: as they were given, with line and reason, without a formula, and readable again', () => {
  const bad = 'x;=HYPERLINK("http://evil.example");law;team@lindehoven.example;31-12-2027'
  const id = keep(pieter, file(line('fine', 'Goed', 'science'), bad, 'y;Fout;science;geen adres;32-13-2027'))
  const given = refusedImportFile(db, pieter, id, 'nl', NOW) ?? ''
  const rows = given.trimEnd().split('\r\n')
  expect(rows[0]).toBe(`\uFEFFregel in het bestand;reden van weigering;${HEAD}`)
  expect(rows).toHaveLength(3)
  expect(rows[1]).toMatch(/^3;"?regel 3: eenheid: /)
  expect(given).not.toMatch(/[;"\n]=HYP/)
  expect(rows[2]).toContain('geen adres;32-13-2027')
  expect(given).not.toContain('Goed')
  const again = preview(pieter, keep(pieter, new TextEncoder().encode(given)))
  expect(again.counts).toMatchObject({ refused: 2 })
  expect(again.file.join(' ')).toContain('regel in het bestand, reden van weigering')
  expect(refusedImportFile(db, fatima, id, 'nl', NOW)).toBeNull()
})

test('what the command says of a file is said here too: lines and letters, columns that mean nothing, values left out', () => {
  const bytes = Buffer.from('sleutel;titel;eenheid;duur;lievelingskleur\r\nn1;Caf\xe9;science;heel lang;rood', 'latin1')
  const shown = preview(pieter, keep(pieter, bytes))
  expect(shown.file[0]).toMatch(/^Gelezen: 1 regel \(csv, .*1252\)/i)
  expect(shown.file[1]).toContain('lievelingskleur')
  expect(shown.lists.notices).toMatchObject({ count: 1, lines: [expect.stringContaining('heel lang')] })
})

test('a long file is looked at and applied by the worker, every line of it stands on a page, and the search learns from it', async () => {
  const many = Array.from({ length: 230 }, (_, n) => line(`m${n}`, `Veel ${n}`, n % 2 ? 'science' : 'law'))
  const id = keep(pieter, file(...many))
  expect(show(pieter, id)).toMatchObject({ state: 'waiting', work: 'look', look: null })
  await work('look-at-import', id)
  const first = preview(pieter, id)
  expect(first.counts).toMatchObject({ new: 115, refused: 115 })
  expect(first.lists.refused).toMatchObject({ count: 115, page: 1, pages: 2 })
  const all = [1, 2].flatMap((page) => preview(pieter, id, { refused: page }).lists.refused.lines)
  expect(new Set(all).size).toBe(115)
  expect(await apply(pieter, id, first.fingerprint)).toEqual({ ok: false, problem: 'refused' })
  expect(await apply(pieter, id, first.fingerprint, ['yes'])).toEqual({ ok: true, value: null })
  expect(show(pieter, id)).toMatchObject({ state: 'waiting', work: 'apply' })
  await work('apply-import', id)
  expect(show(pieter, id)?.applied).toEqual({ done: 115, problem: null })
  expect([titleOf('m1'), titleOf('m229'), titleOf('m2')]).toEqual(['Veel 1', 'Veel 229', undefined])
  expect(learned).toEqual([7])
})

test('what changed while a long file waited is shown anew and not written', async () => {
  const many = Array.from({ length: 120 }, (_, n) => line(`w${n}`, `Wacht ${n}`, 'hr'))
  const id = keep(fatima, file(...many))
  await work('look-at-import', id)
  await apply(fatima, id, preview(fatima, id).fingerprint)
  const other = keep(fatima, file(line('w5', 'Al binnen', 'hr')))
  await apply(fatima, other, preview(fatima, other).fingerprint)
  await work('apply-import', id)
  const shown = show(fatima, id)
  expect(shown?.applied).toEqual({ done: 0, problem: 'changed-meanwhile' })
  expect(shown?.look?.counts).toMatchObject({ new: 119, changed: 1 })
  expect(titleOf('w5')).toBe('Al binnen')
})
