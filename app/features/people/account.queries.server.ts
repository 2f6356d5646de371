import { aliasedTable, and, asc, desc, eq, gte, inArray, isNull, or } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import type { AuthSession, Visitor } from '#app/access/visitor.ts'
import type { Role } from '#app/access/vocabulary.ts'
import { formatDayMonthYear, formatList, formatMoment } from '#app/i18n/format.ts'
import type { Language } from '#app/i18n/languages.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'
import type { AuthStore } from '#db/auth-store.server.ts'
import type { Db } from '#db/open.server.ts'
import { providers, units } from '#db/schema/catalogue.ts'
import { affiliations, people, roleGrants } from '#db/schema/people.ts'
import { LONGEST_MS } from './auth-session-rules.ts'
import { listAuthSessions } from './auth-sessions.server.ts'
import { idsOfPerson } from './records/aliases.server.ts'
import { validOn } from './records/valid-on.server.ts'
import type { CareerStage, StaffCategory } from './vocabulary.ts'

export type AffiliationRow = {
  unit: string
  staffCategory: StaffCategory
  careerStage: CareerStage | null
  manager: string | null
  since: string
  until: string | null
}
/** A role that holds now. `places` names the units or the provider it is for; null when it is not bound to any. */
export type RoleRow = { role: Role; places: string | null; until: string | null; isWaiting: boolean }
export type SignInRow = { id: string; device: string; began: string; used: string; ends: string; isCurrent: boolean }
/** Where what is known of somebody comes from: the demo, the staff records, an administrator, or the service they sign in with. */
export type FactSource = 'demo' | 'import' | 'desk' | 'service'

export type AccountPageData = {
  name: string
  email: string | null
  language: Language
  source: FactSource
  affiliations: ReadonlyArray<AffiliationRow>
  roles: ReadonlyArray<RoleRow>
  signIns: ReadonlyArray<SignInRow>
  idleMinutes: number
  longestHours: number
}

const NAME = {
  nl: { unit: units.nameNl, provider: providers.nameNl },
  en: { unit: units.nameEn, provider: providers.nameEn },
}

/** Affiliations that have not ended, the one that began last first; also one that is still to begin. */
function findAffiliations(db: Db, personId: string, language: Language, today: string) {
  const managers = aliasedTable(people, 'managers')
  return db
    .select({
      unit: NAME[language].unit,
      staffCategory: affiliations.staffCategory,
      careerStage: affiliations.careerStage,
      manager: managers.name,
      startsOn: affiliations.startsOn,
      endsOn: affiliations.endsOn,
      source: affiliations.source,
    })
    .from(affiliations)
    .innerJoin(units, eq(units.id, affiliations.unitId))
    .leftJoin(managers, eq(managers.id, affiliations.managerId))
    .where(
      and(
        inArray(affiliations.personId, idsOfPerson(db, personId)),
        or(isNull(affiliations.endsOn), gte(affiliations.endsOn, today)),
      ),
    )
    .orderBy(desc(affiliations.startsOn), asc(NAME[language].unit))
    .all()
}

/** The roles that hold today; one for several units until the same day is one line. */
function findRoles(db: Db, visitor: Visitor, language: Language, today: string): RoleRow[] {
  const grants = db
    .select({
      role: roleGrants.role,
      unit: NAME[language].unit,
      provider: NAME[language].provider,
      endsOn: roleGrants.endsOn,
    })
    .from(roleGrants)
    .leftJoin(units, eq(units.id, roleGrants.unitId))
    .leftJoin(providers, eq(providers.id, roleGrants.providerId))
    .where(
      and(
        inArray(roleGrants.personId, idsOfPerson(db, visitor.person.id)),
        or(eq(roleGrants.personId, visitor.person.id), eq(roleGrants.role, 'employee')),
        validOn(roleGrants.startsOn, roleGrants.endsOn, today),
      ),
    )
    .orderBy(asc(roleGrants.createdAt), asc(roleGrants.role), asc(NAME[language].unit))
    .all()
  const lines = new Map<string, Omit<RoleRow, 'places'> & { places: string[] }>()
  for (const { role, unit, provider, endsOn } of grants) {
    const place = unit ?? provider
    // A role for everywhere and the same one for a unit are two lines.
    const key = [role, endsOn, place === null].join()
    const line = lines.get(key) ?? {
      role,
      places: [],
      until: endsOn && formatDayMonthYear(language, endsOn),
      isWaiting: visitor.waiting.includes(role),
    }
    if (place !== null) line.places.push(place)
    lines.set(key, line)
  }
  return [...lines.values()].map(({ places, ...line }) => ({
    ...line,
    places: places.length > 0 ? formatList(language, places) : null,
  }))
}

function signInRow(signIn: AuthSession, current: AuthSession, language: Language): SignInRow {
  return {
    id: signIn.id,
    device: signIn.device,
    began: formatMoment(language, signIn.createdAt),
    used: formatMoment(language, signIn.seenAt),
    ends: formatMoment(language, signIn.endsAt),
    isCurrent: signIn.id === current.id,
  }
}

/** The page "My account": what the portal knows of the actor, and of nobody else but the name of their line manager. */
export function findAccountPage(
  db: Db,
  authStore: AuthStore,
  actor: Allowed<'account.view'>,
  visitor: Visitor,
  language: Language,
  now: Date,
): AccountPageData {
  const today = dayOf(now)
  const row = db
    .select({ name: people.name, email: people.email, language: people.language })
    .from(people)
    .where(eq(people.id, actor.id))
    .get()
  const found = findAffiliations(db, actor.id, language, today)
  const { authSession } = visitor
  return {
    name: row?.name ?? '',
    email: row?.email ?? null,
    language: row?.language ?? language,
    source: found[0]?.source ?? (authSession.method === 'demo' ? 'demo' : 'service'),
    affiliations: found.map(({ source: _, startsOn, endsOn, ...rest }) => ({
      ...rest,
      since: formatDayMonthYear(language, startsOn),
      until: endsOn && formatDayMonthYear(language, endsOn),
    })),
    roles: findRoles(db, visitor, language, today),
    // The one in use first; the others as they come, the last used first.
    signIns: listAuthSessions(db, authStore, actor.id, now)
      .map((one) => signInRow(one, authSession, language))
      .sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent)),
    idleMinutes: authSession.idleMs / 60_000,
    longestHours: LONGEST_MS / 3_600_000,
  }
}
