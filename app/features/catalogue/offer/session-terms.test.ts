import { expect, test } from 'vitest'
import { NOW } from '#tests/support/database.ts'
import { wordsFor } from '../cards/labels.server.ts'
import { sessionSchema, UNDECIDED } from '../offer-schema.ts'
import type { Session } from '../offer-store.server.ts'
import { sessionTerms, signUpIsOpen, slotViews } from './session-terms.server.ts'

const words = wordsFor('nl', Number(NOW))

function session(more: Record<string, unknown> = {}): Session {
  const read = sessionSchema.parse({ days: [{ date: '2027-03-03', from: '09:00', until: '12:00' }], ...more })
  return { ...UNDECIDED, ...read, id: 's', startsAt: 0, endsAt: 0, sequence: 0, changedAt: null } as Session
}
const terms = (more: Record<string, unknown>) =>
  sessionTerms(session(more), words).map(({ text }) => text.replaceAll('\u00a0', ' '))

test('says nothing of a session about which nothing was decided', () => {
  expect(terms({})).toEqual([])
})

test('says what the times of another zone are here, also on another day', () => {
  expect(terms({ zone: 'Europe/London' })).toEqual(['Tijden in London. In Nederland is dat 10:00 – 13:00.'])
  expect(terms({ zone: 'America/Los_Angeles', days: [{ date: '2027-03-03', from: '16:00', until: '18:00' }] })).toEqual(
    ['Tijden in Los Angeles. In Nederland is dat do 4 maart 2027, 01:00 – 03:00.'],
  )
})

test('says from how many it goes ahead and when one knows, or that it does', () => {
  expect(terms({ least: 6, decideOn: '2027-02-24' })).toEqual([
    'Gaat door vanaf 6 deelnemers. Dat weet je op wo 24 februari 2027.',
  ])
  expect(terms({ least: 6, decideOn: '2027-02-24', decision: 'goes-on' })).toEqual(['Gaat door.'])
})

test('says when one can sign up and cancel, and what cancelling late costs whom', () => {
  expect(terms({ signUpFrom: '2027-02-10', signUpUntil: '2027-02-24' })).toEqual([
    'Aanmelden kan vanaf wo 10 februari 2027.',
    'Aanmelden kan tot en met wo 24 februari 2027.',
  ])
  expect(terms({ signUpUntil: '2027-01-31' })).toEqual(['Aanmelden is gesloten.'])
  expect(terms({ cancelUntil: '2027-02-24', lateCostCents: 4_500, latePayer: 'unit' })).toEqual([
    'Afzeggen is gratis tot en met wo 24 februari 2027. Zeg je later af, dan betaalt je eenheid € 45.',
  ])
  expect(terms({ costCents: 9_500, payer: 'self' })).toEqual(['€ 95'])
})

test('the window of signing up includes both its days', () => {
  const between = session({ signUpFrom: '2027-02-10', signUpUntil: '2027-02-24' })
  const days = ['2027-02-09', '2027-02-10', '2027-02-24', '2027-02-25']
  expect(days.map((day) => signUpIsOpen(between, day))).toEqual([false, true, true, false])
})

test('parts are shown with their times, and the online link with nothing', () => {
  const slot = { id: 'a', date: '2027-03-03', from: '09:00', until: '09:20', label: { nl: 'Kamer 2', en: '' } }
  const one = session({
    slots: [slot, { ...slot, id: 'b', from: '09:20', until: '09:40', seats: 3 }],
    onlineLink: 'https://meet.example/kanarie',
  })
  expect(slotViews(one, words)).toEqual([
    { id: 'a', times: '09:00 – 09:20', label: 'Kamer 2', free: 'vrij' },
    { id: 'b', times: '09:20 – 09:40', label: 'Kamer 2', free: '3 plekken vrij' },
  ])
  expect(JSON.stringify(sessionTerms(one, words))).not.toContain('kanarie')
})
