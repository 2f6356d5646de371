import { ROLES } from '#app/access/vocabulary.ts'
import type { Translate } from '#app/i18n/instance.server.ts'
import { type CommandIo, carryOut, EXIT } from '#app/platform/command/command.server.ts'
import type { AuthStore } from '#db/auth-store.server.ts'
import type { Db } from '#db/open.server.ts'
import { addPersonCommand, handle, listPeopleCommand, signOut } from './operator/people.server.ts'
import { type CommandContext, writeLine } from './operator/registry.server.ts'
import { endRoleCommand, grant } from './operator/roles.server.ts'
import { admitCommand, mergeCommand } from './operator/who-is-who.server.ts'

type Work = (context: CommandContext) => number

const FLAGS = {
  unit: 'text',
  provider: 'text',
  from: 'text',
  until: 'text',
  reason: 'text',
  name: 'text',
  email: 'text',
  refuse: 'switch',
  undo: 'switch',
} as const
const USAGE = [
  'call',
  'grant',
  'end',
  'list',
  'add',
  'handle',
  'admit',
  'merge',
  'signOut',
  'person',
  'roles',
  'lang',
] as const

function usage(t: Translate): string[] {
  return USAGE.map(
    (part) => (part === 'call' ? '' : '  ') + t(`operator:person.usage.${part}`, { roles: ROLES.join(', ') }),
  )
}

const COMMANDS: Readonly<Record<string, Work>> = {
  grant,
  end: endRoleCommand,
  list: listPeopleCommand,
  add: addPersonCommand,
  handle,
  admit: admitCommand,
  merge: mergeCommand,
  'sign-out': signOut,
}

/** `npm run person`: people and their roles, for who operates the portal. It counts at the next request. Answers with the exit code. */
export function runPerson(
  argv: ReadonlyArray<string>,
  io: CommandIo,
  { db, authStore, now }: { db: Db; authStore: () => AuthStore; now: Date },
): Promise<number> {
  return carryOut(argv, io, { flags: FLAGS, usage }, (call) => {
    const [name] = call.words
    if (name === undefined) {
      for (const line of usage(call.t)) call.io.out(line)
      return EXIT.done
    }
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
    if (command) return command({ db, authStore, now, call })
    return writeLine(call.io, EXIT.unusable, call.t('operator:call.unknown-word', { word: name }))
  })
}
