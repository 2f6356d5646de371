import { and, eq } from 'drizzle-orm'
import { asSystem } from '#app/access/actor.ts'
import type { Role } from '#app/access/vocabulary.ts'
import type { Language } from '#app/i18n/languages.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import { prepared } from '#db/prepare.server.ts'
import { identities, people } from '#db/schema/people.ts'
import type { Tx } from '#db/transaction.server.ts'
import { addIdentity, addPerson } from '../add-person.server.ts'
import { isCareful } from '../auth-session-rules.ts'
import { idOfIdentity } from '../find-person.server.ts'
import { grantRole } from '../grant-role.server.ts'
import { grantsOf } from '../read-person.server.ts'
import { currentIdOf, idsOfPerson } from '../records/aliases.server.ts'
import { type HrKey, idOfHrKey, noteOrganisationOf } from '../records/hr-key.server.ts'
import type { SignInProblem } from '../sign-in-problems.ts'
import { whyFirstSignInWaits } from './first-sign-in-rules.ts'
import { dropHeldSignIn, holdSignIn, isSaidToBeSomebodyElse } from './hold-sign-in.server.ts'
import { type PersonClaims, whyNotAdmitted } from './oidc-claims.ts'

/** A sign-in as the sign-in service reports it. */
export type SignInAttempt = {
  issuer: string
  subject: string
  claims: PersonClaims
  /** Whether they proved with a second factor who they are; their careful roles hold then. */
  assured: boolean
  /** Of the pages they read, for somebody new whose service says none. */
  language: Language
  /** Who has to come: the one who began a confirmation. */
  expected: string | null
}

export type AdmissionProblem = Extract<
  SignInProblem,
  'other-organisation' | 'not-employed' | 'other-person' | 'incomplete' | 'waits' | 'no-access'
>

type AdmissionRules = { homeOrganisations: ReadonlyArray<string>; affiliations: ReadonlyArray<string> }

/** The key of the HR system that the service says; nothing without a number and an organisation: each alone says nobody. */
function hrKeyOf({ homeOrganisation, staffNumber }: PersonClaims): HrKey | null {
  return homeOrganisation === null || staffNumber === null ? null : { homeOrganisation, staffNumber }
}

/**
 * Whom the HR system knows by this organisation and number, before they ever signed in. Only these count: an e-mail address is given out
 * anew, and is no proof.
 */
function idOfStaffNumber(tx: Tx, claims: PersonClaims, { homeOrganisations }: AdmissionRules): string | undefined {
  const key = hrKeyOf(claims)
  const id = key && idOfHrKey(tx, key, homeOrganisations.length === 1)
  return id ? currentIdOf(tx, id) : undefined
}

function hasIdentityAt(tx: Tx, personId: string, issuer: string): boolean {
  const same = and(eq(identities.personId, personId), eq(identities.issuer, issuer))
  return tx.select({ subject: identities.subject }).from(identities).where(same).get() !== undefined
}

const ROLES_EVER = 'SELECT role FROM role_grants WHERE person_id IN (SELECT value FROM json_each(?))'
const RELATIONS = 'SELECT 1 FROM relations WHERE person_id IN (SELECT value FROM json_each(?)) LIMIT 1'

function rolesEverOf(tx: Tx, personId: string): Role[] {
  return prepared(tx, ROLES_EVER)
    .pluck()
    .all(JSON.stringify(idsOfPerson(tx, personId))) as Role[]
}

function hasRelations(tx: Tx, personId: string): boolean {
  return prepared(tx, RELATIONS).get(JSON.stringify(idsOfPerson(tx, personId))) !== undefined
}

type Standing = { roles: Role[]; ever: Role[]; isDisabled: boolean }
const NOBODY: Standing = { roles: [], ever: [], isDisabled: false }

function standingOf(tx: Tx, personId: string, now: Date): Standing {
  const row = tx.select({ disabledAt: people.disabledAt }).from(people).where(eq(people.id, personId)).get()
  return {
    roles: grantsOf(tx, personId, now).map(({ role }) => role),
    ever: rolesEverOf(tx, personId),
    isDisabled: row?.disabledAt !== null,
  }
}

/** Why they stay outside; asked before anything is written, so that a refusal leaves no trace in the database. */
function whyRefused(
  attempt: SignInAttempt,
  known: string | undefined,
  standing: Standing,
  isEmployed: boolean,
  allowed: AdmissionRules,
): AdmissionProblem | null {
  if (attempt.expected !== null && known !== attempt.expected) return 'other-person'
  const problem = whyNotAdmitted(attempt.claims, standing.roles.includes('provider'), allowed)
  if (problem === 'not-employed' && standing.ever.includes('provider')) return 'no-access'
  if (problem) return problem
  if (standing.isDisabled) return 'no-access'
  if (!known) return attempt.claims.name === null ? 'incomplete' : null
  const getsRole = isEmployed && !standing.ever.includes('employee')
  return standing.roles.length > 0 || getsRole ? null : 'no-access'
}

/** The number the service says, where the portal knows none of this person and nobody else has it. */
function newKeyOf(tx: Tx, person: { staffNumber: string | null }, attempt: SignInAttempt, rules: AdmissionRules) {
  const key = person.staffNumber === null ? hrKeyOf(attempt.claims) : null
  return key && idOfStaffNumber(tx, attempt.claims, rules) === undefined ? key : null
}

