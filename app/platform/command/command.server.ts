import { type Translate, textsFor } from '#app/i18n/instance.server.ts'
import { isLanguage, type Language } from '#app/i18n/languages.ts'
import { isBusy } from '#db/open.server.ts'
import { visibleText } from '../text/visible-text.ts'
import { type Flags, languageOfFlags, readFlags } from './read-flags.server.ts'

/** Where a command speaks: answers to `out`, what is wrong and how far it is to `err`. `isTTY`: somebody is watching `err`. */
export type CommandIo = { out: (line: string) => void; err: (line: string) => void; isTTY: boolean }

/** What a command ends with: done, refused (nothing changed), or a call that cannot be read or carried out. */
export const EXIT = { done: 0, refused: 1, unusable: 2 } as const

export type Call = {
  io: CommandIo
  language: Language
  t: Translate
  words: string[]
  text: (name: string) => string | undefined
  is: (name: string) => boolean
}

const EVERY_MS = 1_000
const QUIET_MS = 2_000

/** What a file, a server or an editor wrote may hold signs that steer a terminal; they are left out of everything that is shown. */
function onlyVisible({ out, err, isTTY }: CommandIo): CommandIo {
  return { out: (line) => out(visibleText(line)), err: (line) => err(visibleText(line)), isTTY }
}

/** Reads the words and flags of a command and carries it out; `--help` shows `usage`. A database that is busy is a sentence, not a failure. */
export async function carryOut(
  argv: ReadonlyArray<string>,
  terminal: CommandIo,
  options: { flags?: Flags; usage: (t: Translate) => string[]; mostWords?: number },
  work: (call: Call) => number | Promise<number>,
): Promise<number> {
  const io = onlyVisible(terminal)
  const language = languageOfFlags(argv)
  const t = textsFor(language)
  const read = readFlags(argv, { ...options.flags, lang: 'text', help: 'switch' })
  if (!read.ok) {
    io.err(t(`operator:call.${read.problem.code}`, { flag: read.problem.flag }))
    return EXIT.unusable
  }
  const said = read.text('lang')
  if (said !== undefined && !isLanguage(said)) {
    io.err(t('operator:call.wrong-lang'))
    return EXIT.unusable
  }
  if (read.is('help')) {
    for (const line of options.usage(t)) io.out(line)
    return EXIT.done
  }
  if (read.words.length > (options.mostWords ?? Number.POSITIVE_INFINITY)) {
    io.err(t('operator:call.wrong-call'))
    return EXIT.unusable
  }
  return unlessBusy(io, language, () => work({ io, language, t, words: read.words, text: read.text, is: read.is }))
}

/** What the work answers; where another process was writing for too long, a sentence and the code of what cannot be carried out. */
export async function unlessBusy(
  io: CommandIo,
  language: Language,
  work: () => number | Promise<number>,
): Promise<number> {
  try {
    return await work()
  } catch (error) {
    if (!isBusy(error)) throw error
    io.err(textsFor(language)('operator:call.busy'))
    return EXIT.unusable
  }
}

/** Tells how far long work is, once a second; for the first two seconds only to somebody who is watching. `line` says it for one step. */
export function progressTeller(io: Pick<CommandIo, 'err' | 'isTTY'>) {
  const start = performance.now()
  let told = start
  return (line: (counts: { done: number; total: number }) => string) =>
    (done: number, total = 0): void => {
      const now = performance.now()
      if (now - told < EVERY_MS || (!io.isTTY && now - start < QUIET_MS)) return
      told = now
      io.err(line({ done, total }))
    }
}

/** The seconds since `start` (of performance.now), to a tenth. */
export function secondsSince(start: number): string {
  return ((performance.now() - start) / 1_000).toFixed(1)
}
