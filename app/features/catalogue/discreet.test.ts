import { expect, test } from 'vitest'
import { allow, asSystem } from '#app/access/actor.ts'
import { idOfHandle } from '#app/features/people/find-person.server.ts'
import { readPerson } from '#app/features/people/read-person.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { checkedOffer } from '#tests/support/offers.ts'
import { readOffer } from './offer-store.server.ts'
import { saveOffer } from './save-offer.server.ts'

const db = peopleDatabase()
const seed = asSystem('seed', 'offer.save')

function save(changes: Readonly<Record<string, unknown>>, { id, as = seed }: { id?: string; as?: typeof seed } = {}) {
  return inTransaction(db, (tx) => saveOffer(tx, as, checkedOffer(changes), NOW, id ? { id } : {}))
}
function saved(changes: Readonly<Record<string, unknown>>, id?: string) {
  const outcome = save(changes, id ? { id } : {})
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems))
  const offer = readOffer(db, outcome.value.id)
  if (!offer) throw new Error('what was saved is there')
  return offer
}
const problems = (outcome: ReturnType<typeof save>) =>
  outcome.ok ? [] : outcome.problems.map(({ field, problem }) => `${field}: ${problem}`)
const publisher = (handle: string) => {
  const known = readPerson(db, idOfHandle(db, handle) ?? '', NOW)
  if (!known) throw new Error(`${handle} is not there`)
  return allow(known.person, 'offer.save')
}
const slot = (facts: Readonly<Record<string, unknown>>) => [
  { days: [{ date: '2027-03-03', from: '13:00', until: '17:00' }], ...facts },
]

test('an offer of a theme that is somebody’s own business is discreet by itself, and not with a reason', () => {
  expect(saved({ themes: ['communication'] }).discreet).toBe(false)
  expect(saved({ themes: ['communication', 'unwanted-conduct'] }).discreet).toBe(true)
  expect(saved({ themes: ['mobility'], discreet: false }).discreet).toBe(true)
  expect(saved({ themes: ['mobility'], discreet: false, discreetOffReason: 'A public lecture.' }).discreet).toBe(false)
  expect(saved({ themes: ['communication'], discreet: true }).discreet).toBe(true)
})

test('a discreet offer has no paying unit, no approval and no question in own words, wherever they stand', () => {
  const question = { id: 'why', kind: 'text', label: { nl: 'Waarom?', en: 'Why?' } }
  const choice = {
    id: 'diet',
    kind: 'choice',
    label: { nl: 'Wat eet je?', en: 'What do you eat?' },
    choices: ['a', 'b'].map((id) => ({ id, label: { nl: id, en: id } })),
  }
  const discreet = { themes: ['wellbeing'] }
  expect(problems(save({ ...discreet, costCents: 100, payer: 'unit' }))).toEqual(['payer: discreet-payer'])
  expect(problems(save({ ...discreet, details: { approval: 'manager' } }))).toEqual([
    'details.approval: discreet-approval',
  ])
  expect(problems(save({ ...discreet, sessions: slot({ approval: 'budget-holder', payer: 'unit' }) }))).toEqual([
    'sessions.0.approval: discreet-approval',
    'sessions.0.payer: discreet-payer',
  ])
  expect(problems(save({ ...discreet, sessions: slot({ latePayer: 'unit', questions: [choice, question] }) }))).toEqual(
    ['sessions.0.latePayer: discreet-payer', 'sessions.0.questions: discreet-question'],
  )
  expect(problems(save({ ...discreet, sessions: slot({ questions: [choice], approval: 'none' }) }))).toEqual([])
})

test('once anybody signed up, waits or asked, it stays as it is: also when a theme changes', () => {
  const open = saved({ sessions: slot({ waiting: 1 }) })
  expect(problems(save({ sessions: slot({ waiting: 1 }), discreet: true }, { id: open.id }))).toEqual([
    'discreet: discreet-fixed',
  ])
  expect(problems(save({ sessions: slot({ waiting: 1 }), themes: ['mobility'] }, { id: open.id }))).toEqual([
    'themes: discreet-fixed',
  ])
  const asked = saved({ themes: ['mobility'], sessions: [] })
  db.$client.prepare('UPDATE offers SET asked = 1 WHERE id = ?').run(asked.id)
  expect(problems(save({ themes: ['communication'], sessions: [], discreet: false }, { id: asked.id }))).toEqual([
    'themes: discreet-fixed',
  ])
  expect(problems(save({ themes: ['mobility'], sessions: [], format: 'online' }, { id: asked.id }))).toEqual([])
})

test('whether anybody asked about a discreet offer does not show in whether it can still change', () => {
  for (const asked of [0, 1]) {
    const { id } = saved({ themes: ['mobility'], sessions: [] })
    db.$client.prepare('UPDATE offers SET asked = ? WHERE id = ?').run(asked, id)
    expect(problems(save({ themes: ['communication'], sessions: [], discreet: false }, { id }))).toEqual([
      'themes: discreet-fixed',
    ])
  }
})

