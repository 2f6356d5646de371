import { and, desc, eq, inArray, or } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import { type Relation, type Role, SYSTEMS, type System } from '#app/access/vocabulary.ts'
import { formatDayMonthYear } from '#app/i18n/format.ts'
import type { Language } from '#app/i18n/languages.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import type { DeliberateRead } from '#app/platform/http/deliberate-read.server.ts'
import type { AuthStore } from '#db/auth-store.server.ts'
import type { Db } from '#db/open.server.ts'
import { providers, units } from '#db/schema/catalogue.ts'
import { affiliations, people, relations, roleGrants } from '#db/schema/people.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { listAuthSessions } from './auth-sessions.server.ts'
import { type UnitOption, unitOptions } from './people.queries.server.ts'
import { currentIdOf, idsOfPerson } from './records/aliases.server.ts'
import { type MergeLine, mergeLines } from './records/merge-lines.queries.server.ts'
import type { CareerStage, StaffCategory } from './vocabulary.ts'

type When = 'now' | 'coming' | 'ended'
/** Days as they are read; `until` is null without an end. */
type Days = { from: string; until: string | null; when: When }

export type GrantLine = Days & {
  id: string
  role: Role
  unit: string | null
  provider: string | null
  /** Somebody's name, a part of the portal, or null for who is not here any more. */
  by: { name: string } | { system: System } | null
  /** Taken back before it had held for a day. */
  isWithdrawn: boolean
}
export type AffiliationLine = Days & { id: string; unit: string; category: StaffCategory; stage: CareerStage | null }
export type RelationLine = Days & { id: string; relation: Relation; record: string }

/** What an administrator sees of somebody: what the portal needs to let them in, and nothing of what they do here. */
export type PersonPageData = {
  name: string
  email: string | null
  language: Language
  isOwn: boolean
  shutOutSince: string | null
  affiliations: AffiliationLine[]
  grants: GrantLine[]
  relations: RelationLine[]
  /** How many sign-ins are open; with what and from where is not for administrators. */
  signIns: number
  units: UnitOption[]
  providers: Array<{ id: string; name: string }>
  /** The records that were merged into this one. */
  merges: MergeLine[]
  today: string
}

/** The fields an administrator reads, for the log. */
const READ = ['affiliations', 'email', 'language', 'name', 'relations', 'roles', 'sign-ins']

function daysOf(from: string, until: string | null, today: string, language: Language): Days {
  const when = until !== null && until < today ? 'ended' : from > today ? 'coming' : 'now'
  const read = (day: string) => formatDayMonthYear(language, day)
  return { from: read(from), until: until === null ? null : read(until), when }
}

function byWhom(grantedBy: string, name: string | null): GrantLine['by'] {
  if (name !== null) return { name }
  const system = SYSTEMS.find((one) => grantedBy === `system:${one}`)
  return system ? { system } : null
}

/** Their own roles, and that of employee of records that were merged into theirs: the others stopped. */
function grantLines(db: Db, ids: ReadonlyArray<string>, language: Language, today: string): GrantLine[] {
  // A second look at the same table: who granted it.
  const granters = db.select({ id: people.id, name: people.name }).from(people).as('granters')
  return db
    .select({
      id: roleGrants.id,
      role: roleGrants.role,
      unit: language === 'nl' ? units.nameNl : units.nameEn,
      provider: language === 'nl' ? providers.nameNl : providers.nameEn,
      startsOn: roleGrants.startsOn,
      endsOn: roleGrants.endsOn,
      grantedBy: roleGrants.grantedBy,
      granter: granters.name,
    })
    .from(roleGrants)
    .leftJoin(units, eq(units.id, roleGrants.unitId))
    .leftJoin(providers, eq(providers.id, roleGrants.providerId))
    .leftJoin(granters, eq(granters.id, roleGrants.grantedBy))
    .where(
      and(
        inArray(roleGrants.personId, [...ids]),
        or(eq(roleGrants.personId, ids[0] ?? ''), eq(roleGrants.role, 'employee')),
      ),
    )
    .orderBy(desc(roleGrants.startsOn), roleGrants.role, roleGrants.id)
    .all()
    .map(({ startsOn, endsOn, grantedBy, granter, ...line }) => ({
      ...line,
      ...daysOf(startsOn, endsOn, today, language),
      by: byWhom(grantedBy, granter),
      isWithdrawn: endsOn !== null && endsOn < startsOn,
    }))
}

function affiliationLines(db: Db, ids: ReadonlyArray<string>, language: Language, today: string): AffiliationLine[] {
  return db
    .select({
      id: affiliations.id,
      unit: language === 'nl' ? units.nameNl : units.nameEn,
      category: affiliations.staffCategory,
      stage: affiliations.careerStage,
      startsOn: affiliations.startsOn,
      endsOn: affiliations.endsOn,
    })
    .from(affiliations)
    .innerJoin(units, eq(units.id, affiliations.unitId))
    .where(inArray(affiliations.personId, [...ids]))
    .orderBy(desc(affiliations.startsOn), affiliations.id)
    .all()
    .map(({ startsOn, endsOn, ...line }) => ({ ...line, ...daysOf(startsOn, endsOn, today, language) }))
}

function relationLines(db: Db, ids: ReadonlyArray<string>, language: Language, today: string): RelationLine[] {
  return db
    .select()
    .from(relations)
    .where(inArray(relations.personId, [...ids]))
    .orderBy(desc(relations.startsAt), relations.id)
    .all()
    .map(({ id, relation, recordType, recordId, startsAt, endsAt }) => ({
      id,
      relation,
      record: `${recordType} ${recordId}`,
      ...daysOf(dayOf(startsAt), endsAt === null ? null : dayOf(endsAt), today, language),
    }))
}

function externalProviders(db: Db, language: Language): Array<{ id: string; name: string }> {
  const order = new Intl.Collator(language)
  return db
    .select({ id: providers.id, name: language === 'nl' ? providers.nameNl : providers.nameEn })
    .from(providers)
    .where(eq(providers.external, true))
    .all()
    .sort((a, b) => order.compare(a.name, b.name))
}

/**
 * Shows an administrator what the portal knows of somebody, and tells in the log, in the same transaction, that they looked: no look
 * goes untold. Nothing for somebody who is not there.
 */
export function viewPerson(
  db: Db,
  authStore: AuthStore,
  actor: Allowed<'person.view'>,
  read: DeliberateRead,
  id: string,
  language: Language,
  now: Date,
): PersonPageData | null {
  const today = dayOf(now)
  return inTransaction(db, (tx) => {
    const personId = currentIdOf(tx, id)
    const ids = idsOfPerson(tx, personId)
    const person = tx.select().from(people).where(eq(people.id, personId)).get()
    if (!person) return null
    const object = { type: 'person', id: personId }
    recordAudit(tx, actor, { action: 'person.view', object, subjectId: personId, fields: READ, read }, now)
    return {
      name: person.name,
      email: person.email,
      language: person.language,
      isOwn: personId === actor.id,
      shutOutSince: person.disabledAt === null ? null : formatDayMonthYear(language, person.disabledAt),
      affiliations: affiliationLines(tx, ids, language, today),
      grants: grantLines(tx, ids, language, today),
      relations: relationLines(tx, ids, language, today),
      signIns: listAuthSessions(tx, authStore, personId, now).length,
      units: unitOptions(tx, language),
      providers: externalProviders(tx, language),
      merges: mergeLines(tx, personId, language, now),
      today,
    }
  })
}
