import { expect, test } from 'vitest'
import { allow, asSystem } from '#app/access/actor.ts'
import { type ConfidentialTx, inConfidentialTransaction } from '#db/confidential/transaction.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { auditEvents } from '#db/schema/audit.ts'
import type { Sealed } from '#db/schema/sealed.ts'
import { NOW, peopleFiles } from '#tests/support/database.ts'
import { demoPerson } from '#tests/support/demo-person.ts'
import { testKeyring } from '#tests/support/keys.ts'
import { oneOf, seeded } from '#tests/support/random.ts'
import { dataKeyRows, destroyDataKeys, makeDataKey } from './data-keys.server.ts'
import { NO_KEYS } from './keyring.server.ts'
import { openText, type Place, sealText, wouldOpen } from './seal.server.ts'

const files = peopleFiles()
const { db, confidential, dataKeys } = files
const keyring = testKeyring('first')
const sanne = allow(demoPerson(db, 'sanne'), 'access-needs.read-own')
const omar = demoPerson(db, 'omar')
const OPENING = { action: 'access-needs.read', object: { type: 'test', id: 'row' } } as const

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

const opened = (place: Place, content: Sealed, keys = keyring) =>
  inConfidentialTransaction(confidential, (tx) =>
    openText(tx, { db, dataKeys, keyring: keys }, sanne, place, content, OPENING, NOW),
  )

function events(of: Db = db) {
  return of
    .select()
    .from(auditEvents)
    .all()
    .filter((event) => event.action === OPENING.action)
}

test('a text opens where it was sealed, and each opening is one event', () => {
  const place = placeOf(sanne.id)
  const content = sealed(place, 'Een zaal zonder trap')
  const before = events().length
  for (let time = 1; time <= 5; time++) {
    expect(opened(place, content)).toEqual({ ok: true, value: 'Een zaal zonder trap' })
    expect(events().length).toBe(before + time)
  }
  expect(events().at(-1)).toMatchObject({
    actorId: sanne.id,
    subjectId: sanne.id,
    fields: 'arrangement',
    ground: 'own',
    result: 'done',
    objectId: 'row',
  })
})

/** The sealed texts of two people in two columns: everything that can be swapped. */
const PLACES = [sanne.id, omar.id].flatMap((id) => [placeOf(id), placeOf(id, { column: 'other' })])
const CONTENTS = PLACES.map((place) => sealed(place, `tekst van ${place.subject}`))

test('bits turned over and texts put in another row, column, table, person, version or dossier: 2,000 of 2,000 are refused', () => {
  const random = seeded(5)
  const before = { ...events() }
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
        return opened(place, other)
      }
      const other = CONTENTS[(at + 1 + Math.floor(random() * (CONTENTS.length - 1))) % CONTENTS.length]
      if (attack === 'text' && other) return opened(place, other)
      if (attack === 'version') return opened({ ...place, version: 2 }, content)
      if (attack === 'dossier')
        return opened(
          { ...place, dossier: { type: 'test', id: place.subject === omar.id ? sanne.id : omar.id } },
          content,
        )
      return opened({ ...place, [attack]: `${place[attack as 'row']}x` }, content)
    })()
    if (!outcome.ok && outcome.problem === 'damaged') refused++
  }
  expect(refused).toBe(2_000)
  // Each of them is told, as refused.
  expect(events().length - Object.keys(before).length).toBe(2_000)
  expect(events().at(-1)?.result).toBe('refused')
})

test('a wrapped key that was changed, or put in the row of another dossier, opens nothing', () => {
  const mine = placeOf(sanne.id)
  const content = sealed(mine, 'van mij')
  const rows = dataKeyRows(dataKeys)
  const [a, b] = [rows.find((row) => row.dossierId === sanne.id), rows.find((row) => row.dossierId === omar.id)]
  const put = prepared(dataKeys, 'UPDATE data_keys SET wrapped = ? WHERE id = ?')
  put.run(b?.wrapped, a?.id)
  expect(opened(mine, content)).toEqual({ ok: false, problem: 'damaged' })
  for (let bit = 0; bit < 64; bit++) {
    const changed = Buffer.from(a?.wrapped ?? '')
    const at = Math.floor((bit / 64) * changed.length)
    changed[at] = (changed[at] ?? 0) ^ 4
    put.run(changed, a?.id)
    expect(opened(mine, content).ok).toBe(false)
  }
  put.run(a?.wrapped, a?.id)
  expect(opened(mine, content).ok).toBe(true)
})

