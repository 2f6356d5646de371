import { expect, test } from 'vitest'
import { allow } from '#app/access/actor.ts'
import { readOffer } from '#app/features/catalogue/offer-store.server.ts'
import { saveOffer } from '#app/features/catalogue/save-offer.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { readFields } from '#tests/support/forms.ts'
import { checkedOffer } from '#tests/support/offers.ts'
import { publisher } from '#tests/support/publishers.ts'
import { changeSession, changeSessions } from './change-session.server.ts'
import { decisionTodos } from './decision-page.queries.server.ts'
import { readOfferDraft } from './offer-drafts.server.ts'
import { publishDraft } from './publish-draft.server.ts'
import { sessionForm, sessionsForm } from './session-form.server.ts'
import { DAY_BOXES, QUESTION_BOXES, type SessionFormValues, SLOT_BOXES } from './session-form-values.ts'
import { findSessionPage } from './session-page.queries.server.ts'
import { findSessionsPage } from './sessions-page.queries.server.ts'

const db = peopleDatabase()
const fatima = publisher(db, 'fatima')
const pieter = publisher(db, 'pieter')
const OF_SCIENCE = { units: ['science'], owner: { unit: 'science', email: 'science@lindehoven.example' } }
const SESSION = { days: [{ date: '2027-03-03', from: '09:00', until: '12:00' }], seats: 12 }

function stored(changes: Record<string, unknown> = {}): string {
  const offer = checkedOffer({ ...OF_SCIENCE, sessions: [SESSION], ...changes })
  const saved = inTransaction(db, (tx) => saveOffer(tx, fatima, offer, NOW))
  if (!saved.ok) throw new Error(JSON.stringify(saved))
  return saved.value.id
}
function pageOf(id: string, key: string, who = fatima) {
  const found = findSessionPage(db, who, { id, key, search: new URLSearchParams() }, 'nl', NOW)
  if (!found) throw new Error('the page is there')
  return found.page
}
function add(id: string, who = fatima, sent: Record<string, string> = { intent: 'add' }): string {
  const read = readFields(sessionsForm, sent)
  if (!read.ok) throw new Error(JSON.stringify(read))
  const done = changeSessions(db, who, id, read.value, NOW)
  if (!done.ok) throw new Error(done.problem)
  return done.value.key
}
/** The form of a page as a browser sends it, with some of its fields changed. */
function sentOf({ values, marks }: { values: SessionFormValues; marks: string }, changes: Record<string, string>) {
  const rows = (list: string, boxes: ReadonlyArray<string>, things: ReadonlyArray<Readonly<Record<string, string>>>) =>
    things.flatMap((thing, place) =>
      boxes.flatMap(
        (box): Array<[string, string]> =>
          box === 'required' && thing[box] === '' ? [] : [[`${list}[${place}].${box}`, thing[box] ?? '']],
      ),
    )
  const cut = ['cutOn', 'cutFrom', 'cutUntil', 'cutMinutes', 'cutPause', 'cutSeats', 'cutNl', 'cutEn']
  const all = new Map<string, string>([
    ['intent', 'save'],
    ['marks', marks],
    ...Object.entries(values.plain),
    ...values.checks.map((name): [string, string] => [name, 'on']),
    ...cut.map((name): [string, string] => [name, '']),
    ...rows('days', DAY_BOXES, values.days),
    ...rows('questions', QUESTION_BOXES, values.questions),
    ...rows('slots', SLOT_BOXES, values.slots),
    ...Object.entries(changes),
  ])
  return [...all]
}
function save(id: string, key: string, changes: Record<string, string>, who = fatima, page = pageOf(id, key, who)) {
  const read = readFields(sessionForm, sentOf(page, changes))
  if (!read.ok) throw new Error(JSON.stringify(read))
  return changeSession(db, who, { id, key }, read.value, NOW)
}
function publish(id: string) {
  const { fingerprint } = readOfferDraft(db, fatima, id) ?? { fingerprint: '' }
  return inTransaction(db, (tx) => publishDraft(tx, fatima, id, { fingerprint, from: null, until: null }, NOW))
}
const day = (place: number, [date, month, year]: [string, string, string], from: string, until: string) => ({
  [`days[${place}].day`]: date,
  [`days[${place}].month`]: month,
  [`days[${place}].year`]: year,
  [`days[${place}].from`]: from,
  [`days[${place}].until`]: until,
  [`days[${place}].laterFrom`]: '',
  [`days[${place}].laterUntil`]: '',
})
const question = (place: number, more: Record<string, string>) =>
  Object.fromEntries(
    Object.entries({
      id: '',
      kind: 'yes-no',
      nl: '',
      en: '',
      helpNl: '',
      helpEn: '',
      choicesNl: '',
      choicesEn: '',
      when: '',
      ...more,
    }).map(([name, value]) => [`questions[${place}].${name}`, value]),
  )

