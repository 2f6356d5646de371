import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type Actor, allow } from '#app/access/actor.ts'
import { DEMO_HANDLES, type DemoHandle } from '#app/features/people/demo-people.ts'
import { INVENTORY } from '#app/features/privacy/inventory.ts'
import { openAuthStore } from '#db/auth-store.server.ts'
import { emptyJournal } from '#db/confidential/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { NOW } from '#tests/support/database.ts'
import { READ } from '#tests/support/deliberate-read.ts'
import { demoPerson } from '#tests/support/demo-person.ts'
import { closeFiles, filesIn, foundIn } from '#tests/support/dossier-files.ts'
import { askAs, contactAs, ENQUIRY_KEYS, type EnquiryFiles, enquiryFiles, offerFor } from '#tests/support/enquiries.ts'
import { oneOf, seeded } from '#tests/support/random.ts'
import { answerContactRequest } from './answer-contact-request.server.ts'
import { answerEnquiry } from './answer-enquiry.server.ts'
import { findContactRequest, findContactRequests, openContactRequest } from './contact.queries.server.ts'
import { endEnquiry } from './end-enquiry.server.ts'
import { enquiryTodos } from './enquiry-todos.server.ts'
import { ENQUIRY_ERASERS } from './erasers.server.ts'
import { followUpEnquiry } from './follow-up-enquiry.server.ts'
import { findHrRequest, findHrRequests } from './hr-requests.queries.server.ts'
import { findOwnRequest, findOwnRequests } from './own-requests.queries.server.ts'
import { returnEnquiry, sealEnquiry } from './pass-on-enquiry.server.ts'
import { withdrawContactRequest } from './withdraw-contact-request.server.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'koers-enquiries-'))
afterAll(() => rmSync(folder, { recursive: true }))

const CANARY = 'kanarie-geheim-vraag'
const TRIES = 300

/** Everything that somebody could try with the id of a request, whatever their roles; what their roles refuse is thrown. */
const ATTACKS: ReadonlyArray<(files: EnquiryFiles, actor: Actor, id: string) => unknown> = [
  ({ db }, actor, id) => findHrRequest(db, allow(actor, 'enquiry.answer'), 'nl', id, NOW),
  ({ db }, actor) => findHrRequests(db, allow(actor, 'enquiry.answer'), 'nl', NOW),
  ({ db }, actor, id) => answerEnquiry(db, allow(actor, 'enquiry.answer'), { id, words: 'Van iemand anders' }, NOW),
  (files, actor, id) => returnEnquiry(files, allow(actor, 'enquiry.answer'), id, NOW),
  (files, actor, id) => sealEnquiry(files, ENQUIRY_KEYS, allow(actor, 'enquiry.answer'), id, NOW),
  ({ db }, actor, id) => endEnquiry(db, allow(actor, 'enquiry.send'), { id, state: 'withdrawn' }, NOW),
  ({ db }, actor, id) => followUpEnquiry(db, allow(actor, 'enquiry.send'), { id, words: 'Van iemand anders' }, NOW),
  (files, actor, id) =>
    findOwnRequest(files, ENQUIRY_KEYS, allow(actor, 'enquiry.send'), READ, { id, language: 'nl' }, NOW),
  (files, actor) => findOwnRequests(files, allow(actor, 'enquiry.send'), 'nl'),
  (files, actor) => enquiryTodos(files.db, actor, 'nl', NOW, files.confidential),
  (files, actor) => findContactRequests(files, allow(actor, 'contact-request.open'), 'nl', NOW),
  (files, actor, id) => openContactRequest(files, allow(actor, 'contact-request.open'), { id: actor.id }, id, NOW),
  (files, actor, id) => {
    const [reader, how] = [allow(actor, 'contact-request.open'), { session: { id: actor.id }, read: READ }]
    return findContactRequest(files, ENQUIRY_KEYS, reader, how, { id, language: 'nl' }, NOW)
  },
  (files, actor, id) => {
    const answer = { id, choice: 'will-contact', time: null } as const
    return answerContactRequest(
      files,
      ENQUIRY_KEYS,
      allow(actor, 'contact-request.answer'),
      answer,
      { cameBy: 'form' },
      NOW,
    )
  },
]

