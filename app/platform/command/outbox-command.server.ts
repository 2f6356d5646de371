import { formatMoment } from '#app/i18n/format.ts'
import type { Translate } from '#app/i18n/instance.server.ts'
import { type OutboxFile, outboxState, readDeadRows, reviveRows } from '../outbox/outbox-rows.server.ts'
import { type CommandIo, carryOut, EXIT } from './command.server.ts'

type OutboxParts = { readonly db: OutboxFile; readonly confidential: OutboxFile; readonly now: Date }

const SHOWN = 20
const USAGE = ['call', 'what', 'retry', 'lang'] as const

/** `npm run outbox`: what waits to be told and what was given up; `retry` has what was given up tried again. Answers with the exit code. */
export function runOutbox(argv: ReadonlyArray<string>, terminal: CommandIo, parts: OutboxParts): Promise<number> {
  const files = [parts.db, parts.confidential]
  const options = {
    flags: {},
    usage: (t: Translate) => USAGE.map((part, place) => (place < 2 ? '' : '  ') + t(`operator:outbox.usage.${part}`)),
    mostWords: 1,
  }
  return carryOut(argv, terminal, options, ({ io, t, words, language }) => {
    const [verb] = words
    if (verb === 'retry') {
      const count = files.reduce((sum, file) => sum + reviveRows(file, null), 0)
      io.out(t('operator:outbox.retried', { count }))
      return EXIT.done
    }
    if (verb !== undefined) {
      io.err(t('operator:call.unknown-word', { word: verb }))
      return EXIT.unusable
    }
    const states = files.map((file) => outboxState(file, parts.now))
    const sum = (name: 'open' | 'failing' | 'waiting' | 'dead') => states.reduce((all, state) => all + state[name], 0)
    io.out(
      t('operator:outbox.state', {
        open: sum('open'),
        failing: sum('failing'),
        waiting: sum('waiting'),
        dead: sum('dead'),
      }),
    )
    for (const { number, type, error, endedAt } of readDeadRows(parts.db, SHOWN))
      io.out(t('operator:outbox.dead', { number, type, code: error ?? '', moment: formatMoment(language, endedAt) }))
    return EXIT.done
  })
}
