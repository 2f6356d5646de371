import { hasRole, may, type Person } from './actor.ts'
import type { Role, SignInMethod } from './vocabulary.ts'

/** Where somebody is signed in, as its owner may know it; never the token that is in the cookie. Moments are UTC milliseconds. */
export type AuthSession = {
  readonly id: string
  readonly method: SignInMethod
  /** Whether they proved with a second factor who they are, as far as the sign-in service told. */
  readonly assured: boolean
  /** When they last proved at the sign-in service who they are, with what counts there; null when that is not known. */
  readonly confirmedAt: number | null
  readonly device: string
  readonly createdAt: number
  readonly seenAt: number
  /** Ends then, whatever happens; sooner when it is not used for `idleMs`. */
  readonly endsAt: number
  readonly idleMs: number
}

/** Who asks: a person, the sign-in they came with, and the roles that wait until they confirm once more who they are. */
export type Visitor = {
  readonly person: Person
  readonly authSession: AuthSession
  readonly waiting: ReadonlyArray<Role>
}

/** The entries of the main menu for what a role lets somebody do, in the order in which they go first: there is room for one. */
const WORK_ENTRIES = [
  { entry: 'publishing', roles: ['hr-publisher'] },
  { entry: 'advice', roles: ['advisor', 'coordinator'] },
] as const satisfies ReadonlyArray<{ entry: string; roles: ReadonlyArray<Role> }>
export type WorkArea = (typeof WORK_ENTRIES)[number]['entry']

/** The entries with a page behind them: whoever adds the first page of one puts it here, and its address in app/ui/work-entry.tsx. */
export const WORK_WITH_PAGE: ReadonlyArray<WorkArea> = ['publishing']

/** What stands in the header for this person. It is all that a page which is the same for many may know of who reads it. */
export type Menu = {
  readonly entries: ReadonlyArray<'account' | 'todo' | 'admin'>
  readonly work?: WorkArea
  readonly idleMinutes: number
}

export function menuOf({ person, authSession }: Visitor, withPage: ReadonlyArray<WorkArea> = WORK_WITH_PAGE): Menu {
  const work = WORK_ENTRIES.find(
    ({ entry, roles }) => withPage.includes(entry) && roles.some((role) => hasRole(person, role)),
  )
  return {
    entries: ['account', 'todo', ...(may(person, 'admin.view') ? (['admin'] as const) : [])],
    ...(work ? { work: work.entry } : {}),
    idleMinutes: authSession.idleMs / 60_000,
  }
}
