import { expect, test } from 'vitest'
import { type Allowed, allow, asSystem } from '#app/access/actor.ts'
import type { Role } from '#app/access/vocabulary.ts'
import { addDays, dayOf } from '#app/i18n/zoned-time.ts'
import { openAuthStore } from '#db/auth-store.server.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { PLAIN_CODES } from '#tests/support/audit-codes.ts'
import { confidentialFiles, NOW, peopleDatabase } from '#tests/support/database.ts'
import { READ } from '#tests/support/deliberate-read.ts'
import { byChance, oneOf, tries } from '#tests/support/random.ts'
import { addAffiliation, addIdentity, addPerson } from './add-person.server.ts'
import { listAuthSessions, startAuthSession } from './auth-sessions.server.ts'
import { erasePerson, idsOfGone } from './erase-person.server.ts'
import { idOfHandle, idOfIdentity } from './find-person.server.ts'
import { grantRole } from './grant-role.server.ts'
import { mergePeople, unmergePeople } from './merge-people.server.ts'
import { findPeoplePage } from './people.queries.server.ts'
import { viewPerson } from './person.queries.server.ts'
import { readPerson } from './read-person.server.ts'
import { setDisabled } from './roles/end-role.server.ts'
import { type MergeFacts, UNDO_MS, whyNotMerged, whyNotUnmerged } from './roles/merge-rules.ts'

const operator = asSystem('operator', 'person.merge')
const later = (ms: number) => new Date(Number(NOW) + ms)

type Portal = { db: Db; authStore: ReturnType<typeof openAuthStore> }
const portalOf = (): Portal => ({ db: peopleDatabase(), authStore: openAuthStore(':memory:') })

let made = 0
type Facts = { number?: string; subject?: string; roles?: Role[]; works?: boolean; name?: string }
function add({ db }: Portal, { number, subject, roles = ['employee'], works, name }: Facts = {}): string {
  made++
  return inTransaction(db, (tx) => {
    const adding = asSystem('operator', 'person.add')
    const facts = { name: name ?? `Person ${made}`, language: 'nl', staffNumber: number ?? null } as const
    const id = addPerson(tx, adding, { ...facts, homeOrganisation: number ? 'a.example' : null }, NOW)
    if (subject) addIdentity(tx, adding, { issuer: 'i', subject, personId: id, homeOrganisation: 'a.example' }, NOW)
    for (const role of roles) grantRole(tx, asSystem('operator', 'role.grant'), { personId: id, role }, NOW)
    if (works) addWork(tx, id)
    return id
  })
}

function addWork(tx: Parameters<typeof addAffiliation>[0], personId: string, startsOn = '2020-01-01'): string {
  const affiliation = { personId, unitId: 'law', staffCategory: 'academic', careerStage: null, startsOn } as const
  return addAffiliation(tx, asSystem('operator', 'person.change'), { ...affiliation, source: 'import' }, NOW)
}

const merge = (
  { db, authStore }: Portal,
  mergedId: string,
  intoId: string,
  actor: Allowed<'person.merge'> = operator,
  now = NOW,
) => inTransaction(db, (tx) => mergePeople(tx, authStore, actor, { mergedId, intoId, reason: 'twee keer' }, now))
const unmerge = ({ db, authStore }: Portal, mergedId: string, actor: Allowed<'person.merge'> = operator, now = NOW) =>
  inTransaction(db, (tx) => unmergePeople(tx, authStore, actor, { mergedId }, now))

const numberOf = ({ db }: Portal, id: string) =>
  db.$client.prepare('SELECT staff_number FROM people WHERE id = ?').pluck().get(id)
const worksOf = ({ db }: Portal, id: string) =>
  db.$client.prepare('SELECT count(*) FROM affiliations WHERE person_id = ?').pluck().get(id)

function ada(portal: Portal) {
  const person = readPerson(portal.db, idOfHandle(portal.db, 'ada') ?? '', NOW)?.person
  if (!person) throw new Error('no Ada')
  return person
}