test('without keys, and with other keys, it is locked: no text, no crash, and nothing to tell', () => {
  const place = placeOf(sanne.id)
  const content = sealed(place, 'van mij')
  const before = events().length
  for (const keys of [NO_KEYS, testKeyring('other')]) {
    expect(opened(place, content, keys)).toEqual({ ok: false, problem: 'locked' })
    expect(makeDataKey(dataKeys, keys, place.dossier, NOW)).toEqual({ ok: false, problem: 'locked' })
  }
  // Another key by the same name is no key to it.
  expect(opened(place, content, testKeyring('first'))).toEqual({ ok: false, problem: 'damaged' })
  expect(events().length).toBe(before + 1)
  expect(makeDataKey(dataKeys, NO_KEYS, placeOf('nobody').dossier, NOW).ok).toBe(false)
})

test('a transaction that is undone hands out no text, and the reading it began is told', () => {
  const place = placeOf(sanne.id)
  const content = sealed(place, 'van mij')
  const before = events().length
  let result: unknown = 'nothing'
  const undo = () => {
    result = inConfidentialTransaction(confidential, (tx): string => {
      const text = openText(tx, { ...files, keyring }, sanne, place, content, OPENING, NOW)
      expect(text.ok).toBe(true)
      throw new Error('undone')
    })
  }
  expect(undo).toThrow('undone')
  expect([events().length, result]).toEqual([before + 1, 'nothing'])
})

test('when the event cannot be written nothing is handed out', () => {
  const place = placeOf(sanne.id)
  const content = sealed(place, 'van mij')
  db.$client.exec(
    "CREATE TRIGGER full BEFORE INSERT ON audit_events WHEN NEW.action = 'access-needs.read' BEGIN SELECT RAISE(ABORT, 'full'); END",
  )
  expect(() => opened(place, content)).toThrow('full')
  db.$client.exec('DROP TRIGGER full')
  expect(opened(place, content).ok).toBe(true)
})

test('outside a transaction nothing is opened, whatever the type says', () => {
  const place = placeOf(sanne.id)
  const content = sealed(place, 'van mij')
  const before = events().length
  expect(() =>
    openText(confidential as ConfidentialTx, { ...files, keyring }, sanne, place, content, OPENING, NOW),
  ).toThrow('in a transaction only')
  expect(events().length).toBe(before)
})

test('who may only write cannot open: it does not compile', () => {
  const place = placeOf(sanne.id)
  const writer = allow(demoPerson(db, 'sanne'), 'access-needs.save-own')
  const operator = asSystem('operator', 'keys.manage')
  const attempt = (tx: ConfidentialTx, content: Sealed) => [
    // @ts-expect-error a permission to save is none to read
    openText(tx, { ...files, keyring }, writer, place, content, OPENING, NOW),
    // @ts-expect-error the operator manages keys and reads nothing
    openText(tx, { ...files, keyring }, operator, place, content, OPENING, NOW),
    // @ts-expect-error a person without the check is nobody here
    openText(tx, { ...files, keyring }, demoPerson(db, 'sanne'), place, content, OPENING, NOW),
  ]
  expect(attempt).toBeTypeOf('function')
})

test('a destroyed key takes its texts with it, and the dossier may begin anew', () => {
  const place = placeOf('somebody')
  const content = sealed(place, 'weg ermee')
  const operator = asSystem('operator', 'keys.manage')
  const state = (text: Sealed) => wouldOpen(dataKeys, keyring, operator, place, text)
  expect(state(content)).toBe('open')
  expect([destroyDataKeys(dataKeys, place.dossier), destroyDataKeys(dataKeys, place.dossier)]).toEqual([1, 0])
  // Missing, not changed: whoever has the file of data keys of before can put it back.
  expect(state(content)).toBe('locked')
  const next = sealed(place, 'opnieuw')
  expect([state(next), state(content)]).toEqual(['open', 'damaged'])
})
