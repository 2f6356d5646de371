import type { Allowed } from '#app/access/actor.ts'
import type { Role } from '#app/access/vocabulary.ts'
import { formatMoment } from '#app/i18n/format.ts'
import type { Language } from '#app/i18n/languages.ts'
import { paths } from '#app/paths.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import type { DeliberateRead } from '#app/platform/http/deliberate-read.server.ts'
import type { SessionCodes } from '#app/platform/http/session-codes.server.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { type HeldSide, listHeldSignIns } from './held-sign-ins.queries.server.ts'

/** One waiting sign-in as an administrator sees it: both sides, and what the account would get. */
export type HeldLine = {
  number: number
  /** The page of the person it would be. */
  href: string | null
  known: HeldSide
  said: HeldSide
  issuer: string
  roles: Role[]
  accounts: number
  isSomebodyElse: boolean
  /** Nobody decides about a sign-in to their own record. */
  isOwn: boolean
  first: string
  last: string
}

const READ = ['email', 'home-organisation', 'name', 'staff-number']

/** Shows an administrator which first sign-ins wait, and tells in the log whose records they are about; nothing is told when none waits. */
export function viewHeldSignIns(
  db: Db,
  actor: Allowed<'sign-in.decide'>,
  read: DeliberateRead,
  { language, codes, now }: { language: Language; codes: SessionCodes; now: Date },
): HeldLine[] {
  if (listHeldSignIns(db, now).length === 0) return []
  const hrefOf = (personId: string) => {
    const handle = codes.handleOf(personId)
    return handle && paths.person(language, handle)
  }
  return inTransaction(db, (tx) => {
    const held = listHeldSignIns(tx, now)
    for (const subjectId of new Set(held.map(({ personId }) => personId))) {
      const object = { type: 'person', id: subjectId }
      recordAudit(tx, actor, { action: 'sign-in.view-held', object, subjectId, fields: READ, read }, now)
    }
    return held.map(({ said: { issuer, ...said }, firstAt, lastAt, personId, ...line }) => ({
      ...line,
      href: hrefOf(personId),
      said,
      issuer,
      isOwn: personId === actor.id,
      first: formatMoment(language, firstAt),
      last: formatMoment(language, lastAt),
    }))
  })
}
