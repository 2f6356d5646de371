import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { openAuthStore } from '#db/auth-store.server.ts'
import { NOW } from '#tests/support/database.ts'
import {
  deleteWaitedForms,
  deleteWaitingForm,
  findWaitingForm,
  saveWaitingForm,
  WAITING_MS,
  type WaitingForm,
} from './waiting-forms.server.ts'

const FORM: WaitingForm = {
  personId: 'sanne',
  action: '/nl/my/access-needs',
  fields: [
    ['arrangement', 'KANARIE een zaal zonder trap ♿'],
    ['do', 'save'],
  ],
}
const later = (ms: number) => new Date(Number(NOW) + ms)
const rows = (store: ReturnType<typeof openAuthStore>) =>
  store.prepare('SELECT id, browser, content FROM waiting_forms').all() as Array<{ id: string; content: Buffer }>

type Store = ReturnType<typeof openAuthStore>

/** Takes out what this person typed on this page, as the server around the pages does. */
function takeWaitingForm(store: Store, token: string | null, whose: Omit<WaitingForm, 'fields'>, now: Date) {
  const fits = ({ personId, action }: WaitingForm) => personId === whose.personId && action === whose.action
  const found = findWaitingForm(store, token ?? '', fits, now)
  if (found) deleteWaitingForm(store, found.id)
  return found?.form ?? null
}

function saved(store = openAuthStore(':memory:'), form = FORM, before: string | null = null) {
  const token = saveWaitingForm(store, form, before, NOW)
  if (!token) throw new Error('not saved')
  return { store, token }
}

test('what somebody typed comes back to them letter by letter, and once', () => {
  const { store, token } = saved()
  expect(takeWaitingForm(store, token, FORM, later(WAITING_MS - 1))).toEqual(FORM)
  expect(takeWaitingForm(store, token, FORM, NOW)).toBeNull()
  expect(rows(store)).toEqual([])
})

test('after half an hour it is gone, whoever asks', () => {
  const { store, token } = saved()
  expect(takeWaitingForm(store, token, FORM, later(WAITING_MS))).toBeNull()
  expect(deleteWaitedForms(store, later(WAITING_MS))).toBe(1)
  expect(rows(store)).toEqual([])
})

test('somebody else, another page and another browser get nothing, and it stays for its owner', () => {
  const { store, token } = saved()
  const other = randomBytes(32).toString('base64url')
  expect(takeWaitingForm(store, token, { ...FORM, personId: 'omar' }, NOW)).toBeNull()
  expect(takeWaitingForm(store, token, { ...FORM, action: '/en/my/access-needs' }, NOW)).toBeNull()
  for (const wrong of [other, null, '', 'x', `${token} `, token.slice(1), "' OR 1=1 --"])
    expect(takeWaitingForm(store, wrong, FORM, NOW)).toBeNull()
  expect(takeWaitingForm(store, token, FORM, NOW)).toEqual(FORM)
})

test('the file holds neither the text, nor whose it is, nor where it was typed, nor its key', () => {
  const { store, token } = saved()
  const file = store.serialize().toString('latin1')
  for (const part of ['KANARIE', 'sanne', 'access-needs', token, Buffer.from(token, 'base64url').toString('latin1')])
    expect(file, part).not.toContain(part)
})

test('each changed byte of what waits makes it unreadable, and so does another row', () => {
  const { store, token } = saved()
  const [{ content = Buffer.alloc(0) } = {}] = rows(store)
  const put = store.prepare('UPDATE waiting_forms SET content = ?')
  for (let place = 0; place < content.length; place += 7) {
    const changed = Buffer.from(content)
    changed[place] = (changed[place] ?? 0) ^ 1
    put.run(changed)
    expect(takeWaitingForm(store, token, FORM, NOW)).toBeNull()
  }
  put.run(content)
  store.prepare("UPDATE waiting_forms SET id = 'another'").run()
  expect(takeWaitingForm(store, token, FORM, NOW)).toBeNull()
})

test('the length of what waits tells the length of what was typed by kilobytes', () => {
  const lengths = [1, 10, 500].map((letters) => {
    const { store } = saved(undefined, { ...FORM, fields: [['a', 'x'.repeat(letters)]] })
    return rows(store)[0]?.content.length
  })
  expect(new Set(lengths).size).toBe(1)
})

test('of one browser five forms wait and the oldest gives way; of all together no more than five hundred; a large one never', () => {
  const { store, token } = saved()
  for (let place = 0; place < 5; place++)
    saveWaitingForm(store, { ...FORM, action: `/nl/${place}` }, token, later(place + 1))
  expect(rows(store)).toHaveLength(5)
  expect(takeWaitingForm(store, token, FORM, NOW)).toBeNull()
  expect(saveWaitingForm(store, { ...FORM, fields: [['a', 'x'.repeat(65_536)]] }, null, NOW)).toBeNull()
  for (let place = 0; place < 600; place++) saveWaitingForm(store, FORM, null, NOW)
  expect(rows(store)).toHaveLength(500)
  expect(saveWaitingForm(store, FORM, null, NOW)).toBeNull()
  expect(saveWaitingForm(store, FORM, null, later(WAITING_MS + 10))).not.toBeNull()
})
