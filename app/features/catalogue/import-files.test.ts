import { expect, test } from 'vitest'
import { saveOffer } from '#app/features/catalogue/save-offer.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { checkedOffer } from '#tests/support/offers.ts'
import { publisher } from '#tests/support/publishers.ts'
import { applyImportFile, deletePastImportFiles, keepImportFile, previewImport } from './import-files.server.ts'
import { idOfSource, readOffer } from './offer-store.server.ts'

const db = peopleDatabase()
const [fatima, pieter] = [publisher(db, 'fatima'), publisher(db, 'pieter')]
const HEAD = 'sleutel;titel;eenheid;e-mailadres;nakijken voor'
const file = (...lines: string[]) => new TextEncoder().encode([HEAD, ...lines].join('\r\n'))
const line = (key: string, title: string, unit: string) => `${key};${title};${unit};team@lindehoven.example;31-12-2027`

function keep(who: typeof fatima, bytes: Uint8Array, now = NOW): string {
  const kept = keepImportFile(db, who, { kind: 'event', source: '', format: 'csv', file: bytes }, now)
  if (!kept.ok) throw new Error(kept.problem)
  return kept.value
}
function preview(who: typeof fatima, id: string, now = NOW) {
  const shown = previewImport(db, who, id, 'nl', now)
  if (!shown || 'unreadable' in shown) throw new Error(JSON.stringify(shown))
  return shown
}
const titleOf = (key: string) => readOffer(db, idOfSource(db, `import:${key}`) ?? '')?.title.nl
const apply = (who: typeof fatima, id: string, fingerprint: string, skip: ReadonlyArray<'yes'> = []) =>
  applyImportFile(db, who, id, { fingerprint, skip, dates: [] }, 'nl', NOW)

test('HR of a faculty sees and brings in the lines of its own units; the others are refused by line', () => {
  const id = keep(pieter, file(line('a', 'Van ons', 'science'), line('b', 'Van Rechten', 'law')))
  const shown = preview(pieter, id)
  expect(shown.counts).toMatchObject({ new: 1, refused: 1 })
  expect(shown.refused[0]).toContain('regel 3')
  expect(apply(pieter, id, shown.fingerprint)).toEqual({ ok: false, problem: 'refused' })
  expect(titleOf('a')).toBeUndefined()
  expect(apply(pieter, id, shown.fingerprint, ['yes'])).toEqual({ ok: true, value: 1 })
  expect([titleOf('a'), titleOf('b')]).toEqual(['Van ons', undefined])
  expect(previewImport(db, pieter, id, 'nl', NOW)).toBeNull()
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

test('a file is for whoever brought it, for an hour', () => {
  const id = keep(fatima, file(line('c', 'Alleen van mij', 'hr')))
  expect(previewImport(db, pieter, id, 'nl', NOW)).toBeNull()
  expect(apply(pieter, id, '')).toEqual({ ok: false, problem: 'gone' })
  expect(previewImport(db, fatima, id, 'nl', new Date(Number(NOW) + 3_600_001))).toBeNull()
  expect(deletePastImportFiles(db, Number(NOW) + 1)).toBeGreaterThan(0)
})

test('what changed since it was shown is shown again, and nothing is written', () => {
  const id = keep(fatima, file(line('d', 'Nieuw', 'hr')))
  const { fingerprint } = preview(fatima, id)
  const other = keep(fatima, file(line('d', 'Al binnen', 'hr')))
  expect(apply(fatima, other, preview(fatima, other).fingerprint)).toEqual({ ok: true, value: 1 })
  expect(apply(fatima, id, fingerprint)).toEqual({ ok: false, problem: 'changed-meanwhile' })
  expect(titleOf('d')).toBe('Al binnen')
})

test('what is no table is said in a sentence, and none or too much is refused', () => {
  const shown = previewImport(db, fatima, keep(fatima, new Uint8Array([0, 1, 2])), 'nl', NOW)
  expect(shown).toMatchObject({ unreadable: expect.stringMatching(/\w/) })
  const brought = { kind: 'event', source: '', format: 'csv' } as const
  expect(keepImportFile(db, fatima, { ...brought, file: null }, NOW)).toEqual({ ok: false, problem: 'no-file' })
  expect(keepImportFile(db, fatima, { ...brought, file: new Uint8Array(2 * 1024 * 1024 + 1) }, NOW)).toEqual({
    ok: false,
    problem: 'too-large-file',
  })
})
