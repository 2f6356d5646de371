import { expect, test } from 'vitest'
import { allow } from '#app/access/actor.ts'
import { hasAsked, markAsked } from '#app/features/catalogue/asked.server.ts'
import type { DemoHandle } from '#app/features/people/demo-people.ts'
import { NO_KEYS } from '#app/platform/crypto/keyring.server.ts'
import { topicVersions } from '#db/cached.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { NOW } from '#tests/support/database.ts'
import { READ } from '#tests/support/deliberate-read.ts'
import { demoPerson } from '#tests/support/demo-person.ts'
import { askAs, ENQUIRY_KEYS, type EnquiryFiles, enquiryFiles, offerFor } from '#tests/support/enquiries.ts'
import { answerEnquiry } from './answer-enquiry.server.ts'
import { endEnquiry } from './end-enquiry.server.ts'
import { LONGEST_WORDS, MOST_OPEN } from './enquiry-rules.ts'
import { enquiryTodos } from './enquiry-todos.server.ts'
import { followUpEnquiry } from './follow-up-enquiry.server.ts'
import { countOpenRequests, findHrRequest, findHrRequests } from './hr-requests.queries.server.ts'
import { findOwnRequest, findOwnRequests } from './own-requests.queries.server.ts'
import { returnEnquiry, sealEnquiry } from './pass-on-enquiry.server.ts'
import { sendEnquiry } from './send-enquiry.server.ts'

const WORDS = 'Kan ik ook halverwege instromen? Kanarie-19.'

const asker = (files: EnquiryFiles, handle: DemoHandle = 'sanne') => allow(demoPerson(files.db, handle), 'enquiry.send')
const publisher = (files: EnquiryFiles, handle: DemoHandle) => allow(demoPerson(files.db, handle), 'enquiry.answer')
const own = (files: EnquiryFiles, id: string, handle: DemoHandle = 'sanne') =>
  findOwnRequest(files, ENQUIRY_KEYS, asker(files, handle), READ, { id, language: 'nl' }, NOW)
const seenBy = (files: EnquiryFiles, handle: DemoHandle) =>
  findHrRequests(files.db, publisher(files, handle), 'nl', NOW).map(({ id }) => id)
const waitingFor = (files: EnquiryFiles, handle: DemoHandle) =>
  enquiryTodos(files.db, demoPerson(files.db, handle), 'nl', NOW, files.confidential)
const missing = expect.objectContaining({ status: 404 })

/** What an act throws, so that it can be compared. */
function thrownBy(act: () => unknown): unknown {
  try {
    return { done: act() }
  } catch (thrown) {
    return thrown
  }
}

test('a question goes to who owns the offer now, and comes back answered; the reader hears of both in the list of what waits', () => {
  const files = enquiryFiles()
  const offer = offerFor(files.db, 'science')
  const id = askAs(files, 'sanne', offer.id, WORDS)
  expect([seenBy(files, 'pieter'), seenBy(files, 'fatima')]).toEqual([[id], [id]])
  expect(waitingFor(files, 'pieter')).toMatchObject([
    { kind: 'request', from: 'Sanne de Wit', title: `Vraag over ${offer.title}` },
  ])
  expect(findHrRequest(files.db, publisher(files, 'pieter'), 'nl', id, NOW)).toMatchObject({
    asker: 'Sanne de Wit',
    messages: [{ words: WORDS, side: 'asker' }],
  })
  expect(waitingFor(files, 'sanne')).toEqual([])
  expect(answerEnquiry(files.db, publisher(files, 'pieter'), { id, words: ' Ja, dat kan. ' }, NOW).ok).toBe(true)
  expect(waitingFor(files, 'pieter')).toEqual([])
  expect(waitingFor(files, 'sanne')).toMatchObject([{ title: `Antwoord op je vraag over ${offer.title}`, from: null }])
  expect(own(files, id)).toMatchObject({ state: 'answered', messages: [{ words: WORDS }, { words: 'Ja, dat kan.' }] })
  expect(JSON.stringify(own(files, id))).not.toContain('Pieter')
})

