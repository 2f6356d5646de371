import { asSystem } from '#app/access/actor.ts'
import { ROLES, type Role } from '#app/access/vocabulary.ts'
import { formatDate } from '#app/i18n/format.ts'
import { addDays, dayOf } from '#app/i18n/zoned-time.ts'
import { type Call, EXIT } from '#app/platform/command/command.server.ts'
import { parseDay } from '#app/platform/tables/parse-day.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { grantRole } from '../grant-role.server.ts'
import { endRole } from '../roles/end-role.server.ts'
import { type ListedPerson, openGrants, personMeant } from './list.queries.server.ts'
import { type CommandContext, grantText, printable, tooLong, writeLine, wrongCall } from './registry.server.ts'

type Meant = { person: ListedPerson; role: Role }
/** Days such as `2027-02-03`; null where the call names none. */
type Days = { from: string | null; until: string | null }

function isRole(word: string): word is Role {
  return (ROLES as ReadonlyArray<string>).includes(word)
}

/** Who is meant by the second word, and which role by the third. Answers the exit code when there is no such one. */
function personAndRole(context: CommandContext): Meant | number {
  const { io, t, words } = context.call
  const [, word, role, more] = words
  if (!word || !role || more !== undefined) return wrongCall(context)
  if (!isRole(role))
    return writeLine(io, EXIT.unusable, t('operator:role.unknown-role', { role, roles: ROLES.join(', ') }))
  const person = personMeant(context.db, word)
  return person ? { person, role } : writeLine(io, EXIT.refused, t('operator:call.no-person', { handle: word }))
}

/** A day of a flag; null when it is not given. Answers the flag when it is no day. */
function dayOfFlag({ text }: Call, flag: 'from' | 'until'): { ok: true; day: string | null } | { ok: false } {
  const said = text(flag)
  if (said === undefined) return { ok: true, day: null }
  const day = parseDay(said)
  return day === undefined ? { ok: false } : { ok: true, day }
}

function readDays(context: CommandContext): Days | number {
  const { call } = context
  const [from, until] = [dayOfFlag(call, 'from'), dayOfFlag(call, 'until')]
  const wrong = from.ok ? 'until' : 'from'
  if (!from.ok || !until.ok)
    return writeLine(
      call.io,
      EXIT.unusable,
      call.t('operator:person.wrongDay', { flag: `--${wrong}`, value: call.text(wrong) }),
    )
  return { from: from.day, until: until.day }
}

/** Who and which role is meant, and from when until when. Answers the exit code, after a sentence, when the call cannot be read. */
function readCall(context: CommandContext): { meant: Meant; days: Days } | number {
  const meant = personAndRole(context)
  const days = readDays(context)
  const long = tooLong(context)
  if (typeof meant === 'number') return meant
  if (typeof days === 'number') return days
  return long ?? { meant, days }
}

/** `grant HANDLE ROLE`: grants a role, for a unit or provider, from a day to a day. */
export function grant(context: CommandContext): number {
  const { db, now, call } = context
  const { io, t, text } = call
  const said = readCall(context)
  if (typeof said === 'number') return said
  const { meant, days } = said
  const wanted = {
    role: meant.role,
    unitId: text('unit') ?? null,
    providerId: text('provider') ?? null,
    startsOn: days.from ?? dayOf(now),
    endsOn: days.until,
  }
  const reason = text('reason')
  const granted = inTransaction(db, (tx) =>
    grantRole(
      tx,
      asSystem('operator', 'role.grant'),
      { ...wanted, personId: meant.person.id, ...(reason ? { reason } : {}) },
      now,
    ),
  )
  const handle = printable(meant.person)
  if (!granted.ok) {
    const { unitId, providerId } = wanted
    return writeLine(
      io,
      EXIT.refused,
      t(`operator:role.${granted.problem}`, { handle, role: meant.role, unit: unitId, provider: providerId }),
    )
  }
  io.out(t('operator:person.granted', { handle, grant: grantText(context, wanted) }))
  return EXIT.done
}

/** `end HANDLE ROLE`: ends a role at once, or with a day. */
export function endRoleCommand(context: CommandContext): number {
  const { db, now, call } = context
  const { io, t, text } = call
  const said = readCall(context)
  if (typeof said === 'number') return said
  const { meant, days } = said
  if (days.from) return wrongCall(context)
  const handle = printable(meant.person)
  const [unit, provider, reason] = [text('unit'), text('provider'), text('reason')]
  const held = openGrants(db, meant.person.id, now).filter(
    (one) =>
      one.role === meant.role &&
      (unit === undefined || one.unitId === unit) &&
      (provider === undefined || one.providerId === provider),
  )
  const [first, second] = held
  if (!first) return writeLine(io, EXIT.refused, t('operator:role.no-grant', { handle, role: meant.role }))
  if (second) {
    io.err(t('operator:role.several', { handle, role: meant.role }))
    for (const one of held) io.err(`  ${grantText(context, one)}`)
    return EXIT.refused
  }
  const ended = inTransaction(db, (tx) =>
    endRole(
      tx,
      asSystem('operator', 'role.end'),
      { grantId: first.id, lastDay: days.until, ...(reason ? { reason } : {}) },
      now,
    ),
  )
  if (!ended.ok) return writeLine(io, EXIT.refused, t(`operator:role.${ended.problem}`, { handle, role: meant.role }))
  const day = formatDate(call.language, days.until ?? addDays(dayOf(now), -1))
  io.out(t(days.until ? 'operator:person.endsOn' : 'operator:person.ended', { handle, role: meant.role, day }))
  return EXIT.done
}