/** Starts an auth session, and answers how many somebody has. */
function sessionsOf({ db, authStore }: Portal, personId: string): number {
  return listAuthSessions(db, authStore, personId, NOW).length
}
function startSession({ db, authStore }: Portal, personId: string): void {
  const session = { personId, method: 'oidc', assured: true, device: 'x' } as const
  startAuthSession(db, authStore, asSystem('sign-in', 'sign-in.begin'), session, NOW)
}

test('the account, the number and its positions move; the id stands for the other, whose sessions go on and whose roles hold', () => {
  const portal = portalOf()
  const imported = add(portal, { number: '1', works: true, roles: ['employee', 'advisor'] })
  const came = add(portal, { subject: 's' })
  for (const id of [imported, came]) startSession(portal, id)
  expect(merge(portal, imported, came)).toEqual({ ok: true, value: came })
  expect(readPerson(portal.db, imported, NOW)).toBeNull()
  expect(readPerson(portal.db, came, NOW)?.person).toMatchObject({ id: came, formerIds: [imported] })
  expect(readPerson(portal.db, came, NOW)?.person.grants.map(({ role }) => role)).toEqual(['employee'])
  expect([numberOf(portal, imported), numberOf(portal, came)]).toEqual([null, '1'])
  expect([worksOf(portal, imported), worksOf(portal, came)]).toEqual([0, 1])
  expect([sessionsOf(portal, imported), sessionsOf(portal, came)]).toEqual([0, 1])
  const event = portal.db.$client.prepare(
    'SELECT action, object_id, subject_id, fields FROM audit_events ORDER BY seq DESC',
  )
  expect(event.get()).toEqual({
    action: 'person.merge',
    object_id: imported,
    subject_id: came,
    fields: 'affiliations,staff-number',
  })
})

test('taken back within a day, everything is where it was, also what an import added meanwhile; nobody stays signed in', () => {
  const portal = portalOf()
  const imported = add(portal, { number: '1', works: true })
  const came = add(portal, { subject: 's' })
  merge(portal, imported, came)
  startSession(portal, came)
  inTransaction(portal.db, (tx) => void addWork(tx, came, '2026-09-01'))
  expect(unmerge(portal, imported, operator, later(UNDO_MS - 1))).toEqual({ ok: true, value: came })
  expect([numberOf(portal, imported), numberOf(portal, came)]).toEqual(['1', null])
  expect([worksOf(portal, imported), worksOf(portal, came)]).toEqual([2, 0])
  expect(idOfIdentity(portal.db, 'i', 's')).toBe(came)
  expect(readPerson(portal.db, imported, NOW)?.person.formerIds).toBeUndefined()
  expect(readPerson(portal.db, came, NOW)?.person.formerIds).toBeUndefined()
  expect(sessionsOf(portal, came)).toBe(0)
  expect(unmerge(portal, imported)).toMatchObject({ problem: 'no-merge' })
})

test('with two numbers each stays, and the role of employee of the merged record counts on', () => {
  const portal = portalOf()
  const [one, two] = [add(portal, { number: '1', works: true }), add(portal, { number: '2', works: true, roles: [] })]
  merge(portal, one, two)
  expect([numberOf(portal, one), numberOf(portal, two), worksOf(portal, one)]).toEqual(['1', '2', 1])
  expect(readPerson(portal.db, two, NOW)?.person.grants.map(({ role }) => role)).toEqual(['employee'])
  const actor = allow(ada(portal), 'person.view')
  const page = viewPerson(portal.db, portal.authStore, actor, READ, one, 'nl', NOW)
  expect([page?.affiliations.length, page?.merges.map(({ id }) => id)]).toEqual([2, [one]])
})

