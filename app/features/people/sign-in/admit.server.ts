import { and, eq } from 'drizzle-orm'
import { asSystem } from '#app/access/actor.ts'
import type { Role } from '#app/access/vocabulary.ts'
import type { Language } from '#app/i18n/languages.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import { identities, people, roleGrants } from '#db/schema/people.ts'
import type { Tx } from '#db/transaction.server.ts'
import { addIdentity, addPerson } from '../add-person.server.ts'
import { isCareful } from '../auth-session-rules.ts'
import { idOfIdentity } from '../find-person.server.ts'
import { grantRole } from '../grant-role.server.ts'
import { grantsOf } from '../read-person.server.ts'
import type { SignInProblem } from '../sign-in-problems.ts'
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
  'other-organisation' | 'not-employed' | 'other-person' | 'incomplete' | 'mixed-up' | 'no-access'
>

type AdmissionRules = { homeOrganisations: ReadonlyArray<string>; affiliations: ReadonlyArray<string> }

/** Whom the HR system knows by this number, before they ever signed in. Only the number counts: an e-mail address is given out anew, and is no proof. */
function idOfStaffNumber(tx: Tx, staffNumber: string | null): string | undefined {
  if (staffNumber === null) return undefined
  return tx.select({ id: people.id }).from(people).where(eq(people.staffNumber, staffNumber)).get()?.id
}

function hasIdentityAt(tx: Tx, personId: string, issuer: string): boolean {
  const same = and(eq(identities.personId, personId), eq(identities.issuer, issuer))
  return tx.select({ subject: identities.subject }).from(identities).where(same).get() !== undefined
}

function rolesEverOf(tx: Tx, personId: string): Role[] {
  const rows = tx.select({ role: roleGrants.role }).from(roleGrants).where(eq(roleGrants.personId, personId)).all()
  return rows.map(({ role }) => role)
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

/** Takes over what the service says now of name, e-mail and organisation; the audit log says which of them, and nothing is written when all is the same. */
function keepUpToDate(tx: Tx, personId: string, { issuer, subject, claims }: SignInAttempt, now: Date): void {
  const person = tx.select().from(people).where(eq(people.id, personId)).get()
  const identity = and(eq(identities.issuer, issuer), eq(identities.subject, subject))
  const organisation = tx.select().from(identities).where(identity).get()?.homeOrganisation
  const name = claims.name ?? person?.name ?? ''
  const email = claims.email ?? person?.email ?? null
  const fields = [
    ...(name === person?.name ? [] : ['name']),
    ...(email === person?.email ? [] : ['email']),
    ...(claims.homeOrganisation === organisation ? [] : ['home-organisation']),
  ]
  if (fields.length === 0) return
  tx.update(people)
    .set({ name, email, updatedAt: Number(now) })
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

function addNew(tx: Tx, { claims, language }: SignInAttempt, now: Date): string {
  const person = { name: claims.name ?? '', email: claims.email, language: claims.language ?? language }
  return addPerson(tx, asSystem('sign-in', 'person.add'), { ...person, staffNumber: claims.staffNumber }, now)
}

/**
 * Finds or makes the person who comes, by issuer and subject, never by an e-mail address; somebody of the HR file, at their first sign-in,
 * by staff number. Who comes for the first time gets the role of employee; every other role is granted by somebody. Answers their id.
 */
export function admit(
  tx: Tx,
  attempt: SignInAttempt,
  allowed: AdmissionRules,
  now: Date,
): Outcome<string, AdmissionProblem> {
  const { issuer, subject, claims } = attempt
  const byIdentity = idOfIdentity(tx, issuer, subject)
  const byNumber = byIdentity ? undefined : idOfStaffNumber(tx, claims.staffNumber)
  const known = byIdentity ?? byNumber
  const isEmployed = whyNotAdmitted(claims, false, allowed) === null
  const standing = known ? standingOf(tx, known, now) : NOBODY
  const problem = whyRefused(attempt, known, standing, isEmployed, allowed)
  if (problem) return refused(problem)
  if (byNumber && hasIdentityAt(tx, byNumber, issuer)) return refused('mixed-up')

  const personId = known ?? addNew(tx, attempt, now)
  if (!byIdentity) {
    const identity = { issuer, subject, personId, homeOrganisation: claims.homeOrganisation }
    addIdentity(tx, asSystem('sign-in', 'person.add'), identity, now)
  }
  keepUpToDate(tx, personId, attempt, now)
  if (isEmployed && !standing.ever.includes('employee')) {
    const granted = grantRole(tx, asSystem('sign-in', 'role.grant'), { personId, role: 'employee' }, now)
    if (!granted.ok) throw new Error(`an employee got no role: ${granted.problem}`)
  }
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
