import { randomBytes, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { sessionCodes } from './session-codes.server.ts'

const TRIES = 300

test('a handle leads to its person in the auth session it was made in, and reads as nothing', () => {
  for (let n = 0; n < TRIES; n++) {
    const [id, codes] = [randomUUID(), sessionCodes({ id: randomUUID() })]
    const handle = codes.handleOf(id) ?? ''
    expect(handle).toMatch(/^[\w-]{22}$/)
    expect(codes.handleOf(id)).toBe(handle)
    expect(codes.personOf(handle)).toBe(id)
    expect(Buffer.from(handle, 'base64url').toString('hex')).not.toContain(id.replaceAll('-', '').slice(0, 8))
  }
})

test('in another auth session a handle is another one, and an older one leads to nobody', () => {
  const id = randomUUID()
  const handles = new Set<string | null>()
  for (let n = 0; n < TRIES; n++) {
    const [before, now] = [sessionCodes({ id: randomUUID() }), sessionCodes({ id: randomUUID() })]
    const handle = before.handleOf(id)
    handles.add(handle)
    expect(now.personOf(handle ?? '')).not.toBe(id)
  }
  expect(handles.size).toBe(TRIES)
})

test('a handle of somebody is no place in the log, and the other way round', () => {
  const codes = sessionCodes({ id: 'session' })
  const place = { at: Date.parse('2027-02-01T09:00:00Z'), seq: 4_711 }
  expect(codes.placeOf(codes.placeCode(place))).toEqual(place)
  expect(sessionCodes({ id: 'another' }).placeOf(codes.placeCode(place))).toBeNull()
  for (let n = 0; n < TRIES; n++) {
    const id = randomUUID()
    expect(codes.placeOf(codes.handleOf(id) ?? '')).toBeNull()
    expect(codes.personOf(codes.placeCode({ ...place, seq: n + 1 }))).not.toBe(id)
  }
})

test('an id that is no UUID has no handle, and what is no handle leads to nobody', () => {
  const codes = sessionCodes({ id: 'session' })
  for (const id of ['omar', 'system:seed', '', randomUUID().toUpperCase()]) expect(codes.handleOf(id)).toBeNull()
  const handle = codes.handleOf(randomUUID()) ?? ''
  // A last character that reads as the same bytes is another address of the same page, and there is one of each.
  const twin = handle.slice(0, -1) + String.fromCharCode(handle.charCodeAt(21) + 1)
  const no = ['', 'omar', randomUUID(), handle.slice(1), `${handle}A`, `${handle}=`, `/${handle.slice(1)}`, twin]
  expect(no.map((one) => codes.personOf(one))).toEqual(no.map(() => null))
  for (let n = 0; n < TRIES; n++) {
    const found = codes.personOf(randomBytes(16).toString('base64url'))
    if (found !== null) expect(found).toMatch(/^[0-9a-f-]{36}$/)
  }
})