test('careful roles of a merged record never come along, nor can it get new ones, nor be shut out by itself', () => {
  const portal = portalOf()
  const [one, two] = [add(portal, { roles: ['employee', 'coordinator'] }), add(portal)]
  merge(portal, one, two)
  expect(readPerson(portal.db, two, NOW)?.person.grants.map(({ role }) => role)).toEqual(['employee'])
  inTransaction(portal.db, (tx) => {
    const granting = asSystem('operator', 'role.grant')
    expect(grantRole(tx, granting, { personId: one, role: 'advisor' }, NOW)).toMatchObject({ problem: 'no-person' })
    const change = { personId: one, disabled: true }
    expect(setDisabled(tx, asSystem('operator', 'person.change'), change, NOW)).toMatchObject({ problem: 'no-person' })
  })
})

test('chains are one step for every reader; circles and a record twice are refused; only the last is taken back first', () => {
  const portal = portalOf()
  const [a, b, c] = [add(portal, { subject: 'a' }), add(portal, { subject: 'b' }), add(portal, { subject: 'c' })]
  merge(portal, a, b)
  expect(merge(portal, b, a)).toMatchObject({ problem: 'same-person' })
  expect(merge(portal, a, a)).toMatchObject({ problem: 'same-person' })
  expect(merge(portal, a, c)).toMatchObject({ problem: 'merged-already' })
  expect(merge(portal, b, c).ok).toBe(true)
  expect(readPerson(portal.db, c, NOW)?.person.formerIds).toEqual([a, b].sort())
  expect(['a', 'b', 'c'].map((subject) => idOfIdentity(portal.db, 'i', subject))).toEqual([c, c, c])
  expect(unmerge(portal, a)).toMatchObject({ problem: 'merged-on' })
  expect(unmerge(portal, b).ok).toBe(true)
  expect(readPerson(portal.db, b, NOW)?.person.formerIds).toEqual([a])
  expect(['a', 'b', 'c'].map((subject) => idOfIdentity(portal.db, 'i', subject))).toEqual([b, b, c])
  expect(unmerge(portal, a).ok).toBe(true)
  expect(idOfIdentity(portal.db, 'i', 'a')).toBe(a)
  // Into a record that stands for another: into that other.
  merge(portal, a, b)
  expect(merge(portal, c, a)).toEqual({ ok: true, value: b })
})

test('nobody merges a record of their own, also not one that stands for them, and nobody takes such a merge back', () => {
  const portal = portalOf()
  const other = add(portal, { subject: 's' })
  const administrator = allow(ada(portal), 'person.merge')
  expect(merge(portal, other, administrator.id, administrator)).toMatchObject({ problem: 'own-role' })
  expect(merge(portal, administrator.id, other, administrator)).toMatchObject({ problem: 'own-role' })
  expect(merge(portal, other, administrator.id).ok).toBe(true)
  expect(unmerge(portal, other, administrator)).toMatchObject({ problem: 'own-role' })
  expect(idOfIdentity(portal.db, 'i', 's')).toBe(administrator.id)
})

test('the last administrator is not merged away; with another one who is no merged record, they may be', () => {
  const portal = portalOf()
  const last = ada(portal).id
  const other = add(portal)
  expect(merge(portal, last, other)).toMatchObject({ problem: 'last-administrator' })
  const second = add(portal, { roles: ['administrator'] })
  const target = add(portal)
  expect(merge(portal, second, target).ok).toBe(true)
  expect(merge(portal, last, other)).toMatchObject({ problem: 'last-administrator' })
  expect(merge(portal, last, add(portal, { roles: ['administrator'] })).ok).toBe(true)
})

test('somebody shut out gets no new way in by a merge, nor by taking it back', () => {
  const portal = portalOf()
  const [one, two] = [add(portal, { subject: 's' }), add(portal)]
  const shut = (personId: string, disabled: boolean) =>
    inTransaction(portal.db, (tx) =>
      setDisabled(tx, asSystem('operator', 'person.change'), { personId, disabled }, NOW),
    )
  shut(one, true)
  expect(merge(portal, one, two)).toMatchObject({ problem: 'one-is-shut-out' })
  expect(merge(portal, two, one)).toMatchObject({ problem: 'one-is-shut-out' })
  shut(one, false)
  merge(portal, one, two)
  shut(two, true)
  expect(unmerge(portal, one).ok).toBe(true)
  expect(readPerson(portal.db, one, NOW)).toBeNull()
})

