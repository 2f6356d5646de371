import { expect, test } from 'vitest'
import { allow, asSystem } from '#app/access/actor.ts'
import { hasAsked } from '#app/features/catalogue/asked.server.ts'
import type { DemoHandle } from '#app/features/people/demo-people.ts'
import { erasePerson } from '#app/features/people/erase-person.server.ts'
import { whoLooked } from '#app/features/privacy/who-looked.server.ts'
import { NO_KEYS } from '#app/platform/crypto/keyring.server.ts'
import { topicVersions } from '#db/cached.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { NOW } from '#tests/support/database.ts'
import { READ } from '#tests/support/deliberate-read.ts'
import { demoPerson } from '#tests/support/demo-person.ts'
import { askAs, contactAs, ENQUIRY_KEYS, type EnquiryFiles, enquiryFiles, offerFor } from '#tests/support/enquiries.ts'
import { answerContactRequest } from './answer-contact-request.server.ts'
import { findContactRequest, findContactRequests, openContactRequest } from './contact.queries.server.ts'
import type { ProposedTime } from './contact-rules.ts'
import { enquiryTodos } from './enquiry-todos.server.ts'
import { leaveContactRequests } from './erasers.server.ts'
import { countOpenRequests, findHrRequests } from './hr-requests.queries.server.ts'
import { findOwnRequest, findOwnRequests, readingsOf } from './own-requests.queries.server.ts'
import { sealEnquiry } from './pass-on-enquiry.server.ts'
import { sendContactRequest } from './send-contact-request.server.ts'
import type { ContactAnswer } from './vocabulary.ts'
import { withdrawContactRequest } from './withdraw-contact-request.server.ts'

const session = { id: 'session-of-a-test' }
const missing = expect.objectContaining({ status: 404 })
const asker = (files: EnquiryFiles, handle: DemoHandle = 'sanne') => allow(demoPerson(files.db, handle), 'enquiry.send')
const reader = (files: EnquiryFiles, handle: DemoHandle) => allow(demoPerson(files.db, handle), 'contact-request.open')
const open = (files: EnquiryFiles, handle: DemoHandle, id: string) =>
  openContactRequest(files, reader(files, handle), session, id, NOW)
const page = (files: EnquiryFiles, handle: DemoHandle, id: string) =>
  findContactRequest(files, ENQUIRY_KEYS, reader(files, handle), { session, read: READ }, { id, language: 'nl' }, NOW)
const own = (files: EnquiryFiles, id: string, handle: DemoHandle = 'sanne') =>
  findOwnRequest(files, ENQUIRY_KEYS, asker(files, handle), READ, { id, language: 'nl' }, NOW)
const answer = (
  files: EnquiryFiles,
  handle: DemoHandle,
  id: string,
  choice: ContactAnswer,
  time: ProposedTime | null = null,
) =>
  answerContactRequest(
    files,
    ENQUIRY_KEYS,
    allow(demoPerson(files.db, handle), 'contact-request.answer'),
    { id, choice, time },
    { cameBy: 'form' },
    NOW,
  )
const withdraw = (files: EnquiryFiles, id: string, handle: DemoHandle = 'sanne') =>
  withdrawContactRequest(files, allow(demoPerson(files.db, handle), 'contact-request.withdraw'), id, NOW)
const waitingFor = (files: EnquiryFiles, handle: DemoHandle) =>
  enquiryTodos(files.db, demoPerson(files.db, handle), 'nl', NOW, files.confidential)
const lists = (files: EnquiryFiles, handle: DemoHandle) => {
  const { waiting, mine } = findContactRequests(files, reader(files, handle), 'nl', NOW)
  return [waiting.map(({ id }) => id), mine.map(({ id }) => id)]
}

function thrownBy(act: () => unknown): unknown {
  try {
    return { done: act() }
  } catch (thrown) {
    return thrown
  }
}

test('a contact request waits for the career centre, closed until somebody opens it; who asked sees who looked', () => {
  const files = enquiryFiles()
  const offer = offerFor(files.db, 'coaching')
  const id = contactAs(files, 'sanne', offer.id)
  expect([lists(files, 'marieke'), lists(files, 'els')]).toEqual([
    [[id], []],
    [[id], []],
  ])
  expect(page(files, 'marieke', id)).toEqual({ id, isOpen: false, sent: '1 februari 2027' })
  open(files, 'marieke', id)
  expect(page(files, 'marieke', id)).toMatchObject({
    isOpen: true,
    name: 'Sanne de Wit',
    offer: { title: offer.title },
    language: 'en',
    messages: [],
    answer: null,
  })
  // It is open in that auth session of that reader, and for nobody else.
  expect(
    findContactRequest(
      files,
      ENQUIRY_KEYS,
      reader(files, 'jan'),
      { session: { id: 'other' }, read: READ },
      { id, language: 'nl' },
      NOW,
    ),
  ).toMatchObject({ isOpen: false })
  const looks = whoLooked(files, readingsOf(asker(files), id), 'nl')
  expect(looks.list.map(({ who }) => who)).toEqual(['Medewerker en Loopbaanadviseur'])
})