/**
 * Takes over what the service says now of name, e-mail and organisation, of somebody it is known to be already; the audit log says which of
 * them, and nothing is written when all is the same. Never at the sign-in that first matches somebody: it would erase what stood there.
 */
function keepUpToDate(tx: Tx, personId: string, attempt: SignInAttempt, rules: AdmissionRules, now: Date): void {
  const { issuer, subject, claims } = attempt
  const person = tx.select().from(people).where(eq(people.id, personId)).get()
  if (!person) return
  const identity = and(eq(identities.issuer, issuer), eq(identities.subject, subject))
  const organisation = tx.select().from(identities).where(identity).get()?.homeOrganisation
  const name = claims.name ?? person.name
  const email = claims.email ?? person.email
  const key = newKeyOf(tx, person, attempt, rules)
  const fields = [
    ...(name === person.name ? [] : ['name']),
    ...(email === person.email ? [] : ['email']),
    ...(claims.homeOrganisation === organisation ? [] : ['home-organisation']),
    ...(key ? ['staff-number'] : []),
  ]
  if (fields.length === 0) return
  tx.update(people)
    .set({ name, email, ...key, updatedAt: Number(now) })
    .where(eq(people.id, personId))
    .run()
  tx.update(identities).set({ homeOrganisation: claims.homeOrganisation }).where(identity).run()
  const actor = asSystem('sign-in', 'person.change')
  recordAudit(
    tx,
    actor,
    { action: 'person.change', object: { type: 'person', id: personId }, subjectId: personId, fields },
    now,
  )
}

/** Adds somebody new, with their staff number unless it is another person's already. */
function addNew(tx: Tx, { claims, language }: SignInAttempt, isNumberOfOther: boolean, now: Date): string {
  const { name, email, homeOrganisation } = claims
  const staffNumber = isNumberOfOther ? null : claims.staffNumber
  const person = { name: name ?? '', email, language: claims.language ?? language, homeOrganisation, staffNumber }
  return addPerson(tx, asSystem('sign-in', 'person.add'), person, now)
}

/** Ties the account that comes to somebody the HR system knows. A number that had no organisation yet gets it now. */
function tie(tx: Tx, attempt: SignInAttempt, personId: string, now: Date): void {
  const { issuer, subject, claims } = attempt
  const identity = { issuer, subject, personId, homeOrganisation: claims.homeOrganisation }
  addIdentity(tx, asSystem('sign-in', 'person.add'), identity, now)
  dropHeldSignIn(tx, issuer, subject)
  noteOrganisationOf(tx, personId, claims)
}

/** Gives the role of employee, once: when somebody ended it, a sign-in does not bring it back. */
function grantEmployee(tx: Tx, personId: string, now: Date): void {
  const granted = grantRole(tx, asSystem('sign-in', 'role.grant'), { personId, role: 'employee' }, now)
  if (!granted.ok) throw new Error(`an employee got no role: ${granted.problem}`)
}

/**
 * Finds or makes the person who comes, by issuer and subject, never by an e-mail address; somebody of the HR file, at their first sign-in,
 * by organisation and staff number, unless that waits for somebody (`whyFirstSignInWaits`). Who comes for the first time gets the role of
 * employee; every other role is granted by somebody. Answers their id.
 */
export function admit(
  tx: Tx,
  attempt: SignInAttempt,
  rules: AdmissionRules,
  now: Date,
): Outcome<string, AdmissionProblem> {
  const { issuer, subject, claims } = attempt
  const byIdentity = idOfIdentity(tx, issuer, subject)
  const ofNumber = byIdentity ? undefined : idOfStaffNumber(tx, claims, rules)
  const isNumberOfOther = ofNumber !== undefined && isSaidToBeSomebodyElse(tx, issuer, subject, ofNumber)
  const byNumber = isNumberOfOther ? undefined : ofNumber
  const known = byIdentity ?? byNumber
  const isEmployed = whyNotAdmitted(claims, false, rules) === null
  const standing = known ? standingOf(tx, known, now) : NOBODY
  const problem = whyRefused(attempt, known, standing, isEmployed, rules)
  if (problem) return refused(problem)
  if (byNumber) {
    const hasAccountHere = hasIdentityAt(tx, byNumber, issuer)
    const facts = { rolesEver: standing.ever, hasRelations: hasRelations(tx, byNumber), hasAccountHere }
    if (whyFirstSignInWaits(facts)) {
      holdSignIn(tx, asSystem('sign-in', 'sign-in.begin'), { issuer, subject, claims, personId: byNumber }, now)
      return refused('waits')
    }
  }

  const personId = known ?? addNew(tx, attempt, isNumberOfOther, now)
  if (byIdentity) keepUpToDate(tx, personId, attempt, rules, now)
  else tie(tx, attempt, personId, now)
  if (isEmployed && !standing.ever.includes('employee')) grantEmployee(tx, personId, now)
  // Only where somebody may read about others: a record of each colleague's visits is nobody's business (docs/decisions/009).
  if (attempt.assured && standing.roles.some(isCareful)) {
    const actor = asSystem('sign-in', 'sign-in.begin')
    recordAudit(
      tx,
      actor,
      { action: 'sign-in.begin', object: { type: 'person', id: personId }, subjectId: personId },
      now,
    )
  }
  return done(personId)
}
