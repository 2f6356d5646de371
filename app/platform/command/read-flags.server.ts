import { parseArgs } from 'node:util'
import type { Language } from '#app/i18n/languages.ts'

export type Flags = Readonly<Record<string, 'text' | 'switch'>>
export type FlagProblem = { code: 'unknown-flag' | 'no-value' | 'wrong-call'; flag: string }
export type ReadFlags =
  | { ok: true; words: string[]; text: (name: string) => string | undefined; is: (name: string) => boolean }
  | { ok: false; problem: FlagProblem }

const FLAG = /--?[\w-]+/

/** Reads the words and flags of a command; a value follows after a space or after `=`. Refuses flags the command does not have. */
export function readFlags(argv: ReadonlyArray<string>, flags: Flags): ReadFlags {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, type]) => [
      name,
      { type: type === 'text' ? ('string' as const) : ('boolean' as const) },
    ]),
  )
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true })
    return {
      ok: true,
      words: positionals,
      text: (name) => (typeof values[name] === 'string' ? values[name] : undefined),
      is: (name) => values[name] === true,
    }
  } catch (error) {
    const { code = '', message = '' } = error as { code?: string; message?: string }
    const flag = FLAG.exec(message)?.[0] ?? ''
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return { ok: false, problem: { code: 'unknown-flag', flag } }
    const isSwitch = flags[flag.replace(/^-+/, '')] === 'switch'
    if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE' && !isSwitch)
      return { ok: false, problem: { code: 'no-value', flag } }
    return { ok: false, problem: { code: 'wrong-call', flag } }
  }
}

/** The language to answer in: `--lang en`, else Dutch; also when the rest of the call is wrong. */
export function languageOfFlags(argv: ReadonlyArray<string>): Language {
  const place = argv.indexOf('--lang')
  const said = place >= 0 ? argv[place + 1] : argv.find((word) => word.startsWith('--lang='))?.slice('--lang='.length)
  return said === 'en' ? 'en' : 'nl'
}