test('no publisher, administrator or manager sees anything of it: not a row, a count or a title', () => {
  const files = enquiryFiles()
  const offer = offerFor(files.db, 'coaching')
  const id = contactAs(files, 'sanne', offer.id)
  for (const handle of ['fatima', 'pieter'] as const) {
    const publisher = allow(demoPerson(files.db, handle), 'enquiry.answer')
    expect(findHrRequests(files.db, publisher, 'nl', NOW)).toEqual([])
    expect(countOpenRequests(files.db, publisher, NOW)).toBe(0)
  }
  for (const handle of ['fatima', 'pieter', 'ingrid', 'willem', 'ada', 'omar', 'nora'] as const) {
    expect(waitingFor(files, handle)).toEqual([])
    expect(
      thrownBy(() => reader(files, handle)),
      handle,
    ).toEqual(missing)
    expect(own(files, id, handle), handle).toBeNull()
  }
  expect(waitingFor(files, 'marieke')).toEqual([
    {
      id: `something:${id}`,
      kind: 'something',
      title: 'Er is iets voor je',
      from: null,
      askedAt: Number(NOW),
      answerBy: null,
      href: `/nl/advice/requests/${id}`,
    },
  ])
})

test('the main file gets nothing but the one mark of the offer, and no cached page is made anew', () => {
  const files = enquiryFiles('own')
  const offer = offerFor(files.db, 'coaching')
  contactAs(files, 'sanne', offer.id)
  const [before, versions] = [files.db.$client.serialize(), topicVersions(files.db)]
  expect(hasAsked(files.db, offer.id)).toBe(true)
  const id = contactAs(files, 'sanne', offer.id)
  open(files, 'marieke', id)
  page(files, 'marieke', id)
  expect(answer(files, 'marieke', id, 'will-contact').ok).toBe(true)
  expect(files.db.$client.serialize().equals(before)).toBe(true)
  expect(topicVersions(files.db)).toEqual(versions)
})

test('once answered only who answered opens it; colleagues do not, and the list says nothing more', () => {
  const files = enquiryFiles()
  const id = contactAs(files, 'sanne', offerFor(files.db, 'coaching').id)
  const time = { day: '2027-02-03', from: '10:00', until: '11:00' }
  expect(answer(files, 'marieke', id, 'time', time)).toEqual({ ok: true, value: 'answered' })
  expect([lists(files, 'marieke'), lists(files, 'jan')]).toEqual([
    [[], [id]],
    [[], []],
  ])
  expect(thrownBy(() => open(files, 'jan', id))).toEqual(missing)
  expect(page(files, 'jan', id)).toBeNull()
  expect(thrownBy(() => answer(files, 'jan', id, 'will-contact'))).toEqual(missing)
  expect(own(files, id)).toMatchObject({
    state: 'answered',
    answer: { choice: 'time', time, day: '3 februari 2027' },
    until: '3 maart 2027',
  })
  expect(waitingFor(files, 'sanne')).toMatchObject([{ title: 'Er is iets voor je', href: `/nl/my/requests/${id}` }])
})

test.each<[ProposedTime | null, string]>([
  [null, 'no-time'],
  [{ day: '', from: '10:00', until: '11:00' }, 'no-time'],
  [{ day: '2027-02-31', from: '10:00', until: '11:00' }, 'no-time'],
  [{ day: '2027-02-03', from: '24:00', until: '25:00' }, 'no-time'],
  [{ day: '2027-01-31', from: '10:00', until: '11:00' }, 'time-over'],
  [{ day: '2027-02-03', from: '11:00', until: '11:00' }, 'time-order'],
])('a time that is none is refused, and nothing changes: %j', (time, problem) => {
  const files = enquiryFiles()
  const id = contactAs(files, 'sanne', offerFor(files.db, 'coaching').id)
  expect(answer(files, 'marieke', id, 'time', time)).toEqual({ ok: false, problem })
  expect(lists(files, 'jan')).toEqual([[id], []])
})

test('"not for us" wipes the words that were passed on, and nobody of the career centre opens it any more', () => {
  const files = enquiryFiles()
  const id = askAs(files, 'sanne', offerFor(files.db, 'science').id, 'Kanarie: dit is niet voor HR.')
  sealEnquiry(files, ENQUIRY_KEYS, allow(demoPerson(files.db, 'pieter'), 'enquiry.answer'), id, NOW)
  open(files, 'marieke', id)
  expect(page(files, 'marieke', id)).toMatchObject({ messages: [{ words: 'Kanarie: dit is niet voor HR.' }] })
  expect(answer(files, 'marieke', id, 'not-for-us').ok).toBe(true)
  expect([page(files, 'marieke', id), lists(files, 'marieke'), lists(files, 'jan')]).toEqual([null, [[], []], [[], []]])
  expect(own(files, id)).toMatchObject({ answer: { choice: 'not-for-us' }, messages: [] })
})

