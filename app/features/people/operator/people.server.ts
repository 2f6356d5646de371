import { asSystem } from '#app/access/actor.ts'
import { formatDate } from '#app/i18n/format.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { EXIT } from '#app/platform/command/command.server.ts'
import { isEmail } from '#app/platform/tables/parse-values.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { addPerson } from '../add-person.server.ts'
import { revokeSessions } from '../auth-sessions.server.ts'
import { setHandle, whyNotHandle } from '../records/change-person.server.ts'
import {
  identitiesOf,
  type ListedPerson,
  openGrants,
  peopleMeant,
  peopleToList,
  peopleWithoutHandle,
  personMeant,
} from './list.queries.server.ts'
import { type CommandContext, grantText, printable, tooLong, writeLine, wrongCall } from './registry.server.ts'

const LAST_ADDED = 5

function personLines(context: CommandContext, person: ListedPerson): string[] {
  const { t } = context.call
  const grants = openGrants(context.db, person.id, context.now)
  return [
    person.isDisabled ? t('operator:person.disabled', { handle: printable(person) }) : printable(person),
    ...(grants.length > 0
      ? grants.map((one) => `  ${grantText(context, one)}`)
      : [`  ${t('operator:person.noRoles')}`]),
  ]
}

/** Everything by which an operator sees that this is who they mean. */
function factLines({ db, call: { t } }: CommandContext, person: ListedPerson): string[] {
  const ways = identitiesOf(db, person.id)
  return [
    t('operator:person.fact.id', { id: person.id }),
    t('operator:person.fact.name', { name: person.name }),
    ...(person.email ? [t('operator:person.fact.email', { email: person.email })] : []),
    ...(person.staffNumber ? [t('operator:person.fact.staffNumber', { number: person.staffNumber })] : []),
    ...ways.map(({ issuer, homeOrganisation }) =>
      t('operator:person.fact.signsIn', { issuer, home: homeOrganisation ?? '-' }),
    ),
  ].map((line) => `  ${line}`)
}

/** `list [HANDLE]`: who has which roles; with a name everything by which that person is known. */
export function listPeopleCommand(context: CommandContext): number {
  const { db, now, call } = context
  const { io, t, language, words } = call
  const [, word, more] = words
  if (more !== undefined) return wrongCall(context)
  if (word !== undefined) {
    const person = personMeant(db, word)
    if (!person) return writeLine(io, EXIT.refused, t('operator:call.no-person', { handle: word }))
    for (const line of [...personLines(context, person), ...factLines(context, person)]) io.out(line)
    return EXIT.done
  }
  for (const person of peopleToList(db, now)) for (const line of personLines(context, person)) io.out(line)
  const { count, last } = peopleWithoutHandle(db, LAST_ADDED)
  if (count > 0) io.out(t('operator:person.others', { count }))
  for (const { id, addedAt } of last)
    io.out(`  ${t('operator:person.added', { id, day: formatDate(language, addedAt) })}`)
  return EXIT.done
}

/** `add HANDLE --name …`: adds somebody; they have no role yet, and no way to sign in. */
export function addPersonCommand(context: CommandContext): number {
  const { db, now, call } = context
  const { io, t, language, text, words } = call
  const [, handle, more] = words
  const name = text('name')?.trim()
  const email = text('email')
  const long = tooLong(context)
  if (!handle || more !== undefined) return wrongCall(context)
  if (!name) return writeLine(io, EXIT.unusable, t('operator:call.no-value', { flag: '--name' }))
  if (email !== undefined && !isEmail(email)) return writeLine(io, EXIT.unusable, t('operator:person.wrongEmail'))
  if (long !== null) return long
  const problem = inTransaction(db, (tx) => {
    const why = whyNotHandle(tx, handle)
    if (why) return why
    // `--lang` is the language of the answer and of whom it is about.
    addPerson(tx, asSystem('operator', 'person.add'), { handle, name, email: email ?? null, language }, now)
    return null
  })
  if (problem) return writeLine(io, EXIT.refused, t(`operator:person.${problem}`, { handle }))
  io.out(t('operator:person.isAdded', { handle }))
  return EXIT.done
}

/** `handle WHO HANDLE`: gives somebody the portal knows a short name, by their id, staff number or address. */
export function handle(context: CommandContext): number {
  const { db, now, call } = context
  const { io, t, words } = call
  const [, word, name, more] = words
  if (!word || !name || more !== undefined) return wrongCall(context)
  const [person, second] = peopleMeant(db, word)
  if (!person) return writeLine(io, EXIT.refused, t('operator:person.nobody'))
  if (second) return writeLine(io, EXIT.refused, t('operator:person.several'))
  const change = { personId: person.id, handle: name }
  const changed = inTransaction(db, (tx) => setHandle(tx, asSystem('operator', 'person.change'), change, now))
  if (!changed.ok) {
    const { problem } = changed
    return writeLine(
      io,
      EXIT.refused,
      t(`operator:person.${problem === 'no-person' ? 'nobody' : problem}`, { handle: name }),
    )
  }
  io.out(t('operator:person.named', { handle: name }))
  for (const line of factLines(context, person)) io.out(line)
  return EXIT.done
}

/** `sign-out HANDLE`: ends every sign-in of somebody. */
export function signOut(context: CommandContext): number {
  const { db, authStore, now, call } = context
  const { io, t, words } = call
  const [, word, more] = words
  if (!word || more !== undefined) return wrongCall(context)
  const person = personMeant(db, word)
  if (!person) return writeLine(io, EXIT.refused, t('operator:call.no-person', { handle: word }))
  const actor = asSystem('operator', 'sign-in.end-others')
  const object = { type: 'person', id: person.id }
  // Two files, so not one transaction: when the log cannot be written, nobody is signed out.
  const count = inTransaction(db, (tx) => {
    recordAudit(tx, actor, { action: 'sign-in.end-others', object, subjectId: person.id }, now)
    return revokeSessions(authStore(), actor, { of: person.id })
  })
  io.out(t('operator:person.signedOut', { handle: printable(person), count }))
  return EXIT.done
}
