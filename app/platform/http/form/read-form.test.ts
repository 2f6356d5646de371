import { INTENT } from '@conform-to/dom'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineForm } from './define-form.server.ts'
import { chosen, file, fixed, list, many, typed } from './fields.server.ts'
import { formState } from './form-state.ts'
import { LIST_INTENT } from './lists.server.ts'
import { readEntries } from './read-form.server.ts'

const day = chosen(z.iso.date(), 'no-date')
const course = defineForm({
  name: 'course',
  permission: null,
  intents: {
    send: {
      title: typed(z.string().min(1), 'no-title'),
      kind: fixed(z.enum(['course', 'event'])),
      themes: many(chosen(z.string())),
      sessions: list(
        { day, places: many(chosen(z.string())), answers: list({ text: typed(z.string()) }, { most: 2 }) },
        { most: 3, beside: 'too-many' },
      ),
    },
  },
  check: ({ title }) => (title === 'x' ? [{ field: 'title', problem: 'too-short' as const }] : []),
})
const person = defineForm({
  name: 'person',
  permission: null,
  intents: { rename: { name: typed(z.string().max(5), 'too-long') }, remove: { reason: typed(z.string()) } },
  defaultIntent: 'rename',
  tokenFor: (intent) => intent,
})

const COURSE = [
  ['title', 'Schrijven'],
  ['kind', 'course'],
  ['themes', 'a'],
  ['themes', 'b'],
  ['sessions[0].day', '2027-02-01'],
  ['sessions[0].places', 'hall'],
  ['sessions[1].day', '2027-02-02'],
  ['sessions[1].answers[0].text', 'yes'],
] as const

function pressed(type: string, payload: object) {
  return [...COURSE, [LIST_INTENT, JSON.stringify({ type, payload })] as const]
}

describe('a form with lists', () => {
  test('is read as the things it names, with every name given back as it was sent', () => {
    const read = readEntries(course, COURSE)
    expect(read).toMatchObject({
      state: 'read',
      value: {
        intent: 'send',
        title: 'Schrijven',
        kind: 'course',
        themes: ['a', 'b'],
        sessions: [
          { day: '2027-02-01', places: ['hall'], answers: [] },
          { day: '2027-02-02', places: [], answers: [{ text: 'yes' }] },
        ],
      },
    })
    expect(read.kept.sent).toMatchObject({ 'sessions[1].day': ['2027-02-02'], themes: ['a', 'b'] })
    expect(read.kept.lists).toEqual({ sessions: 2, 'sessions[0].answers': 0, 'sessions[1].answers': 1 })
  })

  test('gets a thing more or less by a button, and nothing is carried out then', () => {
    const more = readEntries(course, pressed('insert', { name: 'sessions' }))
    expect(more).toMatchObject({ state: 'list', added: 'sessions', kept: { lists: { sessions: 3 } } })
    const less = readEntries(course, pressed('remove', { name: 'sessions', index: 0 }))
    expect(less).toMatchObject({ state: 'list', added: null, kept: { lists: { sessions: 1 } } })
    expect(less.kept.sent).toMatchObject({ title: ['Schrijven'], 'sessions[0].day': ['2027-02-02'] })
    expect(Object.keys(less.kept.sent)).not.toContain('sessions[1].day')
    const deep = readEntries(course, pressed('insert', { name: 'sessions[0].answers' }))
    expect(deep).toMatchObject({ state: 'list', kept: { lists: { 'sessions[0].answers': 1 } } })
  })

  test('that is full takes no more', () => {
    const full = [...pressed('insert', { name: 'sessions' }), ['sessions[2].day', ''] as const]
    expect(readEntries(course, full)).toMatchObject({ state: 'list', added: null, kept: { lists: { sessions: 3 } } })
  })

  test('names every problem beside its field', () => {
    const wrong = COURSE.map(([name, value]) => [name, /day|title/.test(name) ? '' : value] as const)
    expect(readEntries(course, wrong)).toMatchObject({
      state: 'refused',
      problems: [
        { field: 'title', problem: 'no-title' },
        { field: 'sessions[0].day', problem: 'no-date' },
        { field: 'sessions[1].day', problem: 'no-date' },
      ],
    })
  })

  test.each([
    ['a name of no field', ['owner', 'x']],
    ['a list without a place', ['sessions', 'x']],
    ['a field of a list without a place', ['sessions.day', 'x']],
    ['a place above the most', ['sessions[3].day', '2027-02-01']],
    ['a place far above it', ['sessions[4294967294].day', '2027-02-01']],
    ['an empty place', ['sessions[].day', '2027-02-01']],
    ['a place below zero', ['sessions[-1].day', '2027-02-01']],
    ['a thing itself', ['sessions[0]', 'x']],
    ['a field of a thing that has none such', ['sessions[0].id', 'x']],
    ['a place behind a plain field', ['title[0].x', 'x']],
    ['deeper than the form', ['sessions[0].answers[0].text[0].x', 'x']],
    ['what every object has', ['__proto__', 'x']],
    ['what every object has, in a thing', ['sessions[0].__proto__', 'x']],
    ['what every object has, as a list', ['constructor[0].prototype', 'x']],
    ['a name that comes twice', ['title', 'twice']],
    ['a name in a thing that comes twice', ['sessions[0].day', '2027-02-03']],
    ['a very long name', [`sessions[0].${'a.'.repeat(200)}day`, 'x']],
    ['a value that no page puts there', ['kind', 'degree']],
    ['a button that is no JSON', [LIST_INTENT, '{']],
    ['a button of another kind', [LIST_INTENT, '{"type":"update","payload":{"name":"kind","value":"degree"}}']],
    [
      'a button with a value of its own',
      [LIST_INTENT, '{"type":"insert","payload":{"name":"sessions","defaultValue":{}}}'],
    ],
    ['a button of no list', [LIST_INTENT, '{"type":"insert","payload":{"name":"title"}}']],
    ['a button of a far place', [LIST_INTENT, '{"type":"insert","payload":{"name":"sessions[9].answers"}}']],
    ['a token where the form has none', ['token', 'x']],
  ] as const)('is none of ours with %s', (_why, extra) => {
    const entries = [...COURSE.filter(([name]) => extra[0] !== 'kind' || name !== 'kind'), extra]
    expect(readEntries(course, entries)).toMatchObject({
      state: 'refused',
      problems: [{ field: null, problem: 'bad-form' }],
    })
    expect(Object.getPrototypeOf({})).toBe(Object.prototype)
  })

  test('a list with a gap is read without it being filled in by itself', () => {
    const gap = COURSE.filter(([name]) => !name.startsWith('sessions[0]'))
    expect(readEntries(course, gap)).toMatchObject({ problems: [{ field: 'sessions[0].day', problem: 'no-date' }] })
  })
})

