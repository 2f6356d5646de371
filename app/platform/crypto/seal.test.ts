import { expect, test } from 'vitest'
import { asSystem } from '#app/access/actor.ts'
import { prepared } from '#db/prepare.server.ts'
import type { Sealed } from '#db/schema/sealed.ts'
import { confidentialFiles, NOW } from '#tests/support/database.ts'
import { testKeyring } from '#tests/support/keys.ts'
import { oneOf, seeded } from '#tests/support/random.ts'
import { dataKeyRows, destroyDataKeys, makeDataKey } from './data-keys.server.ts'
import { NO_KEYS } from './keyring.server.ts'
import { type Place, sealText, wouldOpen } from './seal.server.ts'

const { dataKeys } = confidentialFiles()
const keyring = testKeyring('first')
const [sanne, omar] = [{ id: 'sanne' }, { id: 'omar' }]

function placeOf(subject: string, changes: Partial<Place> = {}): Place {
  return {
    table: 'access_needs',
    column: 'arrangement',
    row: subject,
    subject,
    version: 1,
    dossier: { type: 'test', id: subject },
    ...changes,
  }
}

function sealed(place: Place, text: string): Sealed {
  const key = makeDataKey(dataKeys, keyring, place.dossier, NOW)
  if (!key.ok) throw new Error(key.problem)
  return sealText(key.value, place, text)
}

const operator = asSystem('operator', 'keys.manage')
/** What would come of opening it, without opening it. */
const state = (place: Place, content: Sealed, keys = keyring) => wouldOpen(dataKeys, keys, operator, place, content)

/** The sealed texts of two people in two columns: everything that can be swapped. */
const PLACES = [sanne.id, omar.id].flatMap((id) => [placeOf(id), placeOf(id, { column: 'other' })])
const CONTENTS = PLACES.map((place) => sealed(place, `tekst van ${place.subject}`))

test('bits turned over and texts put in another row, column, table, person, version or dossier: 2,000 of 2,000 are refused', () => {
  const random = seeded(5)
  let refused = 0
  for (let time = 0; time < 2_000; time++) {
    const at = Math.floor(random() * PLACES.length)
    const [place, content] = [PLACES[at], CONTENTS[at]]
    if (!place || !content) throw new Error('nothing to attack')
    const attack = oneOf(random, ['bit', 'text', 'row', 'column', 'table', 'subject', 'version', 'dossier'] as const)
    const outcome = (() => {
      if (attack === 'bit') {
        const other = Buffer.from(content) as Sealed
        const bit = Math.floor(random() * content.length * 8)
        other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        return state(place, other)
      }
      const other = CONTENTS[(at + 1 + Math.floor(random() * (CONTENTS.length - 1))) % CONTENTS.length]
      if (attack === 'text' && other) return state(place, other)
      if (attack === 'version') return state({ ...place, version: 2 }, content)
      if (attack === 'dossier')
        return state(
          { ...place, dossier: { type: 'test', id: place.subject === omar.id ? sanne.id : omar.id } },
          content,
        )
      return state({ ...place, [attack]: `${place[attack as 'row']}x` }, content)
    })()
    if (outcome === 'damaged') refused++
  }
  expect(refused).toBe(2_000)
})

test('a wrapped key that was changed, or put in the row of another dossier, opens nothing', () => {
  const mine = placeOf(sanne.id)
  const content = sealed(mine, 'van mij')
  const rows = dataKeyRows(dataKeys)
  const [a, b] = [rows.find((row) => row.dossierId === sanne.id), rows.find((row) => row.dossierId === omar.id)]
  const put = prepared(dataKeys, 'UPDATE data_keys SET wrapped = ? WHERE id = ?')
  put.run(b?.wrapped, a?.id)
  expect(state(mine, content)).toBe('damaged')
  for (let bit = 0; bit < 64; bit++) {
    const changed = Buffer.from(a?.wrapped ?? '')
    const at = Math.floor((bit / 64) * changed.length)
    changed[at] = (changed[at] ?? 0) ^ 4
    put.run(changed, a?.id)
    expect(state(mine, content)).toBe('damaged')
  }
  put.run(a?.wrapped, a?.id)
  expect(state(mine, content)).toBe('open')
})

test('without keys, and with other keys, it is locked', () => {
  const place = placeOf(sanne.id)
  const content = sealed(place, 'van mij')
  for (const keys of [NO_KEYS, testKeyring('other')]) {
    expect(state(place, content, keys)).toBe('locked')
    expect(makeDataKey(dataKeys, keys, place.dossier, NOW)).toEqual({ ok: false, problem: 'locked' })
  }
  // Another key by the same name is no key to it.
  expect(state(place, content, testKeyring('first'))).toBe('damaged')
  expect(makeDataKey(dataKeys, NO_KEYS, placeOf('nobody').dossier, NOW).ok).toBe(false)
})

test('a destroyed key takes its texts with it, and the dossier may begin anew', () => {
  const place = placeOf('somebody')
  const content = sealed(place, 'weg ermee')
  expect(state(place, content)).toBe('open')
  expect([destroyDataKeys(dataKeys, place.dossier), destroyDataKeys(dataKeys, place.dossier)]).toEqual([1, 0])
  // Missing, not changed: whoever has the file of data keys of before can put it back.
  expect(state(place, content)).toBe('locked')
  const next = sealed(place, 'opnieuw')
  expect([state(place, next), state(place, content)]).toEqual(['open', 'damaged'])
})