const DETAILS = {
  mentoring: { mentors: 'internal', meetings: 4, matching: { nl: 'Samen', en: 'Together' } },
  'career-advice': {
    questions: ['current-job'],
    conversations: 3,
    waitWeeks: 2,
    whoSees: { nl: 'Alleen je adviseur', en: 'Your advisor only' },
  },
}
test.each(['mentoring', 'career-advice'] as const)(
  'that somebody asked about %s in confidence does not show either',
  (kind) => {
    for (const asked of [0, 1]) {
      const { id } = saved({ kind, details: DETAILS[kind], sessions: [] })
      db.$client.prepare('UPDATE offers SET asked = ? WHERE id = ?').run(asked, id)
      expect(problems(save({ kind, details: DETAILS[kind], sessions: [], discreet: true }, { id }))).toEqual([])
    }
  },
)

test('what a source does not name of an offer and its sessions stays as it is stored', () => {
  const before = saved({
    aimGoals: ['share'],
    link: 'https://leren.example/cursus',
    sessions: slot({ sourceKey: 'a', least: 4, decideOn: '2027-02-20', onlineLink: 'https://meet.example/x' }),
  })
  const after = saved({ sessions: slot({ sourceKey: 'a', seats: 9 }) }, before.id)
  expect([after.aimGoals, after.link]).toEqual([['share'], 'https://leren.example/cursus'])
  const { id, seats, least, decideOn, onlineLink, sequence } = after.sessions[0] ?? {}
  expect({ id, seats, least, decideOn, onlineLink, sequence }).toEqual({
    id: before.sessions[0]?.id,
    seats: 9,
    least: 4,
    decideOn: '2027-02-20',
    onlineLink: 'https://meet.example/x',
    sequence: 0,
  })
})

test('calendars hear of another day, place or cancellation, and of nothing else', () => {
  const { id } = saved({ sessions: slot({ sourceKey: 'a' }) })
  const sequence = (facts: Readonly<Record<string, unknown>>) =>
    saved({ sessions: slot({ sourceKey: 'a', ...facts }) }, id).sessions[0]?.sequence
  expect(sequence({ seats: 3, trainer: 'Noor Verbeek' })).toBe(0)
  expect(sequence({ place: { nl: 'Zaal 1', en: 'Room 1' } })).toBe(1)
  expect(sequence({ place: { nl: 'Zaal 1', en: 'Room 1' }, cancelled: true })).toBe(2)
})

test('a publisher of one faculty saves what that faculty owns or co-owns, and nothing else', () => {
  const pieter = publisher('pieter')
  const inScience = { units: ['science'], owner: { unit: 'science', email: 'science@lindehoven.example' } }
  const refused = (outcome: ReturnType<typeof save>) => (outcome.ok ? null : outcome.problem)
  expect(refused(save({}, { as: pieter }))).toBe('not-yours')
  expect(refused(save(inScience, { as: pieter }))).toBeNull()
  expect(
    refused(
      save({ ...inScience, units: ['law', 'biology'], owner: { ...inScience.owner, unit: 'law' } }, { as: pieter }),
    ),
  ).toBeNull()
  const ofHr = saved({})
  expect(refused(save(inScience, { as: pieter, id: ofHr.id }))).toBe('not-yours')
  const shared = saved({ units: ['career-centre', 'science'] })
  expect(
    refused(save({ units: ['career-centre', 'science'], format: 'online' }, { as: pieter, id: shared.id })),
  ).toBeNull()
  expect(refused(save({ units: ['career-centre'] }, { as: pieter, id: shared.id }))).toBe('not-yours')
  // A co-owner neither takes it over nor takes the owner off.
  const over = { units: ['science', 'career-centre'], owner: { unit: 'science', email: 'science@lindehoven.example' } }
  expect(problems(save(over, { as: pieter, id: shared.id }))).toEqual(['owner.unit: owner-only'])
  expect(problems(save({ units: ['science'] }, { as: pieter, id: shared.id }))).toEqual(['units: owner-only'])
  expect(refused(save(over, { as: publisher('fatima'), id: shared.id }))).toBeNull()
  expect(refused(save({}, { as: publisher('fatima') }))).toBeNull()
})

test('what was hidden stays hidden until its review date is later, also when a source says otherwise', () => {
  const { id } = saved({ reviewOn: '2027-01-01', state: 'hidden' })
  expect(saved({ reviewOn: '2027-01-01', state: 'published' }, id).state).toBe('hidden')
  expect(saved({ reviewOn: '2028-01-01', state: 'published' }, id).state).toBe('published')
})