test('saying more waits for an answer again; who knows enough closes it, and the owners see it no more', () => {
  const files = enquiryFiles()
  const id = askAs(files, 'sanne', offerFor(files.db, 'science').id, WORDS)
  answerEnquiry(files.db, publisher(files, 'pieter'), { id, words: 'Ja.' }, NOW)
  expect(countOpenRequests(files.db, publisher(files, 'pieter'), NOW)).toBe(0)
  expect(followUpEnquiry(files.db, asker(files), { id, words: 'En online?' }, NOW).ok).toBe(true)
  expect(countOpenRequests(files.db, publisher(files, 'pieter'), NOW)).toBe(1)
  expect(own(files, id)).toMatchObject({ state: 'open', until: null })
  endEnquiry(files.db, asker(files), { id, state: 'closed' }, NOW)
  expect(seenBy(files, 'pieter')).toEqual([])
  expect(own(files, id)).toMatchObject({ state: 'closed', until: '3 maart 2027', mayFollowUp: false })
  expect(followUpEnquiry(files.db, asker(files), { id, words: 'Toch nog iets' }, NOW)).toEqual({
    ok: false,
    problem: 'over',
  })
  expect(thrownBy(() => answerEnquiry(files.db, publisher(files, 'pieter'), { id, words: 'Te laat' }, NOW))).toEqual(
    missing,
  )
})

test('what was withdrawn no publisher opens, answers or passes on; who asked still reads it', () => {
  const files = enquiryFiles()
  const id = askAs(files, 'sanne', offerFor(files.db, 'science').id, WORDS)
  endEnquiry(files.db, asker(files), { id, state: 'withdrawn' }, NOW)
  const pieter = publisher(files, 'pieter')
  expect(thrownBy(() => findHrRequest(files.db, pieter, 'nl', id, NOW))).toEqual(missing)
  expect(thrownBy(() => returnEnquiry(files, pieter, id, NOW))).toEqual(missing)
  expect(thrownBy(() => sealEnquiry(files, ENQUIRY_KEYS, pieter, id, NOW))).toEqual(missing)
  expect(own(files, id)?.messages[0]?.words).toBe(WORDS)
})

test.each([
  ['another unit’s publisher', (files: EnquiryFiles) => publisher(files, 'pieter'), 'hr'],
  ['who asked, when they publish for the same unit', (files: EnquiryFiles) => publisher(files, 'fatima'), 'fatima'],
] as const)('%s gets nothing', (_, reader, which) => {
  const files = enquiryFiles()
  const offer = offerFor(files.db, 'hr')
  const id = askAs(files, which === 'fatima' ? 'fatima' : 'sanne', offer.id, WORDS)
  const actor = reader(files)
  expect(findHrRequests(files.db, actor, 'nl', NOW)).toEqual([])
  expect(countOpenRequests(files.db, actor, NOW)).toBe(0)
  expect(thrownBy(() => findHrRequest(files.db, actor, 'nl', id, NOW))).toEqual(missing)
  expect(thrownBy(() => answerEnquiry(files.db, actor, { id, words: 'x' }, NOW))).toEqual(missing)
})

test('who reads it is asked at every reading: a role that ended and an offer that went to another unit count at once', () => {
  const files = enquiryFiles('own')
  const offer = offerFor(files.db, 'science')
  const id = askAs(files, 'sanne', offer.id, WORDS)
  const pieter = publisher(files, 'pieter')
  prepared(files.db, "UPDATE role_grants SET ends_on = '2027-01-31' WHERE person_id = ? AND role = 'hr-publisher'").run(
    pieter.id,
  )
  expect(thrownBy(() => findHrRequest(files.db, pieter, 'nl', id, NOW))).toEqual(missing)
  expect(seenBy(files, 'fatima')).toEqual([id])
})

test('"not for me", back to who sent it: gone here, told there, and their own words are still theirs', () => {
  const files = enquiryFiles()
  const offer = offerFor(files.db, 'science')
  const id = askAs(files, 'sanne', offer.id, WORDS)
  expect(returnEnquiry(files, publisher(files, 'pieter'), id, NOW)).toEqual({ ok: true, value: 'passed-on' })
  expect([seenBy(files, 'pieter'), seenBy(files, 'fatima')]).toEqual([[], []])
  expect(own(files, id)).toMatchObject({ state: 'returned', messages: [{ words: WORDS }], until: '3 maart 2027' })
  expect(waitingFor(files, 'sanne')).toMatchObject([{ title: `Je vraag over ${offer.title} is teruggestuurd` }])
  endEnquiry(files.db, asker(files), { id, state: 'closed' }, NOW)
  expect(waitingFor(files, 'sanne')).toEqual([])
})

