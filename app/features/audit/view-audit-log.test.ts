import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type Actor, allow, asSystem } from '#app/access/actor.ts'
import { findAdminCounts } from '#app/features/people/admin.queries.server.ts'
import { idOfHandle } from '#app/features/people/find-person.server.ts'
import { readPerson } from '#app/features/people/read-person.server.ts'
import { type AuditEntry, recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { type Db, openDatabase } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { PLAIN_CODES } from '#tests/support/audit-codes.ts'
import { tellRandomActs } from '#tests/support/audit-log.ts'
import { freshDatabase, NOW, peopleDatabase } from '#tests/support/database.ts'
import { READ } from '#tests/support/deliberate-read.ts'
import { seeded } from '#tests/support/random.ts'
import { readAuditFilter } from './audit-filter.ts'
import { blankOldReasons } from './forget-reasons.server.ts'
import { EVENTS_A_PAGE, readLog } from './read-log.server.ts'
import { viewAuditLog } from './view-audit-log.server.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'koers-log-'))
afterAll(() => rmSync(folder, { recursive: true }))

const filterOf = (query: string) => readAuditFilter(new URLSearchParams(query), PLAIN_CODES)
const later = (minutes: number) => new Date(Number(NOW) + minutes * 60_000)

function university() {
  const db = peopleDatabase()
  const id = (handle: string) => idOfHandle(db, handle) ?? ''
  const person = (handle: string): Actor => {
    const known = readPerson(db, id(handle), NOW)
    if (!known) throw new Error(handle)
    return known.person
  }
  const told = (actor: Actor, act: Partial<AuditEntry>, at = later(1)) =>
    inTransaction(db, (tx) =>
      recordAudit(tx, actor, { action: 'role.grant', object: { type: 'role-grant', id: 'g' }, ...act }, at),
    )
  const view = (query = '', language: 'nl' | 'en' = 'nl', at = later(5)) => {
    const ada = allow(person('ada'), 'audit.view')
    const seen = viewAuditLog(db, ada, READ, { language, filter: filterOf(query), codes: PLAIN_CODES }, at)
    if (!seen.ok) throw new Error(seen.problem)
    return seen.value
  }
  const last = () => db.$client.prepare('SELECT * FROM audit_events ORDER BY seq DESC LIMIT 1').get()
  return { db, id, person, told, view, last }
}

test('events about a record that was merged are found under the person it stands for, by either id, until it is taken apart', () => {
  const { db, id, person, told } = university()
  const [sanne, omar, els] = [id('sanne'), id('omar'), id('els')]
  told(person('ada'), { subjectId: omar })
  told(person('omar'), { subjectId: els })
  const found = (one: string) =>
    readLog(db, filterOf(`person=${one}`))
      .rows.filter(({ at }) => at === Number(later(1)))
      .map(({ seq }) => seq)
  const [before, other] = [found(omar), found(sanne)]
  expect([before.length, other.length]).toEqual([2, 0])
  const alias = db.$client.prepare("INSERT INTO person_aliases VALUES (?, ?, ?, 'system:operator', 0, '{}')")
  alias.run(omar, sanne, sanne)
  expect([found(sanne), found(omar)]).toEqual([before, before])
  db.$client.exec('DELETE FROM person_aliases')
  expect([found(omar), found(sanne)]).toEqual([before, []])
})

test('an event is a sentence with who, what, about whom, when and on what ground, in both languages', () => {
  const { id, person, told, view } = university()
  told(person('ada'), { subjectId: id('sanne'), fields: ['advisor'], reason: 'Vervangt Jan.\nTot mei.' })
  expect(view().events[0]).toEqual({
    key: expect.any(String),
    moment: 'ma 1 februari 2027, 10:01',
    at: '2027-02-01T09:01:00.000Z',
    who: { name: 'Ada Maas', href: `/nl/desk/audit?person=${id('ada')}` },
    what: 'gaf een rol',
    details: 'Loopbaanadviseur',
    about: { name: 'Sanne de Wit', href: `/nl/desk/audit?person=${id('sanne')}` },
    object: 'rol g',
    ground: 'Rol: Beheerder en Medewerker',
    isRefused: false,
    reason: 'Vervangt Jan.\nTot mei.',
    isForgotten: false,
  })
  expect(view('', 'en').events[1]).toMatchObject({
    moment: 'Mon 1 February 2027, 10:01',
    what: 'granted a role',
    details: 'Career advisor',
    ground: 'Role: Administrator and Employee',
  })
})

test('what works without a person has a name, and who is not known any more is called that', () => {
  const { db, id, person, told, view } = university()
  told(person('jan'), { action: 'role.end', subjectId: id('omar'), fields: ['employee'] })
  told(asSystem('operator', 'role.end'), { action: 'role.end', subjectId: id('omar') })
  db.$client.prepare('DELETE FROM people WHERE id IN (?, ?)').run(id('omar'), id('jan'))
  const [byOperator, byJan] = view().events
  expect([byOperator?.who.name, byOperator?.ground]).toEqual(['De beheerder van de server', 'Opdracht op de server'])
  const unknown = 'iemand die niet meer bekend is'
  expect(byJan).toMatchObject({ who: { name: unknown }, about: { name: unknown } })
})

test('what somebody does with confidential data of their own is not on the page of administrators, and not even that there is any', () => {
  const { id, person, told, view } = university()
  for (const action of ['access-needs.save', 'access-needs.read', 'access-needs.clear', 'data-key.destroy'] as const)
    told(person('omar'), { action, object: { type: 'access-needs', id: id('omar') }, subjectId: id('omar') })
  expect(view(`person=${id('omar')}`).events.length).toBeGreaterThan(0)
  expect(JSON.stringify(view())).not.toMatch(/access-needs|toegangswensen|data-key/)
  expect(view(`person=${id('omar')}`).events.map(({ what }) => what)).not.toContain('bewaarde toegangswensen')
})

/** An event that a portal of another version could have left. */
function ofAnotherVersion(db: Db, action: string): void {
  db.$client.exec(`DROP TRIGGER IF EXISTS audit_events_in_order;
    INSERT INTO audit_events SELECT seq + 1000, at + 1000, operation_id, 'system:oracle', 'oracle', '${action}', 'moon', 'crater-3', NULL, 'flag',
    'break-glass:9', 'refused', '', '', '' FROM audit_events WHERE seq = 1`)
}

test('an object or a ground of another version is shown as it stands, a field of it is not', () => {
  const { db, view } = university()
  ofAnotherVersion(db, 'role.grant')
  expect(view().events[0]).toMatchObject({
    who: { name: 'system:oracle' },
    what: 'gaf een rol',
    details: '',
    about: null,
    object: 'moon crater-3',
    ground: 'break-glass:9',
    isRefused: true,
  })
})

test('an action that no feature of this version declares is shown to nobody', () => {
  const { db, view } = university()
  ofAnotherVersion(db, 'moon.land')
  expect(JSON.stringify([view(), view('action=moon.land'), view('result=refused')])).not.toMatch(/moon|oracle/)
})

test('hidden events leave no trace in the choices, the pages and the count of the desk', () => {
  const { db, id, person, told, view } = university()
  const actor = allow(person('ada'), 'admin.view')
  view()
  const before = view()
  const count = () => findAdminCounts(db, actor, NOW).audit
  const counted = count()
  for (let n = 0; n < 60; n++)
    told(person('jan'), {
      action: 'access-needs.save',
      object: { type: 'access-needs', id: id('jan') },
      subjectId: id('jan'),
    })
  told(asSystem('retention', 'access-needs.forget'), { action: 'data-key.destroy' })
  expect(count()).toBe(counted)
  const after = view()
  expect([after.actions, after.people, after.systems]).toEqual([before.actions, before.people, before.systems])
  // The newest is that the log was looked at before.
  expect(after.events.slice(1)).toEqual(before.events.slice(0, -1))
})

test('reading the log is told in it, once a page, with ids and closed values', () => {
  const { db, id, view, last } = university()
  const count = () => Number(db.$client.prepare('SELECT count(*) FROM audit_events').pluck().get())
  const before = count()
  view()
  expect(count()).toBe(before + 1)
  expect(last()).toMatchObject({
    actor_id: id('ada'),
    action: 'audit.view',
    object_type: 'audit-log',
    object_id: 'newest',
    subject_id: null,
    fields: 'came=portal',
    ground: 'role',
  })
  view(`person=${id('sanne')}&action=role.grant&from=2027-01-01&before=0.9`)
  expect(last()).toMatchObject({
    object_id: '9',
    subject_id: id('sanne'),
    fields: 'action=role.grant,came=portal,from=2027-01-01',
  })
  view('person=system%3Aseed&result=done')
  expect(last()).toMatchObject({ subject_id: null, fields: 'came=portal,person=system:seed,result=done' })
  expect(view().events[0]).toMatchObject({
    what: 'bekeek het auditlog',
    details: 'gefilterd op persoon en uitkomst; via een link in het portaal',
  })
  expect(count()).toBe(before + 4)
})

test('what is typed into the address and means nothing is not kept in the log', () => {
  const { view, last } = university()
  expect(view('person=sanne-is-ziek&action=dat.weet-iedereen').events).toEqual([])
  expect(last()).toMatchObject({ action: 'audit.view', subject_id: null, fields: 'came=portal' })
})

test('with a date that is wrong nothing is read, and nothing is told', () => {
  const { db, view } = university()
  const before = db.$client.prepare('SELECT total_changes()').pluck().get()
  expect(view('from=morgen')).toMatchObject({ problem: 'wrong-from', events: [], chosen: { from: 'morgen' } })
  expect(db.$client.prepare('SELECT total_changes()').pluck().get()).toBe(before)
})

test('what cannot be told is not read: while another process writes, the page is not there', () => {
  const file = path.join(folder, 'koers.sqlite')
  const [db, other] = [openDatabase(file, { waitMs: 20 }), openDatabase(file)]
  other.$client.exec('BEGIN IMMEDIATE')
  const ada: Actor = {
    id: 'a',
    grants: [{ role: 'administrator', unitId: null, providerId: null }],
    system: null,
  }
  const filter = filterOf('')
  const seen = viewAuditLog(db, allow(ada, 'audit.view'), READ, { language: 'nl', filter, codes: PLAIN_CODES }, NOW)
  expect(seen).toEqual({ ok: false, problem: 'busy' })
  other.$client.exec('ROLLBACK')
  for (const one of [db, other]) one.$client.close()
})

test('one chooses from the actions that occur and from those with a role beyond employee who did something', () => {
  const { id, person, told, view } = university()
  told(person('sanne'), {})
  told(person('fatima'), {})
  const page = view(`person=${id('sanne')}`)
  expect(page.people.map(({ text }) => text)).toEqual(['Fatima Yilmaz', 'Sanne de Wit'])
  expect(view().people.map(({ text }) => text)).toEqual(['Ada Maas', 'Fatima Yilmaz'])
  expect(page.systems).toEqual([{ value: 'system:seed', text: 'De opbouw van de demo' }])
  expect(view().actions.map(({ text }) => text)).toEqual([
    'bekeek het auditlog',
    'gaf een rol',
    'legde vast waar iemand werkt',
    'voegde een aanbieder toe',
    'voegde een competentie toe',
    'voegde een competentiemodel toe',
    'voegde een eenheid toe',
    'voegde een sluitingsdag toe',
    'voegde iemand toe',
  ])
  expect(view('action=role.end&person=nobody').people.at(-1)).toEqual({
    value: 'nobody',
    text: 'iemand die niet meer bekend is',
  })
})

test('a reason that was forgotten says so, and an event without one says nothing', () => {
  const { db, person, told, view } = university()
  told(person('ada'), { reason: 'Vervangt Jan.' })
  told(person('ada'), {})
  const after = new Date('2029-03-01T09:00:00Z')
  blankOldReasons(db, asSystem('retention', 'audit.forget-reasons'), after)
  const [, second, first] = view('', 'nl', after).events
  expect([first?.reason, first?.isForgotten]).toEqual([null, true])
  expect([second?.reason, second?.isForgotten]).toEqual([null, false])
})

/** What a page should hold, said without an index or a union. */
function expected(db: Db, query: string) {
  const { chosen, before } = filterOf(query)
  const all = db.$client.prepare('SELECT * FROM audit_events ORDER BY at DESC, seq DESC').all() as Array<
    Record<string, string | number>
  >
  const place = before === null ? 0 : all.findIndex(({ seq }) => seq === before.seq) + 1
  const day = (at: unknown) => new Date(Number(at) + 3_600_000).toISOString().slice(0, 10)
  return all
    .slice(place)
    .filter(
      (row) =>
        (!chosen.action || row.action === chosen.action) &&
        (!chosen.person || row.actor_id === chosen.person || row.subject_id === chosen.person) &&
        (!chosen.result || row.result === chosen.result) &&
        (!chosen.from || day(row.at) >= chosen.from) &&
        (!chosen.until || day(row.at) <= chosen.until),
    )
    .map(({ seq }) => seq)
}

test('every filter and every page of it gives exactly the events that fit, newest first (300 random questions)', () => {
  const db = freshDatabase()
  const random = seeded(11)
  tellRandomActs(db, random, 400, NOW)
  // A clock that was put back: the newest by time is not the last by number.
  tellRandomActs(db, random, 400, later(-600))
  const some = <T>(list: ReadonlyArray<T>): T | '' =>
    random() < 0.5 ? '' : (list[Math.floor(random() * list.length)] ?? '')
  const placeOf = (seq: number) => {
    const at = db.$client.prepare('SELECT at FROM audit_events WHERE seq = ?').pluck().get(seq)
    return PLAIN_CODES.placeCode({ at: Number(at), seq })
  }
  for (let n = 0; n < 300; n++) {
    const query = new URLSearchParams({
      action: some(['person.add', 'role.grant', 'role.end']),
      person: some(['a', 'b', 'c', 'system:seed']),
      result: some(['done', 'refused', 'refused']),
      from: some(['2027-01-31', '2027-02-01']),
      until: random() < 0.2 ? '2027-02-01' : '',
      before: random() < 0.4 ? placeOf(1 + Math.floor(random() * 800)) : '',
    }).toString()
    const { rows, hasMore } = readLog(db, filterOf(query))
    const wanted = expected(db, query)
    expect(
      rows.map(({ seq }) => seq),
      query,
    ).toEqual(wanted.slice(0, EVENTS_A_PAGE))
    expect(hasMore, query).toBe(wanted.length > EVENTS_A_PAGE)
  }
})

test('from page to page one meets every event once, also when others are added meanwhile', () => {
  const db = freshDatabase()
  tellRandomActs(db, seeded(12), 180, NOW)
  const met: number[] = []
  let before = ''
  for (let hasMore = true; hasMore; ) {
    const page = readLog(db, filterOf(before))
    met.push(...page.rows.map(({ seq }) => seq))
    hasMore = page.hasMore
    const last = page.rows.at(-1)
    before = last ? `before=${PLAIN_CODES.placeCode(last)}` : ''
    tellRandomActs(db, seeded(13), 7, later(10_000))
  }
  expect(met).toEqual(Array.from({ length: 180 }, (_, n) => 180 - n))
})

test.each([
  '',
  'action=role.end',
  'person=a',
  'person=a&action=role.end&result=refused',
  'result=refused',
  'from=2027-02-01&until=2027-02-02',
  'before=1801472400000.7',
])('a page is found by an index, never by reading the whole log or sorting it: %s', (query) => {
  const asked: string[] = []
  const db = openDatabase(':memory:', { onStatement: (sql) => asked.push(String(sql)) })
  tellRandomActs(db, seeded(1), 10, NOW)
  asked.length = 0
  readLog(db, filterOf(query))
  const plans = asked.flatMap(
    (sql) => db.$client.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as Array<{ detail: string }>,
  )
  const bad = plans.map(({ detail }) => detail).filter((detail) => /SCAN audit_events$/.test(detail))
  expect(bad).toEqual([])
})
