import { formatDate } from '#app/i18n/format.ts'
import { LONGEST_REASON } from '#app/platform/audit/reason.ts'
import { type Call, type CommandIo, EXIT } from '#app/platform/command/command.server.ts'
import type { AuthStore } from '#db/auth-store.server.ts'
import type { Db } from '#db/open.server.ts'
import type { ListedGrant, ListedPerson } from './list.queries.server.ts'

/** What a part of `npm run person` works with. */
export type CommandContext = { db: Db; authStore: () => AuthStore; now: Date; call: Call }

const LONGEST = { name: 200, email: 320, reason: LONGEST_REASON } as const

/** Tells what is wrong, and answers with the exit code for it. */
export function writeLine(io: CommandIo, code: number, line: string): number {
  io.err(line)
  return code
}

export function wrongCall({ call: { io, t } }: CommandContext): number {
  return writeLine(io, EXIT.unusable, t('operator:call.wrong-call'))
}

/** The short name of somebody, or their id where they have none. */
export function printable({ handle, id }: ListedPerson): string {
  return handle ?? id
}

/** `administrator, from Mon 1 February 2027`, with its unit or provider and its end where it has them. */
export function grantText({ call: { t, language } }: CommandContext, grant: Omit<ListedGrant, 'id'>): string {
  const from = t('operator:person.from', { day: formatDate(language, grant.startsOn) })
  const until = grant.endsOn && t('operator:person.until', { day: formatDate(language, grant.endsOn) })
  const where = grant.unitId ?? grant.providerId
  return [where ? `${grant.role} (${where})` : grant.role, from, until].filter(Boolean).join(', ')
}

/** The exit code, after a sentence, when a text of a flag is longer than what is kept; else null. */
export function tooLong({ call }: CommandContext): number | null {
  const flag = (['name', 'email', 'reason'] as const).find((one) => (call.text(one) ?? '').length > LONGEST[one])
  return flag
    ? writeLine(call.io, EXIT.unusable, call.t('operator:person.tooLong', { flag: `--${flag}`, most: LONGEST[flag] }))
    : null
}