test('an adviser’s own request is for colleagues, not for themselves', () => {
  const files = enquiryFiles()
  const id = contactAs(files, 'marieke', offerFor(files.db, 'coaching').id)
  expect([lists(files, 'marieke'), lists(files, 'jan')]).toEqual([
    [[], []],
    [[id], []],
  ])
  expect(thrownBy(() => open(files, 'marieke', id))).toEqual(missing)
  expect(thrownBy(() => answer(files, 'marieke', id, 'will-contact'))).toEqual(missing)
  expect(own(files, id, 'marieke')).toMatchObject({ kind: 'contact' })
})

test('withdrawn it is gone at once, also where it was open, and with its key', async () => {
  const files = enquiryFiles()
  const id = contactAs(files, 'sanne', offerFor(files.db, 'coaching').id)
  open(files, 'marieke', id)
  expect(await withdraw(files, id)).toEqual({ ok: true, value: 'withdrawn' })
  expect([page(files, 'marieke', id), own(files, id), lists(files, 'marieke')]).toEqual([null, null, [[], []]])
  expect(findOwnRequests(files, asker(files), 'nl')).toEqual([])
  expect(thrownBy(() => answer(files, 'marieke', id, 'will-contact'))).toEqual(missing)
  expect(prepared(files.dataKeys, 'SELECT count(*) FROM data_keys').pluck().get()).toBe(0)
  await expect(withdraw(files, id)).rejects.toEqual(missing)
})

test('somebody else’s cannot be withdrawn', async () => {
  const files = enquiryFiles()
  const id = contactAs(files, 'sanne', offerFor(files.db, 'coaching').id)
  for (const handle of ['omar', 'marieke', 'fatima', 'ada'] as const)
    await expect(withdraw(files, id, handle)).rejects.toEqual(missing)
  expect(own(files, id)).toMatchObject({ state: 'open' })
})

test('refused: an offer that takes questions in own words, one that is not there, and no keys', () => {
  const files = enquiryFiles()
  const send = (offerId: string, keys = ENQUIRY_KEYS) => {
    const actor = allow(demoPerson(files.db, 'sanne'), 'contact-request.send')
    return sendContactRequest(files, keys, actor, { offerId, language: 'nl' }, NOW)
  }
  expect(send(offerFor(files.db, 'science').id)).toEqual({ ok: false, problem: 'not-contact' })
  expect(send('none')).toEqual({ ok: false, problem: 'no-offer' })
  expect(send(offerFor(files.db, 'coaching').id, NO_KEYS)).toEqual({ ok: false, problem: 'locked' })
  expect(lists(files, 'marieke')).toEqual([[], []])
})

test('when somebody is erased, what they asked goes with its key, and so does that they answered others', () => {
  const files = enquiryFiles('own')
  const offerId = offerFor(files.db, 'coaching').id
  const [gone, stays] = [contactAs(files, 'sanne', offerId), contactAs(files, 'omar', offerId)]
  const asked = askAs(files, 'sanne', offerFor(files.db, 'science').id, 'Kan dit online?')
  answer(files, 'marieke', stays, 'will-contact')
  const retention = asSystem('retention', 'person.erase')
  for (const handle of ['sanne', 'marieke'] as const)
    erasePerson(files, retention, demoPerson(files.db, handle).id, [leaveContactRequests], NOW)
  const count = (file: Parameters<typeof prepared>[0], sql: string, ...values: unknown[]) =>
    prepared(file, sql)
      .pluck()
      .get(...values)
  expect(count(files.confidential, 'SELECT count(*) FROM dossiers WHERE id = ?', gone)).toBe(0)
  expect(count(files.dataKeys, 'SELECT count(*) FROM data_keys')).toBe(1)
  expect(count(files.confidential, 'SELECT count(*) FROM dossier_relations')).toBe(0)
  expect(count(files.db, 'SELECT count(*) FROM enquiries WHERE id = ?', asked)).toBe(0)
  expect(own(files, stays, 'omar')).toMatchObject({ answer: { choice: 'will-contact' } })
})

test('merged records are one person: their requests are in one list, and each opens', () => {
  const files = enquiryFiles('own')
  const [science, coaching] = [offerFor(files.db, 'science').id, offerFor(files.db, 'coaching').id]
  const ids = [askAs(files, 'sanne', science, 'Kan dit online?'), contactAs(files, 'sanne', coaching)]
  const [sanne, omar] = [demoPerson(files.db, 'sanne').id, demoPerson(files.db, 'omar').id]
  prepared(
    files.db,
    "INSERT INTO person_aliases (alias_id, into_id, person_id, merged_by, merged_at, moved) VALUES (?, ?, ?, 'x', 0, '{}')",
  ).run(sanne, omar, omar)
  expect(
    findOwnRequests(files, asker(files, 'omar'), 'nl')
      .map(({ id }) => id)
      .sort(),
  ).toEqual([...ids].sort())
  for (const id of ids) expect(own(files, id, 'omar')).not.toBeNull()
})