test('a session that is added with two days and a question is published as it was typed', () => {
  const id = stored()
  const key = add(id)
  expect(
    save(id, key, { ...day(0, ['8', '4', '2027'], '9.30', '12:00'), ...question(0, { nl: 'Eet je mee?' }) }),
  ).toMatchObject({
    ok: true,
    value: { act: 'saved' },
  })
  const [asked] = pageOf(id, key).values.questions
  const more = { kind: 'choice', nl: 'Wat eet je?', choicesNl: 'Alles\nVegetarisch', choicesEn: 'Anything\nVegetarian' }
  save(id, key, {
    ...day(1, ['9', '4', '2027'], '22:00', '24:00'),
    ...question(1, { ...more, when: `${asked?.id}:yes` }),
    onlineLink: 'https://meet.example/secret',
    least: '4',
  })
  expect(pageOf(id, key).problems).toEqual([])
  expect(publish(id)).toMatchObject({ ok: true })
  const session = readOffer(db, id)?.sessions.find(({ days }) => days[0]?.date === '2027-04-08')
  expect(session).toMatchObject({
    days: [{ from: '09:30' }, { date: '2027-04-09', until: '24:00' }],
    least: 4,
    waitingList: true,
    onlineLink: 'https://meet.example/secret',
    questions: [{ kind: 'yes-no' }, { showWhen: { question: asked?.id, is: ['yes'] }, choices: [{}, {}] }],
  })
})

test('choices keep their ids when lines are changed, moved or added', () => {
  const id = stored()
  const key = add(id)
  const kind = { kind: 'choice', nl: 'Wat eet je?' }
  save(id, key, question(0, { ...kind, choicesNl: 'Alles\nVegetarisch' }))
  const choices = () =>
    (
      JSON.parse(readOfferDraft(db, fatima, id)?.fields.get(`sessions.${key}.questions`)?.[0] ?? '[]') as Array<{
        choices: Array<{ id: string; label: { nl: string } }>
      }>
    )[0]?.choices ?? []
  const [all, vegetarian] = choices()
  save(id, key, { 'questions[0].choicesNl': 'Vegetarisch\nVeganistisch\nAlles' })
  expect(choices().map((one) => one.id)).toEqual([vegetarian?.id, expect.any(String), all?.id])
  save(id, key, { 'questions[0].choicesNl': 'Vegetarisch\nVeganistisch\nAlles eten' })
  expect(choices().at(-1)).toMatchObject({ id: all?.id, label: { nl: 'Alles eten' } })
})

test('a day is cut into parts; cutting it again keeps the parts that were there', () => {
  const id = stored()
  const key = add(id)
  save(id, key, day(0, ['8', '4', '2027'], '09:00', '12:00'))
  const cut = { intent: 'cut', cutOn: '0', cutFrom: '09:00', cutUntil: '10:00', cutMinutes: '20', cutPause: '' }
  expect(save(id, key, cut)).toMatchObject({ ok: true, value: { act: 'cut' } })
  const before = pageOf(id, key).values.slots
  expect(before.map(({ from, until }) => `${from}-${until}`)).toEqual(['09:00-09:20', '09:20-09:40', '09:40-10:00'])
  save(id, key, { ...cut, cutUntil: '11:00' })
  expect(
    pageOf(id, key)
      .values.slots.slice(0, 3)
      .map((slot) => slot.id),
  ).toEqual(before.map((slot) => slot.id))
  expect(save(id, key, { ...cut, cutMinutes: '0' })).toEqual({ ok: false, problem: 'cut-times' })
  // The day moves, and its parts with it.
  save(id, key, { 'days[0].day': '15' })
  expect(pageOf(id, key).problems).toEqual([])
})

test('what cannot be read stays as it was typed and stands beside its field', () => {
  const id = stored()
  const key = add(id)
  save(id, key, { ...day(0, ['28', '3', '2027'], '02:30', 'laat'), seats: 'veel' })
  const { values, problems } = pageOf(id, key)
  expect([values.plain.seats, values.days[0]?.until]).toEqual(['veel', 'laat'])
  expect(problems.map(({ name }) => name).sort()).toEqual(['days[0].until', 'seats'])
  expect(publish(id)).toMatchObject({ ok: false, problem: 'not-ready' })
  save(id, key, { 'days[0].until': '04:00', seats: '8' })
  expect(pageOf(id, key).problems).toMatchObject([{ name: 'days[0].from' }])
})

