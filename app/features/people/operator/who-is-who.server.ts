import { asSystem } from '#app/access/actor.ts'
import { formatMoment } from '#app/i18n/format.ts'
import { EXIT } from '#app/platform/command/command.server.ts'
import { visibleText } from '#app/platform/text/visible-text.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { decideHeldSignIn } from '../decide-held-sign-in.server.ts'
import { type HeldSide, type HeldSignIn, listHeldSignIns } from '../held-sign-ins.queries.server.ts'
import { mergePeople, unmergePeople } from '../merge-people.server.ts'
import { type ListedPerson, recordMeant } from './list.queries.server.ts'
import { type CommandContext, printable, tooLong, writeLine, wrongCall } from './registry.server.ts'

function sideText({ name, email, homeOrganisation, staffNumber }: HeldSide): string {
  // What a service says is somebody else's text: nothing of it may steer a terminal.
  return [name, email, homeOrganisation, staffNumber].map((part) => visibleText(part ?? '-')).join(', ')
}

function heldLines({ call: { t, language } }: CommandContext, held: HeldSignIn): string[] {
  const { number, known, said, roles, accounts } = held
  const moments = { first: formatMoment(language, held.firstAt), last: formatMoment(language, held.lastAt) }
  return [
    t(held.isSomebodyElse ? 'operator:person.held.other' : 'operator:person.held.waits', { number, ...moments }),
    `  ${t('operator:person.held.known', { side: sideText(known) })}`,
    `  ${t('operator:person.held.roles', { roles: roles.length > 0 ? roles.join(', ') : '-' })}`,
    ...(accounts > 0 ? [`  ${t('operator:person.held.accounts', { count: accounts })}`] : []),
    `  ${t('operator:person.held.said', { side: sideText(said), issuer: said.issuer })}`,
  ]
}

/** `admit`: which first sign-ins wait, with both sides; `admit NUMBER [--refuse]` says whether it is the same person. */
export function admitCommand(context: CommandContext): number {
  const { db, now, call } = context
  const { io, t, words, text, is } = call
  const [, word, more] = words
  if (more !== undefined) return wrongCall(context)
  if (word === undefined) {
    const held = listHeldSignIns(db, now)
    if (held.length === 0) io.out(t('operator:person.held.none'))
    for (const one of held) for (const line of heldLines(context, one)) io.out(line)
    return EXIT.done
  }
  const long = tooLong(context)
  if (long !== null) return long
  const number = /^[1-9]\d{0,8}$/.test(word) ? Number(word) : 0
  const reason = text('reason')
  const decision = { number, is: is('refuse') ? 'other' : 'same', ...(reason ? { reason } : {}) } as const
  const decided = decideHeldSignIn(db, asSystem('operator', 'sign-in.decide'), decision, now)
  if (!decided.ok) return writeLine(io, EXIT.refused, t(`operator:person.held.${decided.problem}`, { number: word }))
  const person = recordMeant(db, decided.value)
  io.out(
    t(decision.is === 'same' ? 'operator:person.held.admitted' : 'operator:person.held.refused', {
      person: person ? printable(person) : decided.value,
    }),
  )
  return EXIT.done
}

function undo(context: CommandContext, merged: ListedPerson): number {
  const { db, authStore, now, call } = context
  const { io, t, text } = call
  const reason = text('reason')
  const change = { mergedId: merged.id, ...(reason ? { reason } : {}) }
  const actor = asSystem('operator', 'person.merge')
  const outcome = inTransaction(db, (tx) => unmergePeople(tx, authStore(), actor, change, now))
  const person = printable(merged)
  if (!outcome.ok) return writeLine(io, EXIT.refused, t(`operator:person.merge.${outcome.problem}`, { person }))
  io.out(t('operator:person.merge.undone', { person }))
  return EXIT.done
}

/** `merge A B --reason …`: A and B are one person, and B stays; `merge A --undo` takes that back within a day. */
export function mergeCommand(context: CommandContext): number {
  const { db, authStore, now, call } = context
  const { io, t, words, text, is } = call
  const [, one, other, more] = words
  if (!one || more !== undefined || is('undo') === (other !== undefined)) return wrongCall(context)
  const long = tooLong(context)
  if (long !== null) return long
  const merged = recordMeant(db, one)
  if (!merged) return writeLine(io, EXIT.refused, t('operator:call.no-person', { handle: one }))
  if (other === undefined) return undo(context, merged)
  const into = recordMeant(db, other)
  if (!into) return writeLine(io, EXIT.refused, t('operator:call.no-person', { handle: other }))
  const merge = { mergedId: merged.id, intoId: into.id, reason: text('reason') ?? '' }
  const actor = asSystem('operator', 'person.merge')
  const outcome = inTransaction(db, (tx) => mergePeople(tx, authStore(), actor, merge, now))
  const person = printable(merged)
  if (!outcome.ok) return writeLine(io, EXIT.refused, t(`operator:person.merge.${outcome.problem}`, { person }))
  const kept = outcome.value === into.id ? into : recordMeant(db, outcome.value)
  io.out(t('operator:person.merge.merged', { person, into: kept ? printable(kept) : outcome.value }))
  return EXIT.done
}
