import { and, eq, inArray, or, sql } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import { ROLES, type Role } from '#app/access/vocabulary.ts'
import type { Language } from '#app/i18n/languages.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'
import { type PersonHandle, paths } from '#app/paths.ts'
import type { SessionCodes } from '#app/platform/http/session-codes.server.ts'
import type { Db } from '#db/open.server.ts'
import { providers, units } from '#db/schema/catalogue.ts'
import { affiliations, people, roleGrants } from '#db/schema/people.ts'
import { idsByName } from './directory/directory.server.ts'
import { countHeldSignIns } from './held-sign-ins.queries.server.ts'
import { LONGEST_SEARCH, PEOPLE_A_PAGE } from './people-question.ts'
import { aliasesOf, isNoAlias, standsFor } from './records/aliases.server.ts'
import { isWithin, listUnits } from './records/units.queries.server.ts'
import { validOn } from './records/valid-on.server.ts'

/** What the list of people is asked: words in a form, a role and a unit in the address. Empty where nothing was asked. */
export type PeopleQuestion = { typed: string; role: Role | null; unit: string | null; page: number }

export type RoleLine = { role: Role; unit: string | null; provider: string | null }
/** Somebody in the list; `href` is null for an id that has no page. */
export type PersonLine = {
  /** How they are written in addresses and forms of this auth session. */
  handle: PersonHandle | null
  href: string | null
  name: string
  isShutOut: boolean
  roles: RoleLine[]
  works: string[]
}
export type UnitOption = { id: string; name: string; depth: number }
export type PeoplePageData = {
  question: PeopleQuestion
  /** How many first sign-ins wait for somebody to look. */
  waiting: number
  units: UnitOption[]
  /** Nothing until something was asked: nobody leafs through everybody. */
  found: { total: number; page: number; pages: number; lines: PersonLine[] } | null
}

/** In which language, and how people are written in addresses. */
type Reader = { language: Language; codes: SessionCodes; now: Date }

/** The role and the unit of an address; what is no role or no unit here asks nothing. */
export function filterOf(db: Db, search: URLSearchParams): { role: Role | null; unit: string | null } {
  const role = ROLES.find((one) => one === search.get('role')) ?? null
  const id = search.get('unit') ?? ''
  const unit = db.select({ id: units.id }).from(units).where(eq(units.id, id)).get()
  return { role, unit: unit?.id ?? null }
}

/** Who works in this unit or under it now; with a role, who has it now and works there or has it for there. */
function idsOf(db: Db, { role, unit }: Pick<PeopleQuestion, 'role' | 'unit'>, today: string): Set<string> {
  const within = unit === null ? [] : [unit]
  const worksThere = db
    .selectDistinct({ id: sql<string>`${sql.raw(standsFor('affiliations.person_id'))}` })
    .from(affiliations)
    .where(and(isWithin(affiliations.unitId, within), validOn(affiliations.startsOn, affiliations.endsOn, today)))
  if (role === null) return new Set(worksThere.all().map(({ id }) => id))
  const person = sql<string>`${sql.raw(standsFor('role_grants.person_id'))}`
  const belongs = or(isWithin(roleGrants.unitId, within), inArray(person, worksThere))
  const counts = or(eq(roleGrants.role, 'employee'), sql.raw(isNoAlias('role_grants.person_id')))
  const hasRole = and(eq(roleGrants.role, role), validOn(roleGrants.startsOn, roleGrants.endsOn, today))
  const rows = db
    .selectDistinct({ id: person })
    .from(roleGrants)
    .where(and(hasRole, counts, unit === null ? undefined : belongs))
  return new Set(rows.all().map(({ id }) => id))
}

/** Somebody may be an employee by two records that were merged. */
function withoutDoubles(roles: ReadonlyArray<RoleLine>): RoleLine[] {
  return [...new Map(roles.map((line) => [`${line.role} ${line.unit} ${line.provider}`, line])).values()]
}

function linesOf(
  db: Db,
  ids: ReadonlyArray<string>,
  { language, codes }: Pick<Reader, 'language' | 'codes'>,
  today: string,
): PersonLine[] {
  const list = [...ids]
  const former = aliasesOf(db, list)
  const all = [...list, ...former.keys()]
  const personOf = (id: string) => former.get(id) ?? id
  const unitName = language === 'nl' ? units.nameNl : units.nameEn
  const providerName = language === 'nl' ? providers.nameNl : providers.nameEn
  const rows = db
    .select({ id: people.id, name: people.name, disabledAt: people.disabledAt })
    .from(people)
    .where(inArray(people.id, list))
    .all()
  const grants = db
    .select({ id: roleGrants.personId, role: roleGrants.role, unit: unitName, provider: providerName })
    .from(roleGrants)
    .leftJoin(units, eq(units.id, roleGrants.unitId))
    .leftJoin(providers, eq(providers.id, roleGrants.providerId))
    .where(
      and(
        inArray(roleGrants.personId, all),
        or(inArray(roleGrants.personId, list), eq(roleGrants.role, 'employee')),
        validOn(roleGrants.startsOn, roleGrants.endsOn, today),
      ),
    )
    .orderBy(roleGrants.role)
    .all()
  const works = db
    .select({ id: affiliations.personId, unit: unitName })
    .from(affiliations)
    .innerJoin(units, eq(units.id, affiliations.unitId))
    .where(and(inArray(affiliations.personId, all), validOn(affiliations.startsOn, affiliations.endsOn, today)))
    .orderBy(sql`2`)
    .all()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return list.flatMap((id) => {
    const row = byId.get(id)
    if (!row) return []
    const roles = grants
      .filter((one) => personOf(one.id) === id)
      .map(({ role, unit, provider }) => ({ role, unit, provider }))
    const worksAt = works.filter((one) => personOf(one.id) === id).map(({ unit }) => unit)
    const handle = codes.handleOf(id)
    return [
      {
        handle,
        href: handle && paths.person(language, handle),
        name: row.name,
        isShutOut: row.disabledAt !== null,
        roles: withoutDoubles(roles),
        works: [...new Set(worksAt)],
      },
    ]
  })
}

/** Units as a list to choose from, each under what it belongs to. */
export function unitOptions(db: Db, language: Language): UnitOption[] {
  return listUnits(db, language).map(({ id, name, depth }) => ({ id, name: name[language], depth }))
}

/** People, for the admin area: found by name, by role and by unit, fifty at a time. For administrators only (the table of trust: nobody else searches people). */
export function findPeoplePage(
  db: Db,
  _actor: Allowed<'person.search'>,
  question: PeopleQuestion,
  { language, codes, now }: Reader,
): PeoplePageData {
  const today = dayOf(now)
  const typed = question.typed.trim().slice(0, LONGEST_SEARCH)
  const asked = { ...question, typed }
  const options = unitOptions(db, language)
  const isFiltered = asked.role !== null || asked.unit !== null
  const waiting = countHeldSignIns(db)
  if (typed === '' && !isFiltered) return { question: asked, waiting, units: options, found: null }
  const chosen = isFiltered ? idsOf(db, asked, today) : null
  const ids = idsByName(db, typed, chosen)
  const pages = Math.max(1, Math.ceil(ids.length / PEOPLE_A_PAGE))
  const page = Math.min(Math.max(1, asked.page), pages)
  const shown = ids.slice((page - 1) * PEOPLE_A_PAGE, page * PEOPLE_A_PAGE)
  return {
    question: asked,
    waiting,
    units: options,
    found: { total: ids.length, page, pages, lines: linesOf(db, shown, { language, codes }, today) },
  }
}
