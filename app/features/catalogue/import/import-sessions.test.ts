import { beforeEach, expect, test } from 'vitest'
import type { Db } from '#db/open.server.ts'
import { csv, fingerprint, imported, jsonl, run, smallDatabase } from '#tests/support/import.ts'

const HEAD = 'code;titel;datum;van;tot;plaats;wachtlijst;bezet'
const WITH_IDS = 'code;sessie-id;titel;datum;van;tot;plaats'

let db: Db
beforeEach(() => {
  db = smallDatabase()
})

const row = (date: string, place = '', waiting: number | '' = '', taken: number | '' = '') =>
  `s1;Schrijven;${date};13:00;17:00;${place};${waiting};${taken}`
const withId = (id: string, date: string, place = '') => `s1;${id};Schrijven;${date};13:00;17:00;${place}`
const apply = (lines: string[], ...words: string[]) => run(db, [csv(...lines), '--apply', '--lang', 'en', ...words])
const idByDate = () => Object.fromEntries(imported(db, 's1').sessions.map(({ id, days }) => [days[0]?.date, id]))

test('a date that moves without an id is told as cancelled and new, and goes in with --yes only', async () => {
  await apply([HEAD, row('03-03-2027', '', 2, 5), row('10-03-2027')])
  const before = { ids: idByDate(), all: fingerprint(db) }
  const moved = [HEAD, row('04-03-2027'), row('10-03-2027')]
  const dry = await run(db, [csv(...moved), '--lang', 'en'])
  expect(dry.text).toContain('Dates that are cancelled: 1')
  expect(dry.text).toMatch(/3 March 2027 .*: cancelled and new, 7 people concerned/)
  expect(dry.text).toContain('add --apply --yes')
  const refused = await apply(moved)
  expect([refused.code, fingerprint(db)]).toEqual([1, before.all])
  expect(refused.text).toContain('because dates are cancelled')
  expect((await apply(moved, '--yes')).code).toBe(0)
  expect(idByDate()['2027-03-10']).toBe(before.ids['2027-03-10'])
  expect(Object.values(before.ids)).not.toContain(idByDate()['2027-03-04'])
})

test('in Dutch it is told in Dutch', async () => {
  await apply([HEAD, row('03-03-2027', '', '', 1)])
  const { text } = await run(db, [csv(HEAD, row('04-03-2027'))])
  expect(text).toContain('Datums die vervallen: 1')
  expect(text).toMatch(/3 maart 2027 .*: vervalt en er komt een nieuwe datum, 1 persoon betrokken/)
})

test('with a session id a date moves in place, and needs no --yes', async () => {
  await apply([WITH_IDS, withId('a', '03-03-2027'), withId('b', '10-03-2027')])
  const before = imported(db, 's1').sessions
  const { code, text } = await apply([WITH_IDS, withId('b', '01-03-2027'), withId('a', '03-04-2027')])
  expect([code, text]).toEqual([0, expect.stringContaining('sessions.1: ‘2027-03-03 13:00–17:00’ becomes ‘2027-04-03')])
  const after = imported(db, 's1').sessions
  expect(after.map(({ sourceKey, id }) => [sourceKey, id])).toEqual([
    ['b', before[1]?.id],
    ['a', before[0]?.id],
  ])
})

test('a source that begins to give ids keeps the sessions it had', async () => {
  await apply([HEAD, row('03-03-2027'), row('10-03-2027')])
  const before = idByDate()
  expect((await apply([WITH_IDS, withId('a', '03-03-2027'), withId('b', '10-03-2027')])).code).toBe(0)
  expect(idByDate()).toEqual(before)
  expect(imported(db, 's1').sessions.map(({ sourceKey }) => sourceKey)).toEqual(['a', 'b'])
})

test('a date that only goes needs --yes when it concerns people, and none when it does not', async () => {
  await apply([HEAD, row('03-03-2027', '', '', 4), row('10-03-2027'), row('17-03-2027')])
  expect((await apply([HEAD, row('03-03-2027', '', '', 4), row('10-03-2027')])).code).toBe(0)
  const { code, text } = await apply([HEAD, row('10-03-2027')])
  expect([code, text]).toEqual([1, expect.stringMatching(/3 March 2027 .*: cancelled, 4 people concerned/)])
})

test('a date that has passed may leave the file while new dates come', async () => {
  await apply([HEAD, row('03-01-2027', '', '', 9)])
  expect((await apply([HEAD, row('10-03-2027')])).code).toBe(0)
})

test('the trainer of a date that goes is concerned too, and the date is cancelled, not deleted', async () => {
  await apply([HEAD, row('03-03-2027')])
  const [session] = imported(db, 's1').sessions
  db.$client.exec(`INSERT INTO people (id, name, language, created_at, updated_at) VALUES ('p', 'Noor', 'nl', 0, 0);
    INSERT INTO relations (id, person_id, relation, record_type, record_id, starts_at, created_at)
      VALUES ('r', 'p', 'session-trainer', 'session', '${session?.id}', 0, 0)`)
  const moved = [HEAD, row('04-03-2027')]
  expect((await apply(moved)).text).toMatch(/: cancelled and new, 1 person concerned/)
  expect((await apply(moved, '--yes')).code).toBe(0)
  expect(imported(db, 's1').sessions.map(({ id, cancelled }) => [id === session?.id, cancelled])).toEqual([
    [true, true],
    [false, false],
  ])
  expect((await apply(moved)).text).toContain('0 new, 0 changed, 1 unchanged')
})

test('dates that start together in two rooms keep their own people, whatever the order of the rows', async () => {
  await apply([HEAD, row('03-03-2027', 'Zaal 1', '', 3), row('03-03-2027', 'Zaal 2', '', 8)])
  const rows = ['code;titel;datum;van;tot;plaats', 's1;Schrijven;03-03-2027;13:00;17:00;Zaal 2']
  expect((await apply([...rows, 's1;Schrijven;03-03-2027;13:00;17:00;Zaal 1'])).code).toBe(0)
  expect(Object.fromEntries(imported(db, 's1').sessions.map(({ place, taken }) => [place.nl, taken]))).toEqual({
    'Zaal 1': 3,
    'Zaal 2': 8,
  })
})

test('the same session id twice is refused, in rows and in JSON', async () => {
  const rows = await apply([WITH_IDS, withId('a', '03-03-2027'), withId('a', '10-03-2027')])
  expect([rows.code, rows.text]).toEqual([
    1,
    expect.stringContaining('line 3: sessie-id: the session ‘a’ is there twice'),
  ])
  const day = (date: string) => ({ id: 7, date, from: '09:00', until: '10:00' })
  const json = await run(db, [jsonl({ id: 'x', title_nl: 'X', sessions: [day('2027-03-03'), day('2027-03-04')] })])
  expect([json.code, json.text]).toEqual([1, expect.stringContaining('‘7’ staat er twee keer')])
})

test('a session id may be a number in JSON, and a file that says nothing of sessions keeps them with their ids', async () => {
  const session = { id: 7, date: '2027-03-03', from: '09:00', until: '10:00' }
  await run(db, [jsonl({ id: 's1', title_nl: 'X', sessions: [session] }), '--apply'])
  const [before] = imported(db, 's1').sessions
  expect(before?.sourceKey).toBe('7')
  await run(db, [jsonl({ id: 's1', title_nl: 'Y' }), '--apply'])
  expect(imported(db, 's1').sessions).toEqual([before])
})