test('a search finds the person by either name, once, and never the merged record', () => {
  const portal = portalOf()
  const [one, two] = [
    add(portal, { name: 'Zwaantje Oudnaam', works: true }),
    add(portal, { name: 'Zwaantje Nieuwnaam' }),
  ]
  const actor = allow(ada(portal), 'person.search')
  const find = (typed: string, unit: string | null = null) =>
    findPeoplePage(
      portal.db,
      actor,
      { typed, role: null, unit, page: 1 },
      { language: 'nl', codes: PLAIN_CODES, now: NOW },
    ).found?.lines.map(({ href }) => href?.split('/').at(-1))
  expect(find('zwaantje')).toHaveLength(2)
  merge(portal, one, two)
  for (const typed of ['zwaantje', 'oudnaam', 'nieuwnaam']) expect(find(typed)).toEqual([two])
  expect(find('zwaantje', 'law')).toEqual([two])
  unmerge(portal, one)
  expect(find('oudnaam')).toEqual([one])
})

test('who is erased is erased with all that stands for them, and not before the last of it has ended', () => {
  const portal = portalOf()
  const { db, authStore } = portal
  const [one, two] = [
    add(portal, { number: '1', works: true, subject: 's' }),
    add(portal, { number: '2', works: true }),
  ]
  merge(portal, one, two)
  const today = dayOf(NOW)
  const end = (id: string, day: string) => {
    db.$client.prepare('UPDATE role_grants SET ends_on = ? WHERE person_id = ?').run(day, id)
    db.$client.prepare('UPDATE affiliations SET ends_on = ? WHERE person_id = ?').run(day, id)
  }
  end(two, addDays(today, -100))
  expect(idsOfGone(db, 'P30D', NOW)).toEqual([])
  end(one, addDays(today, -90))
  expect(idsOfGone(db, 'P30D', NOW)).toEqual([two])
  const left: string[] = []
  erasePerson(
    { db, authStore, ...confidentialFiles() },
    asSystem('retention', 'person.erase'),
    two,
    [(_, id) => void left.push(id)],
    NOW,
  )
  expect(left).toEqual([two, one])
  const rows = db.$client.prepare(
    `SELECT (SELECT count(*) FROM people WHERE id IN (@one, @two)) + (SELECT count(*) FROM person_aliases) +
     (SELECT count(*) FROM identities WHERE subject = 's') AS n`,
  )
  expect(rows.get({ one, two })).toEqual({ n: 0 })
  const erased = db.$client
    .prepare("SELECT object_id FROM audit_events WHERE action = 'person.erase' ORDER BY 1")
    .pluck()
  expect(erased.all()).toEqual([one, two].sort())
})

const may: MergeFacts = {
  areKnown: true,
  areOne: false,
  isMergedAlready: false,
  isOwn: false,
  isOneShutOut: false,
  leavesNoAdministrator: false,
  hasReason: true,
}
test.each<[Partial<MergeFacts>, string | null]>([
  [{}, null],
  [{ areKnown: false }, 'no-person'],
  [{ areOne: true }, 'same-person'],
  [{ isMergedAlready: true }, 'merged-already'],
  [{ isOwn: true }, 'own-role'],
  [{ isOneShutOut: true }, 'one-is-shut-out'],
  [{ leavesNoAdministrator: true }, 'last-administrator'],
  [{ hasReason: false }, 'needs-reason'],
  [{ isOwn: true, hasReason: false }, 'own-role'],
])('the rule of merging: %j is %s', (facts, problem) => {
  expect(whyNotMerged({ ...may, ...facts })).toBe(problem)
})