type Aim = { id: string; who: ReadonlyArray<DemoHandle> }

/** Requests in every state, each with the people who may know of it; all others are attackers. */
function scene() {
  const files = enquiryFiles()
  const [science, hr, coaching] = (['science', 'hr', 'coaching'] as const).map((one) => offerFor(files.db, one))
  const pieter = allow(demoPerson(files.db, 'pieter'), 'enquiry.answer')
  const marieke = allow(demoPerson(files.db, 'marieke'), 'contact-request.answer')
  const ask = (offer: { id: string } | undefined) => askAs(files, 'sanne', offer?.id ?? '', CANARY)
  const aims: Aim[] = [
    { id: ask(science), who: ['sanne', 'pieter', 'fatima'] },
    { id: ask(hr), who: ['sanne', 'fatima'] },
    { id: contactAs(files, 'sanne', coaching?.id ?? ''), who: ['sanne', 'marieke', 'jan', 'els', 'youssef'] },
  ]
  for (const state of ['withdrawn', 'closed'] as const) {
    const id = ask(science)
    endEnquiry(files.db, allow(demoPerson(files.db, 'sanne'), 'enquiry.send'), { id, state }, NOW)
    aims.push({ id, who: ['sanne'] })
  }
  const [returned, sealed, answered] = [ask(science), ask(science), ask(science)]
  returnEnquiry(files, pieter, returned, NOW)
  sealEnquiry(files, ENQUIRY_KEYS, pieter, sealed, NOW)
  sealEnquiry(files, ENQUIRY_KEYS, pieter, answered, NOW)
  const answer = { id: answered, choice: 'will-contact', time: null } as const
  answerContactRequest(files, ENQUIRY_KEYS, marieke, answer, { cameBy: 'form' }, NOW)
  aims.push(
    { id: returned, who: ['sanne'] },
    { id: sealed, who: ['sanne', 'marieke', 'jan', 'els', 'youssef'] },
    { id: answered, who: ['sanne', 'marieke'] },
  )
  return { files, aims }
}

/** All that is kept of requests, in both files. */
function kept({ db, confidential }: EnquiryFiles): string {
  const all = (file: Parameters<typeof prepared>[0], table: string) =>
    prepared(file, `SELECT * FROM ${table} ORDER BY 1`).all()
  return JSON.stringify([
    ...['enquiries', 'enquiry_messages'].map((table) => all(db, table)),
    ...['dossiers', 'contact_requests', 'dossier_relations', 'erasures'].map((table) => all(confidential, table)),
  ])
}

test(`${TRIES} tries of managers, other publishers, advisers and administrators: none reads or changes anything`, () => {
  const { files, aims } = scene()
  const [random, before] = [seeded(12), kept(files)]
  // What is looked for is found with who may read it.
  const [first = { id: '' }] = aims
  expect(JSON.stringify(ATTACKS[0]?.(files, demoPerson(files.db, 'pieter'), first.id))).toContain(CANARY)
  let [tried, read] = [0, 0]
  while (tried < TRIES) {
    const [{ id, who }, handle, attack] = [oneOf(random, aims), oneOf(random, DEMO_HANDLES), oneOf(random, ATTACKS)]
    if (who.includes(handle)) continue
    tried++
    let got: unknown
    try {
      got = attack(files, demoPerson(files.db, handle), id)
    } catch (thrown) {
      expect(thrown).toMatchObject({ status: 404 })
    }
    const said = JSON.stringify(got ?? null)
    // Lists answer with what is the attacker's own business; of this request nothing stands in them.
    if (said.includes(CANARY) || said.includes(id)) read++
  }
  expect(read).toBe(0)
  expect(kept(files)).toBe(before)
})

