import { type Allowed, allow } from '#app/access/actor.ts'
import type { Role } from '#app/access/vocabulary.ts'
import type { Language } from '#app/i18n/languages.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'
import { isCareful } from './auth-session-rules.ts'
import { whyPeopleCannotMerge } from './merge-people.server.ts'
import { findPeoplePage, type PersonLine } from './people.queries.server.ts'
import { LONGEST_SEARCH, PEOPLE_A_PAGE } from './people-question.ts'
import { currentIdOf } from './records/aliases.server.ts'
import type { MergeProblem } from './roles/merge-rules.ts'

/** Into whom something is merged: their name is all that the first step shows. */
export type MergeTarget = { id: string; name: string }

/** One of two records, as far as it says whether they are the same person, and nothing of what anybody does here. */
export type MergeSide = {
  name: string
  email: string | null
  homeOrganisation: string | null
  staffNumber: string | null
  works: string[]
  /** With how many accounts they sign in. */
  accounts: number
  roles: Role[]
}

/** Two records beside each other, with what becomes of them. */
export type MergePreview = {
  into: MergeSide
  other: MergeSide
  /** Which roles hold after it for the person, and which of the other record stop. */
  after: { hold: Role[]; stop: Role[]; movesNumber: boolean }
  /** Why it cannot be done, before anybody has filled in anything. */
  problem: Exclude<MergeProblem, 'needs-reason'> | null
}

const SIDE = `SELECT id, name, email, home_organisation AS homeOrganisation, staff_number AS staffNumber,
  (SELECT count(*) FROM identities WHERE person_id = people.id) AS accounts FROM people WHERE id = ?`
const ROLES = `SELECT DISTINCT role FROM role_grants WHERE person_id = ? AND (ends_on IS NULL OR (ends_on >= ? AND ends_on >= starts_on))
  ORDER BY role`
const UNITS = {
  nl: 'SELECT DISTINCT name_nl FROM affiliations JOIN units ON units.id = unit_id WHERE person_id = ? ORDER BY 1',
  en: 'SELECT DISTINCT name_en FROM affiliations JOIN units ON units.id = unit_id WHERE person_id = ? ORDER BY 1',
} as const

function sideOf(tx: Tx, id: string, language: Language, now: Date): (MergeSide & { id: string }) | null {
  const row = prepared(tx, SIDE).get(id) as (Omit<MergeSide, 'works' | 'roles'> & { id: string }) | undefined
  if (!row) return null
  const works = prepared(tx, UNITS[language]).pluck().all(id) as string[]
  return { ...row, works, roles: prepared(tx, ROLES).pluck().all(id, dayOf(now)) as Role[] }
}

/** Whose page it is; nobody for oneself, because nobody merges a record of their own. */
export function findMergeTarget(db: Db, actor: Allowed<'person.merge'>, id: string): MergeTarget | null {
  const personId = currentIdOf(db, id)
  if (personId === actor.id) return null
  const row = prepared(db, 'SELECT id, name FROM people WHERE id = ?').get(personId)
  return (row as MergeTarget | undefined) ?? null
}

/** People of this name, one of whom may be the same person; not the person themselves, nor oneself. */
export function findOthersToMerge(
  db: Db,
  actor: Allowed<'person.merge'>,
  { id, typed }: { id: string; typed: string },
  reader: Parameters<typeof findPeoplePage>[3],
): PersonLine[] {
  const question = { typed: typed.slice(0, LONGEST_SEARCH), role: null, unit: null, page: 1 }
  const { found } = findPeoplePage(db, allow(actor, 'person.search'), question, reader)
  const left = [currentIdOf(db, id), actor.id].map(reader.codes.handleOf)
  return (found?.lines ?? []).filter(({ handle }) => handle !== null && !left.includes(handle)).slice(0, PEOPLE_A_PAGE)
}

const READ = ['accounts', 'affiliations', 'email', 'home-organisation', 'name', 'roles', 'staff-number']

/**
 * Shows two records beside each other, and what holds after a merge; tells in the log of each that it was looked at. Asks nothing of what
 * is confidential: it is the same whether there is anything.
 */
export function previewMerge(
  db: Db,
  actor: Allowed<'person.merge'>,
  { id, otherId }: { id: string; otherId: string },
  language: Language,
  now: Date,
): MergePreview | null {
  return inTransaction(db, (tx) => {
    const one = sideOf(tx, currentIdOf(tx, id), language, now)
    const two = sideOf(tx, otherId, language, now)
    if (!one || !two) return null
    for (const { id: subjectId } of [one, two]) {
      const object = { type: 'person', id: subjectId }
      recordAudit(tx, actor, { action: 'person.view', object, subjectId, fields: READ }, now)
    }
    const merge = { mergedId: two.id, intoId: one.id, reason: '?' }
    const [{ id: _one, ...into }, { id: _two, ...other }] = [one, two]
    const problem = whyPeopleCannotMerge(tx, actor, merge, now)
    return {
      into,
      other,
      after: {
        hold:
          into.roles.includes('employee') || !other.roles.includes('employee')
            ? into.roles
            : ['employee', ...into.roles],
        stop: other.roles.filter(isCareful),
        movesNumber: other.staffNumber !== null && into.staffNumber === null,
      },
      problem: problem === 'needs-reason' ? null : problem,
    }
  })
}
