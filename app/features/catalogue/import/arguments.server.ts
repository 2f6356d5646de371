import { LANGUAGES, type Language } from '#app/i18n/languages.ts'
import { readFlags } from '#app/platform/command/read-flags.server.ts'
import { isKind, type KindId, kinds } from '../kinds.ts'
import { type OfferState, STATES } from '../vocabulary.ts'

export type ImportCall = {
  file: string
  kind: KindId
  format?: 'csv' | 'jsonl' | 'oeapi'
  state?: OfferState
  unit?: string
  ownerEmail?: string
  source?: string
  language: Language
  apply: boolean
  skipRefused: boolean
  yes: boolean
  verbose: boolean
}

export const CALL_PROBLEMS = [
  'no-file',
  'two-files',
  'no-kind',
  'unknown-flag',
  'no-value',
  'wrong-value',
  'no-format',
] as const
export type CallProblem = { code: (typeof CALL_PROBLEMS)[number]; flag?: string; value?: string; allowed?: string }

const FLAGS = {
  kind: 'text',
  format: 'text',
  state: 'text',
  lang: 'text',
  unit: 'text',
  'owner-email': 'text',
  source: 'text',
  apply: 'switch',
  'skip-refused': 'switch',
  yes: 'switch',
  verbose: 'switch',
  help: 'switch',
} as const
const ALLOWED: Readonly<Record<string, ReadonlyArray<string> | RegExp>> = {
  '--kind': kinds.map((kind) => kind.id),
  '--format': ['csv', 'jsonl', 'oeapi'],
  '--state': STATES,
  '--lang': LANGUAGES,
  '--unit': /^[a-z0-9-]{1,80}$/,
  '--owner-email': /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  '--source': /^[a-z0-9-]{1,40}$/,
}
const EXAMPLES: Readonly<Record<string, string>> = {
  '--unit': 'career-centre',
  '--owner-email': 'courses@university.example',
  '--source': 'courses-2027',
}

export function flagProblem(flag: string, value: string): CallProblem | undefined {
  const allowed = ALLOWED[flag]
  if (!allowed) return { code: 'unknown-flag', flag }
  const fits = allowed instanceof RegExp ? allowed.test(value) : allowed.includes(value)
  return fits
    ? undefined
    : {
        code: 'wrong-value',
        flag,
        value,
        allowed: allowed instanceof RegExp ? (EXAMPLES[flag] ?? '') : allowed.join(', '),
      }
}

export type ReadCall = { ok: true; value: ImportCall | 'help' } | { ok: false; problem: CallProblem }

/** Reads `FILE --kind training [--apply] …` with the reader that all commands share. */
export function readCall(argv: ReadonlyArray<string>, language: Language): ReadCall {
  const wrong = (problem: CallProblem): ReadCall => ({ ok: false, problem })
  const read = readFlags(argv, FLAGS)
  if (!read.ok) {
    const { code, flag } = read.problem
    return wrong({ code: code === 'no-value' ? 'no-value' : 'unknown-flag', flag })
  }
  for (const flag of Object.keys(ALLOWED)) {
    const value = read.text(flag.slice(2))
    if (value === undefined) continue
    const problem = value === '' ? ({ code: 'no-value', flag } as const) : flagProblem(flag, value)
    if (problem) return wrong(problem)
  }
  if (read.is('help')) return { ok: true, value: 'help' }
  const files = read.words
  const [file, second] = files
  if (!file) return wrong({ code: 'no-file' })
  if (second !== undefined) return wrong({ code: 'two-files', value: second })
  const kind = read.text('kind')
  if (kind === undefined || !isKind(kind))
    return wrong({ code: 'no-kind', allowed: kinds.map((one) => one.id).join(', ') })
  const optional = {
    format: read.text('format') as ImportCall['format'],
    state: read.text('state') as ImportCall['state'],
    unit: read.text('unit'),
    ownerEmail: read.text('owner-email'),
    source: read.text('source'),
  }
  return {
    ok: true,
    value: {
      ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
      file,
      kind,
      language,
      apply: read.is('apply'),
      skipRefused: read.is('skip-refused'),
      yes: read.is('yes'),
      verbose: read.is('verbose'),
    },
  }
}