test('two people who change different fields of one session keep both; the same field is a meeting', () => {
  const id = stored()
  const key = readOffer(db, id)?.sessions[0]?.id ?? ''
  const seen = pageOf(id, key)
  save(id, key, { trainer: 'Marieke Bos' }, fatima, seen)
  expect(save(id, key, { seats: '14' }, pieter, seen)).toMatchObject({ ok: true, value: { act: 'saved' } })
  expect(pageOf(id, key).values.plain).toMatchObject({ trainer: 'Marieke Bos', seats: '14' })
  expect(save(id, key, { trainer: 'Jan Visser' }, pieter, seen)).toMatchObject({ ok: true, value: { act: 'met' } })
  expect(pageOf(id, key, pieter).waitingTexts).toBe(1)
})

test('a row that is taken out of the days is gone, and no other with it', () => {
  const id = stored()
  const key = add(id)
  save(id, key, { ...day(0, ['8', '4', '2027'], '09:00', '12:00'), ...day(1, ['9', '4', '2027'], '09:00', '12:00') })
  const page = pageOf(id, key)
  save(id, key, {}, fatima, { ...page, values: { ...page.values, days: page.values.days.slice(1) } })
  expect(pageOf(id, key).values.days.map(({ day: date }) => date)).toEqual(['9'])
})

test('a copy is a week later, with nothing that was decided; what nobody uses can be taken away and put back', () => {
  const id = stored({ sessions: [{ ...SESSION, least: 5, decideOn: '2027-02-24', decision: 'goes-on' }] })
  const of = readOffer(db, id)?.sessions[0]?.id ?? ''
  const key = add(id, fatima, { intent: 'copy', key: of })
  const { values } = pageOf(id, key)
  expect(values.days).toMatchObject([{ day: '10', month: '3', year: '2027', from: '09:00' }])
  expect(values.plain).toMatchObject({ 'decideOn.day': '3', 'decideOn.month': '3', least: '5' })
  expect(pageOf(id, key).stands).toBe('new')
  const press = (intent: string) => changeSession(db, fatima, { id, key }, { intent } as never, NOW)
  expect(press('remove')).toMatchObject({ ok: true, value: { act: 'removed' } })
  const states = () => findSessionsPage(db, fatima, id, 'nl', NOW)?.page.lines.map(({ state }) => state)
  expect(states()).toEqual(['goes-on', 'removed'])
  press('restore')
  expect(states()).toEqual(['goes-on', 'new'])
})

test('a session below its minimum waits for a publisher in scope from its decision day on, until it is decided', () => {
  const low = { ...SESSION, least: 5, taken: 2, decideOn: '2027-02-01' }
  const id = stored({
    sessions: [low, { ...low, days: [{ date: '2027-03-04', from: '09:00', until: '12:00' }], decideOn: '2027-02-02' }],
  })
  const todos = (who: typeof fatima) => decisionTodos(db, who, 'nl', NOW).map(({ href }) => href)
  const [first] = readOffer(db, id)?.sessions ?? []
  expect(todos(pieter)).toEqual([`/nl/hr/sessions/${first?.id}/decision`])
  expect(todos(fatima)).toEqual(todos(pieter))
  expect(decisionTodos(db, { id: 'x', grants: [], system: null }, 'nl', NOW)).toEqual([])
  db.$client.exec("UPDATE sessions SET decision = 'goes-on'")
  expect(todos(pieter)).toEqual([])
  expect(() => allow({ id: 'x', grants: [], system: null }, 'session.decide')).toThrow()
})

test('the sessions of another faculty do not exist here', () => {
  const id = stored({ units: ['law'], owner: { unit: 'law', email: 'law@lindehoven.example' } })
  const key = readOffer(db, id)?.sessions[0]?.id ?? ''
  expect(findSessionsPage(db, pieter, id, 'nl', NOW)).toBeNull()
  expect(findSessionPage(db, pieter, { id, key, search: new URLSearchParams() }, 'nl', NOW)).toBeNull()
  expect(save(id, key, { trainer: 'x' }, pieter, pageOf(id, key))).toEqual({ ok: false, problem: 'gone' })
  expect(changeSessions(db, pieter, id, { intent: 'add' }, NOW)).toEqual({ ok: false, problem: 'gone' })
})