test('an adviser on a contact request that was withdrawn: not there, whatever they try', async () => {
  const { files, aims } = scene()
  const [, , { id } = { id: '' }] = aims
  await withdrawContactRequest(files, allow(demoPerson(files.db, 'sanne'), 'contact-request.withdraw'), id, NOW)
  for (const handle of ['marieke', 'jan', 'els', 'sanne', 'fatima'] as const)
    for (const attack of ATTACKS) {
      let got: unknown
      try {
        got = attack(files, demoPerson(files.db, handle), id)
      } catch (thrown) {
        expect(thrown).toMatchObject({ status: 404 })
      }
      expect(JSON.stringify(got ?? null)).not.toContain(id)
    }
})

test('own words stand in their one column and nowhere else; sealed, in no file and no journal', () => {
  const at = path.join(folder, 'one')
  const seed = enquiryFiles('own')
  rmSync(at, { recursive: true, force: true })
  const files = { ...onDisk(seed, at), authStore: openAuthStore(':memory:') }
  const words = `${CANARY}-met-een-staart-van-zestien-tekens`
  const id = askAs(files, 'sanne', offerFor(files.db, 'science').id, words)
  expect(columnsWith(files, words)).toEqual(['enquiry_messages.words'])
  sealEnquiry(files, ENQUIRY_KEYS, allow(demoPerson(files.db, 'pieter'), 'enquiry.answer'), id, NOW)
  expect(columnsWith(files, words)).toEqual([])
  for (const file of [files.db, files.confidential]) emptyJournal(file)
  expect(foundIn(at, [Buffer.from(words)])).toBe(0)
  closeFiles(files)
})

test('sealed and cut before it was wiped here: nobody reads it twice, and the night or a second press wipes it', () => {
  for (const how of ['night', 'press'] as const) {
    const files = enquiryFiles()
    const id = askAs(files, 'sanne', offerFor(files.db, 'science').id, CANARY)
    const rows = prepared(files.db, 'SELECT * FROM enquiries').all() as Array<Record<string, unknown>>
    const pieter = allow(demoPerson(files.db, 'pieter'), 'enquiry.answer')
    sealEnquiry(files, ENQUIRY_KEYS, pieter, id, NOW)
    const [row = {}] = rows
    const names = Object.keys(row)
    prepared(files.db, `INSERT INTO enquiries (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`).run(
      ...Object.values(row),
    )
    expect(findOwnRequests(files, allow(demoPerson(files.db, 'sanne'), 'enquiry.send'), 'nl')).toHaveLength(1)
    if (how === 'press') sealEnquiry(files, ENQUIRY_KEYS, pieter, id, NOW)
    else ENQUIRY_ERASERS[0]?.erase({ ...files, now: NOW, machineNow: NOW, keep: 'P30D' })
    expect(prepared(files.db, 'SELECT count(*) FROM enquiries').pluck().get(), how).toBe(0)
    expect(prepared(files.confidential, 'SELECT count(*) FROM dossiers').pluck().get(), how).toBe(1)
  }
})

/** The same portal in files of a folder. */
function onDisk({ db }: EnquiryFiles, at: string) {
  mkdirSync(at)
  writeFileSync(path.join(at, 'koers.sqlite'), db.$client.serialize())
  return filesIn(at)
}

/** Every column of the main file in which these words stand. */
function columnsWith({ db }: Pick<EnquiryFiles, 'db'>, words: string): string[] {
  const there = new Set(prepared(db, "SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[])
  const tables = [...new Set(INVENTORY.filter(({ file }) => file === 'koers').map(({ table }) => table))]
  return tables
    .filter((table) => there.has(table))
    .flatMap((table) =>
      (prepared(db, 'SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[])
        .filter(
          (column) =>
            Number(
              prepared(db, `SELECT count(*) FROM ${table} WHERE instr(CAST(${column} AS TEXT), ?) > 0`)
                .pluck()
                .get(words),
            ) > 0,
        )
        .map((column) => `${table}.${column}`),
    )
}
