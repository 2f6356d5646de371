import { expect, test } from 'vitest'
import { seeded, tries } from '#tests/support/random.ts'
import { sessionSchema } from './offer-schema.ts'
import { addSlots, cutIntoSlots, slotProblems } from './slot-rules.ts'

const day = { date: '2027-02-03', from: '09:00', until: '12:00' }
const pattern = { ...day, minutes: 20, pause: 5, seats: 1, label: { nl: '', en: '' } }
let next = 0
const newId = () => `slot-${++next}`
const times = (slots: ReadonlyArray<{ from: string; until: string }>) =>
  slots.map(({ from, until }) => `${from}-${until}`)

test('cuts a morning into parts with a pause between, and none goes past the end', () => {
  const slots = cutIntoSlots({ ...pattern, until: '10:20' }, newId)
  expect(times(slots)).toEqual(['09:00-09:20', '09:25-09:45', '09:50-10:10'])
  expect(new Set(slots.map(({ id }) => id)).size).toBe(3)
  expect(times(cutIntoSlots({ ...pattern, from: '23:00', until: '24:00', pause: 10 }, newId))).toEqual([
    '23:00-23:20',
    '23:30-23:50',
  ])
  expect(cutIntoSlots({ ...pattern, minutes: 0 }, newId)).toEqual([])
})

test('a part that begins at the same time in the same row keeps its id', () => {
  const before = cutIntoSlots(pattern, newId)
  const again = addSlots(before, cutIntoSlots({ ...pattern, minutes: 15, pause: 10 }, newId))
  expect(again.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
  const other = addSlots(before, cutIntoSlots({ ...pattern, label: { nl: 'Kamer 2', en: 'Room 2' } }, newId))
  expect(other).toHaveLength(before.length * 2)
  expect(before.every(({ id }) => other.some((slot) => slot.id === id))).toBe(true)
})

test('parts outside the days of the session, or over each other in one row, are refused where they stand', () => {
  const slot = { id: 'a', date: day.date, from: '09:00', until: '09:20', seats: 1, label: { nl: '', en: '' } }
  const slots = [
    slot,
    { ...slot, id: 'b', from: '09:10', until: '09:30' },
    { ...slot, id: 'c', from: '09:10', until: '09:30', label: { nl: 'Kamer 2', en: '' } },
    { ...slot, id: 'd', from: '11:50', until: '12:10' },
    { ...slot, id: 'e', date: '2027-02-04' },
    { ...slot, id: 'f', from: '10:00', until: '09:50' },
  ]
  expect(slotProblems([day], slots)).toEqual([
    { place: 1, problem: 'overlap' },
    { place: 3, problem: 'outside' },
    { place: 4, problem: 'outside' },
    { place: 5, problem: 'ends-before' },
  ])
  const read = sessionSchema.safeParse({ days: [day], slots })
  expect(read.error?.issues.map(({ path }) => path.join('.'))).toEqual(['slots.1', 'slots.3', 'slots.4', 'slots.5'])
  expect(sessionSchema.safeParse({ days: [day], slots: [slot] }).success).toBe(true)
  expect(sessionSchema.safeParse({ days: [day], slots: [slot, slot] }).success).toBe(false)
})

test('parts that were cut always fit', () => {
  const random = seeded(14)
  for (let time = 0; time < tries(5_000); time++) {
    const minutes = 5 + Math.floor(random() * 55)
    const cut = { ...pattern, minutes, pause: Math.floor(random() * 20) }
    expect(slotProblems([day], cutIntoSlots(cut, newId))).toEqual([])
  }
})
