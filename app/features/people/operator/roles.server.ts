import { asSystem } from '#app/access/actor.ts'
import { formatDate } from '#app/i18n/format.ts'
import { addDays, dayOf } from '#app/i18n/zoned-time.ts'
import { type Call, EXIT } from '#app/platform/command/command.server.ts'
import { parseDay } from '#app/platform/tables/parse-values.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { grantRole } from '../grant-role.server.ts'
import { endRole } from '../roles/end-role.server.ts'
import { ROLES, type Role } from '../vocabulary.ts'
import { type ListedPerson, openGrants, personMeant } from './list.queries.server.ts'
import { type Desk, grantText, say, shown, tooLong, wrongCall } from './registry.server.ts'

type Meant = { person: ListedPerson; role: Role }
/** Days such as `2027-02-03`; null where the call names none. */
type Days = { from: string | null; until: string | null }

function isRole(word: string): word is Role {
  return (ROLES as ReadonlyArray<string>).includes(word)
}

/** Who is meant by the second word, and which role by the third. Answers the exit code when there is no such one. */
function personAndRole(desk: Desk): Meant | number {
  const { io, t, words } = desk.call
  const [, word, role, more] = words
  if (!word || !role || more !== undefined) return wrongCall(desk)
  if (!isRole(role)) return say(io, EXIT.unusable, t('operator:role.unknown-role', { role, roles: ROLES.join(', ') }))
  const person = personMeant(desk.db, word)
  return person ? { person, role } : say(io, EXIT.refused, t('operator:call.no-person', { handle: word }))
}

/** A day of a flag; null when it is not given. Answers the flag when it is no day. */
function dayOfFlag({ text }: Call, flag: 'from' | 'until'): { ok: true; day: string | null } | { ok: false } {
  const said = text(flag)
  if (said === undefined) return { ok: true, day: null }
  const day = parseDay(said)
  return day === undefined ? { ok: false } : { ok: true, day }
}

function readDays(desk: Desk): Days | number {
  const { call } = desk
  const [from, until] = [dayOfFlag(call, 'from'), dayOfFlag(call, 'until')]
  const wrong = from.ok ? 'until' : 'from'
  if (!from.ok || !until.ok)
    return say(
      call.io,
      EXIT.unusable,
      call.t('operator:person.wrongDay', { flag: `--${wrong}`, value: call.text(wrong) }),
    )
  return { from: from.day, until: until.day }
}

/** Who and which role is meant, and from when until when. Answers the exit code, after a sentence, when the call cannot be read. */
function readCall(desk: Desk): { meant: Meant; days: Days } | number {
  const meant = personAndRole(desk)
  const days = readDays(desk)
  const long = tooLong(desk)
  if (typeof meant === 'number') return meant
  if (typeof days === 'number') return days
  return long ?? { meant, days }
}

/** `grant HANDLE ROLE`: grants a role, for a unit or provider, from a day to a day. */
export function grant(desk: Desk): number {
  const { db, now, call } = desk
  const { io, t, text } = call
  const said = readCall(desk)
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
  const handle = shown(meant.person)
  if (!granted.ok) {
    const { unitId, providerId } = wanted
    return say(
      io,
      EXIT.refused,
      t(`operator:role.${granted.problem}`, { handle, role: meant.role, unit: unitId, provider: providerId }),
    )
  }
  io.out(t('operator:person.granted', { handle, grant: grantText(desk, wanted) }))
  return EXIT.done
}

/** `end HANDLE ROLE`: ends a role at once, or with a day. */
export function end(desk: Desk): number {
  const { db, now, call } = desk
  const { io, t, text } = call
  const said = readCall(desk)
  if (typeof said === 'number') return said
  const { meant, days } = said
  if (days.from) return wrongCall(desk)
  const handle = shown(meant.person)
  const [unit, provider, reason] = [text('unit'), text('provider'), text('reason')]
  const held = openGrants(db, meant.person.id, now).filter(
    (one) =>
      one.role === meant.role &&
      (unit === undefined || one.unitId === unit) &&
      (provider === undefined || one.providerId === provider),
  )
  const [first, second] = held
  if (!first) return say(io, EXIT.refused, t('operator:role.no-grant', { handle, role: meant.role }))
  if (second) {
    io.err(t('operator:role.several', { handle, role: meant.role }))
    for (const one of held) io.err(`  ${grantText(desk, one)}`)
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
  if (!ended.ok) return say(io, EXIT.refused, t(`operator:role.${ended.problem}`, { handle, role: meant.role }))
  const day = formatDate(call.language, days.until ?? addDays(dayOf(now), -1))
  io.out(t(days.until ? 'operator:person.endsOn' : 'operator:person.ended', { handle, role: meant.role, day }))
  return EXIT.done
}