describe('several forms on one page', () => {
  test('are told apart by the button that was pressed, or the first one for the Enter key', () => {
    expect(
      readEntries(person, [
        ['intent', 'remove'],
        ['reason', 'moved'],
        ['token', 't'],
      ]),
    ).toMatchObject({
      state: 'read',
      value: { intent: 'remove', reason: 'moved' },
      token: 't',
    })
    expect(readEntries(person, [['name', 'Ada']])).toMatchObject({ value: { intent: 'rename', name: 'Ada' } })
  })

  test.each([
    [
      [
        ['intent', 'promote'],
        ['name', 'Ada'],
      ],
    ],
    [[['intent', 'constructor']]],
    [
      [
        ['intent', 'rename'],
        ['reason', 'x'],
      ],
    ],
    [
      [
        ['intent', 'rename'],
        ['intent', 'rename'],
        ['name', 'Ada'],
      ],
    ],
    [[]],
  ] as const)('a form of nobody is refused: %j', (entries) => {
    expect(readEntries(person, entries)).toMatchObject({ state: 'refused', problems: [{ problem: 'bad-form' }] })
  })
})

test('a rule over several fields is asked once each could be read', () => {
  const read = readEntries(
    course,
    COURSE.map(([name, value]) => [name, name === 'title' ? 'x' : value] as const),
  )
  expect(read).toMatchObject({ state: 'refused', problems: [{ field: 'title', problem: 'too-short' }] })
})

test('a file is bytes, none chosen is null, and bytes are no text', () => {
  const form = defineForm({ name: 'f', permission: null, intents: { send: { logo: file(), name: typed(z.string()) } } })
  const value = (logo: string | Uint8Array) =>
    readEntries(form, [
      ['logo', logo],
      ['name', 'n'],
    ])
  expect(value(new Uint8Array([1]))).toMatchObject({ value: { logo: new Uint8Array([1]) } })
  expect(value('')).toMatchObject({ value: { logo: null } })
  expect(readEntries(form, [['name', new Uint8Array([1])]])).toMatchObject({ problems: [{ problem: 'bad-form' }] })
})

test('the page names the buttons of a list as Conform reads them', () => {
  const answer = {
    form: 'course',
    intent: 'send',
    problems: [{ field: 'sessions[1].day', problem: 'no-date' }],
    sent: { 'sessions[0].day': ['2027-02-01'] },
    lists: { sessions: 2 },
    added: 'sessions',
    stamp: 's',
  } as const
  const state = formState(answer, { id: 'course', words: (problem) => `words of ${problem}` })
  expect(state.addButton('sessions').name).toBe(INTENT)
  expect(readEntries(course, [...COURSE, [INTENT, state.addButton('sessions').value]])).toMatchObject({
    added: 'sessions',
  })
  expect(readEntries(course, [...COURSE, [INTENT, state.removeButton('sessions[1]').value]])).toMatchObject({
    kept: { lists: { sessions: 1 } },
  })
  expect(state.things('sessions', 0)).toEqual(['sessions[0]', 'sessions[1]'])
  expect(state.isAdded('sessions[1]')).toBe(true)
  expect(state.field('sessions[1].day')).toEqual({
    id: 'course-sessions-1-day',
    name: 'sessions[1].day',
    problem: 'words of no-date',
  })
  expect(state.problems).toEqual([{ fieldId: 'course-sessions-1-day', text: 'words of no-date' }])
})