test.each([
  [{}, null],
  [{ isMerged: false }, 'no-merge'],
  [{ isOwn: true }, 'own-role'],
  [{ wasMergedOn: true }, 'merged-on'],
  [{ ageMs: UNDO_MS - 1 }, null],
  [{ ageMs: UNDO_MS }, 'too-late'],
])('the rule of taking back: %j is %s', (facts, problem) => {
  expect(whyNotUnmerged({ isMerged: true, isOwn: false, wasMergedOn: false, ageMs: 0, ...facts })).toBe(problem)
})

/** What the portal should say: who stands for whom, by the merges that stand, and where accounts and numbers are. */
class Model {
  readonly into = new Map<string, string>()
  readonly moved = new Map<string, { subjects: string[]; number: string | null }>()
  readonly subject = new Map<string, string>()
  readonly number = new Map<string, string>()

  current(id: string): string {
    const next = this.into.get(id)
    return next === undefined ? id : this.current(next)
  }

  former(id: string): string[] {
    return [...this.into.keys()].filter((one) => this.current(one) === id).sort()
  }

  merge(from: string, to: string): string | null {
    const into = this.current(to)
    if (this.current(from) === into) return 'same-person'
    if (this.into.has(from)) return 'merged-already'
    const subjects = [...this.subject].filter(([, owner]) => owner === from).map(([subject]) => subject)
    for (const subject of subjects) this.subject.set(subject, into)
    const [own, other] = [this.number.get(from), this.number.get(into)]
    const number = own !== undefined && other === undefined ? own : null
    if (number !== null) {
      this.number.delete(from)
      this.number.set(into, number)
    }
    this.into.set(from, into)
    this.moved.set(from, { subjects, number })
    return null
  }

  unmerge(from: string): string | null {
    const into = this.into.get(from)
    if (into === undefined) return 'no-merge'
    if (this.into.has(into)) return 'merged-on'
    const moved = this.moved.get(from)
    for (const subject of moved?.subjects ?? []) if (this.subject.get(subject) === into) this.subject.set(subject, from)
    if (moved?.number && this.number.get(into) === moved.number) {
      this.number.delete(into)
      this.number.set(from, moved.number)
    }
    this.into.delete(from)
    return null
  }
}

test('in any order of merging, taking back and merging anew, every id stands for whom the model says', () =>
  byChance((random) => {
    for (let round = 0; round < tries(400); round++) {
      const portal = portalOf()
      const model = new Model()
      const ids = Array.from({ length: 6 }, (_, place) => {
        const number = random() < 0.5 ? `${place}` : undefined
        const id = add(portal, { subject: `s${place}`, works: number !== undefined, ...(number ? { number } : {}) })
        model.subject.set(`s${place}`, id)
        if (number) model.number.set(id, number)
        return id
      })
      const works = () => portal.db.$client.prepare('SELECT count(*) FROM affiliations').pluck().get()
      const before = works()
      for (let step = 0; step < 25; step++) {
        const [one, two] = [oneOf(random, ids), oneOf(random, ids)]
        const merges = random() < 0.55
        const outcome = merges ? merge(portal, one, two) : unmerge(portal, one)
        const wanted = merges ? model.merge(one, two) : model.unmerge(one)
        expect(outcome.ok ? null : outcome.problem).toBe(wanted)
        for (const id of ids) {
          const person = readPerson(portal.db, id, NOW)?.person
          expect(person?.id).toBe(model.into.has(id) ? undefined : id)
          if (person) expect(person.formerIds ?? []).toEqual(model.former(id))
          expect(numberOf(portal, id) ?? undefined).toBe(model.number.get(id))
          // A position is where its number is.
          expect(worksOf(portal, id)).toBe(model.number.has(id) ? 1 : 0)
        }
        for (const [subject, owner] of model.subject) expect(idOfIdentity(portal.db, 'i', subject)).toBe(owner)
        expect(works()).toBe(before)
      }
    }
  }))
