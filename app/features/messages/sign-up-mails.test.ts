import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { allow } from '#app/access/actor.ts'
import { cancelSignUp, signUp } from '#app/features/sign-up/sign-up.server.ts'
import { startDispatcher } from '#app/platform/outbox/dispatcher.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { demoDatabase, NOW } from '#tests/support/database.ts'
import { demoPerson } from '#tests/support/demo-person.ts'
import { sessionWith } from '#tests/support/sign-ups.ts'
import { signUpMail } from './sign-up-mails.server.ts'

const FROM = 'no-reply@universiteit.example'
const TYPES = ['signUp.confirmed', 'signUp.offered', 'signUp.waiting', 'signUp.cancelled', 'signUp.lapsed'] as const
const db = demoDatabase()
const may = (name: Parameters<typeof demoPerson>[1]) => allow(demoPerson(db, name), 'sign-up.make')

/** The mails that leave now. */
async function mailsNow() {
  const mails: Array<ReturnType<typeof signUpMail>> = []
  const dispatcher = startDispatcher({
    files: [db],
    handlers: [
      {
        name: 'mail',
        types: TYPES,
        handle: (happened, now) => {
          const mail = signUpMail(db, happened, FROM, now)
          if (!mail) return 'no-longer-true'
          mails.push(mail)
          return 'done'
        },
      },
    ],
    clock: () => NOW,
  })
  await dispatcher.look()
  await dispatcher.stop()
  return mails.flatMap((mail) => mail ?? [])
}

function entryOf(content: string) {
  const calendar = new ICAL.Component(ICAL.parse(content))
  const events = calendar.getAllSubcomponents('vevent')
  return { method: calendar.getFirstPropertyValue('method'), events, first: events[0] }
}

test('a sign-up is mailed in its language with an entry, the entry keeps its UID and counts up, and a cancelled one is taken out', async () => {
  const sessionId = sessionWith(db, { seats: 1 })
  const asked = { sessionId, slotId: '', answers: {}, language: 'en' as const }
  signUp(db, may('sanne'), asked, NOW)
  signUp(db, may('willem'), { ...asked, language: 'nl' }, NOW)
  const [place, list] = await mailsNow()
  expect(place?.subject).toMatch(/^You have a place: /)
  expect(list?.subject).toMatch(/^Op de wachtlijst: /)
  expect(list?.entry).toBeUndefined()
  const asIs = entryOf(place?.entry?.content ?? '')
  expect(asIs.method).toBe('REQUEST')
  expect(asIs.first?.getFirstPropertyValue('organizer')).toBe(`mailto:${FROM}`)
  expect(asIs.first?.getFirstProperty('attendee')?.getParameter('rsvp')).toBe('FALSE')
  cancelSignUp(db, may('sanne'), sessionId, NOW)
  const after = await mailsNow()
  expect(after.map(({ subject }) => subject.split(':')[0]).sort()).toEqual([
    'Cancelled',
    expect.stringMatching(/^Plek vrij/),
  ])
  const gone = entryOf(after.find(({ entry }) => entry)?.entry?.content ?? '')
  expect(gone.method).toBe('CANCEL')
  expect(gone.first?.getFirstPropertyValue('uid')).toBe(asIs.first?.getFirstPropertyValue('uid'))
  const sequence = (one: typeof gone) => Number(one.first?.getFirstPropertyValue('sequence'))
  expect(sequence(gone)).toBeGreaterThan(sequence(asIs))
})

test('what changed before its mail left is told once, as it stands', async () => {
  const sessionId = sessionWith(db, { seats: 1 })
  signUp(db, may('sanne'), { sessionId, slotId: '', answers: {}, language: 'nl' }, NOW)
  cancelSignUp(db, may('sanne'), sessionId, NOW)
  expect((await mailsNow()).map(({ subject }) => subject.split(':')[0])).toEqual(['Afgezegd'])
})

test('several days are one entry under one UID', async () => {
  const sessionId = sessionWith(db, { seats: 1 })
  const days = ['2027-03-10', '2027-03-17', '2027-03-29'].map((date) => ({ date, from: '09:30', until: '12:30' }))
  prepared(db, 'UPDATE sessions SET days = ? WHERE id = ?').run(JSON.stringify(days), sessionId)
  signUp(db, may('sanne'), { sessionId, slotId: '', answers: {}, language: 'nl' }, NOW)
  const [mail] = await mailsNow()
  const { events } = entryOf(mail?.entry?.content ?? '')
  expect(new Set(events.map((event) => event.getFirstPropertyValue('uid'))).size).toBe(1)
  const series = new ICAL.Event(events.find((event) => !event.hasProperty('recurrence-id')))
  const dates = series.iterator()
  const seen: string[] = []
  for (let next = dates.next(); next; next = dates.next()) seen.push(next.toJSDate().toISOString())
  expect(seen).toEqual(['2027-03-10T08:30:00.000Z', '2027-03-17T08:30:00.000Z', '2027-03-29T07:30:00.000Z'])
})