test('"not for me", sealed to the career centre: nothing of it is left in the main file, and who asked finds it under the same address', () => {
  const files = enquiryFiles()
  const id = askAs(files, 'sanne', offerFor(files.db, 'science').id, WORDS)
  answerEnquiry(files.db, publisher(files, 'pieter'), { id, words: 'Vertel eens.' }, NOW)
  followUpEnquiry(files.db, asker(files), { id, words: 'Ik ben op.' }, NOW)
  expect(sealEnquiry(files, ENQUIRY_KEYS, publisher(files, 'pieter'), id, NOW)).toEqual({
    ok: true,
    value: 'passed-on',
  })
  expect(prepared(files.db, 'SELECT count(*) FROM enquiries').pluck().get()).toBe(0)
  expect(prepared(files.db, 'SELECT count(*) FROM enquiry_messages').pluck().get()).toBe(0)
  expect([seenBy(files, 'pieter'), seenBy(files, 'fatima')]).toEqual([[], []])
  const page = own(files, id)
  expect(page).toMatchObject({ kind: 'contact', state: 'open' })
  expect(page?.messages.map(({ words }) => words)).toEqual([WORDS, 'Vertel eens.', 'Ik ben op.'])
  expect(waitingFor(files, 'marieke')).toMatchObject([{ title: 'Er is iets voor je', from: null, kind: 'something' }])
  expect(thrownBy(() => sealEnquiry(files, ENQUIRY_KEYS, publisher(files, 'pieter'), id, NOW))).toEqual(missing)
})

test('without keys nothing is passed on, and nothing changes', () => {
  const files = enquiryFiles()
  const id = askAs(files, 'sanne', offerFor(files.db, 'science').id, WORDS)
  expect(sealEnquiry(files, NO_KEYS, publisher(files, 'pieter'), id, NOW)).toEqual({ ok: false, problem: 'locked' })
  expect(seenBy(files, 'pieter')).toEqual([id])
})

test.each([
  ['', 'empty'],
  [' \u200b\n', 'empty'],
  ['x'.repeat(LONGEST_WORDS + 1), 'too-long'],
])('words that are none or too many are refused (%#)', (words, problem) => {
  const files = enquiryFiles()
  const offerId = offerFor(files.db, 'science').id
  expect(sendEnquiry(files.db, asker(files), { offerId, words, language: 'nl' }, NOW)).toEqual({ ok: false, problem })
})

test('refused: an offer that is not shown, one that takes contact requests only, and a twenty-first that waits', () => {
  const files = enquiryFiles('own')
  const [science, coaching] = [offerFor(files.db, 'science').id, offerFor(files.db, 'coaching').id]
  const send = (offerId: string) => sendEnquiry(files.db, asker(files), { offerId, words: WORDS, language: 'nl' }, NOW)
  expect(send(coaching)).toEqual({ ok: false, problem: 'contact-only' })
  expect(send('none')).toEqual({ ok: false, problem: 'no-offer' })
  for (let sent = 0; sent < MOST_OPEN; sent++) expect(send(science).ok).toBe(true)
  expect(send(science)).toEqual({ ok: false, problem: 'too-many' })
  prepared(files.db, "UPDATE offers SET state = 'archived' WHERE id = ?").run(science)
  expect(send(science)).toEqual({ ok: false, problem: 'no-offer' })
  expect(findOwnRequests(files, asker(files), 'nl')).toHaveLength(MOST_OPEN)
})

test('that somebody asked marks the offer once, and makes no cached page anew', () => {
  const files = enquiryFiles()
  const offerId = offerFor(files.db, 'coaching').id
  const before = topicVersions(files.db)
  expect(hasAsked(files.db, offerId)).toBe(false)
  inTransaction(files.db, (tx) => markAsked(tx, offerId))
  expect(hasAsked(files.db, offerId)).toBe(true)
  expect(topicVersions(files.db)).toEqual(before)
})

test('of a question the audit log tells ids and names of fields, and of passing it on not where it went', () => {
  const files = enquiryFiles()
  const since = Number(prepared(files.db, 'SELECT max(seq) FROM audit_events').pluck().get())
  const ids = ['a', 'b'].map((tail) => askAs(files, 'sanne', offerFor(files.db, 'science').id, `${WORDS} ${tail}`))
  sealEnquiry(files, ENQUIRY_KEYS, publisher(files, 'pieter'), ids[0] ?? '', NOW)
  returnEnquiry(files, publisher(files, 'pieter'), ids[1] ?? '', NOW)
  const events = prepared(
    files.db,
    "SELECT * FROM audit_events WHERE action LIKE 'enquiry.%' AND seq > ? ORDER BY seq",
  ).all(since) as Array<Record<string, unknown>>
  expect(events.map(({ action, fields }) => `${action} ${fields}`)).toEqual([
    'enquiry.send words',
    'enquiry.send words',
    'enquiry.pass-on ',
    'enquiry.pass-on ',
  ])
  expect(JSON.stringify(events)).not.toContain('Kanarie')
})
