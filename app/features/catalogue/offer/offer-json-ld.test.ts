import { expect, test } from 'vitest'
import { offers } from '#db/schema/catalogue.ts'
import { demoDatabase, NOW } from '#tests/support/database.ts'
import { wordsFor } from '../cards/labels.server.ts'
import { cachedNames } from '../catalogue-names.server.ts'
import type { KindId } from '../kinds.ts'
import { type Offer, readOffers } from '../offer-store.server.ts'
import { offerJsonLd } from './offer-json-ld.server.ts'

const db = demoDatabase()
const ids = db
  .select({ id: offers.id })
  .from(offers)
  .all()
  .map(({ id }) => id)
const all = readOffers(db, ids)
const of = (kind: KindId) => all.filter((offer) => offer.kind === kind)
const told = (offer: Offer) => offerJsonLd(offer, wordsFor('nl', Number(NOW)), cachedNames(db))

test('a vacancy for colleagues only is no job posting, every other vacancy is', () => {
  const internal = of('vacancy').filter((offer) => offer.details.scope === 'internal')
  expect(internal.length).toBeGreaterThan(0)
  for (const offer of of('vacancy')) {
    if (internal.includes(offer)) expect(told(offer)).toBeNull()
    else expect(told(offer)?.['@type'], offer.title.nl).toBe('JobPosting')
  }
})

test.each([
  ['vacancy', 'title'],
  ['story', 'headline'],
  ['training', 'name'],
  ['event', 'name'],
  ['self-test', 'name'],
  ['coaching', 'name'],
] as const)('the title of a %s is its %s', (kind, property) => {
  const offer = of(kind).find((one) => one.details.scope !== 'internal')!
  const data = told(offer)
  expect(data?.[property]).toBe(offer.title.nl)
  for (const other of ['title', 'headline', 'name']) if (other !== property) expect(data).not.toHaveProperty(other)
})

test('a job and a service name no language and no free access, which schema.org does not have for them', () => {
  for (const kind of ['vacancy', 'coaching', 'mentoring', 'career-advice'] as const)
    for (const offer of of(kind)) {
      expect(told(offer) ?? {}, kind).not.toHaveProperty('inLanguage')
      expect(told(offer) ?? {}, kind).not.toHaveProperty('isAccessibleForFree')
    }
})

test('what the university pays is free, what the unit pays is not, and where costs mean nothing nothing is said', () => {
  const [training] = of('training')
  const free = (costCents: number | null, payer: Offer['payer']) =>
    told({ ...training!, costCents, payer })?.isAccessibleForFree
  expect([free(0, null), free(45_000, 'university'), free(45_000, 'unit'), free(null, null)]).toEqual([
    true,
    true,
    false,
    undefined,
  ])
})

test.each([
  ['blended', false, 'Mixed', ['Place', 'VirtualLocation']],
  ['blended', true, 'Mixed', ['Place', 'VirtualLocation']],
  ['online', true, 'Online', ['VirtualLocation']],
  ['on-campus', false, 'Offline', ['Place']],
] as const)('a session of a %s event (online: %s) is %s', (format, online, mode, places) => {
  const event = of('event').find((offer) => offer.sessions.length > 0)!
  const place = { nl: 'Academiegebouw', en: 'Academy Building' }
  const data = told({ ...event, format, sessions: [{ ...event.sessions[0]!, online, place }] })
  expect(data?.eventAttendanceMode).toBe(`https://schema.org/${mode}EventAttendanceMode`)
  expect([data?.location].flat().map((one) => (one as { '@type': string })['@type'])).toEqual(places)
})

test('an event with a cancelled date tells of the next one that goes on, and of the cancelled one when there is no other', () => {
  const event = of('event').find((offer) => offer.sessions.length > 0)!
  const at = (startsAt: number, cancelled: boolean) => ({
    ...event.sessions[0]!,
    startsAt,
    endsAt: startsAt,
    cancelled,
  })
  const [soon, later] = [Number(NOW) + 1_000, Number(NOW) + 2_000]
  const status = (...sessions: Offer['sessions']) => {
    const data = told({ ...event, sessions })
    return [data?.eventStatus, Date.parse(String(data?.startDate))]
  }
  expect(status(at(soon, true), at(later, false))).toEqual(['https://schema.org/EventScheduled', later])
  expect(status(at(soon, true))).toEqual(['https://schema.org/EventCancelled', soon])
})

test('every date of a course that is to come is told, the cancelled ones as cancelled', () => {
  const [training] = of('training')
  const at = (cancelled: boolean) => ({ ...training!.sessions[0]!, startsAt: Number(NOW) + 1_000, cancelled })
  const data = told({ ...training!, sessions: [at(true), at(false)] })
  const instances = data?.hasCourseInstance as Array<{ eventStatus: string }>
  expect(instances.map(({ eventStatus }) => eventStatus)).toEqual([
    'https://schema.org/EventCancelled',
    'https://schema.org/EventScheduled',
  ])
})

test('an event without a day or a place is told to no search engine, rather than half', () => {
  const event = of('event').find(({ sessions, format }) => sessions.length > 0 && format === 'on-campus')!
  const session = event.sessions[0]!
  expect(told({ ...event, sessions: [{ ...session, online: false }] })).toHaveProperty('location')
  expect(told({ ...event, sessions: [] })).toBeNull()
  const nowhere = { ...session, online: false, place: { nl: '', en: '' } }
  expect(told({ ...event, sessions: [nowhere] })).toBeNull()
  expect(told({ ...event, sessions: [{ ...nowhere, online: true }] })).toHaveProperty('location')
})
