import { LANGUAGES, type Language } from '#app/i18n/languages.ts'
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

const SWITCHES = ['--apply', '--skip-refused', '--yes', '--verbose', '--help'] as const
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

/** Reads `FILE --kind training [--apply] …`; a flag's value may follow after a space or after `=`. */
export function readCall(argv: ReadonlyArray<string>, language: Language): ReadCall {
  const values = new Map<string, string>()
  const switches = new Set<string>()
  const files: string[] = []
  const wrong = (problem: CallProblem): ReadCall => ({ ok: false, problem })
  for (let place = 0; place < argv.length; place++) {
    const word = argv[place] ?? ''
    if (!word.startsWith('--')) {
      files.push(word)
      continue
    }
    const [flag = '', ...rest] = word.split('=')
    if ((SWITCHES as ReadonlyArray<string>).includes(word)) {
      switches.add(word)
      continue
    }
    if (!(flag in ALLOWED)) return wrong({ code: 'unknown-flag', flag })
    const value = rest.length > 0 ? rest.join('=') : argv[++place]
    if (value === undefined || value === '' || value.startsWith('--')) return wrong({ code: 'no-value', flag })
    const problem = flagProblem(flag, value)
    if (problem) return wrong(problem)
    values.set(flag, value)
  }
  if (switches.has('--help')) return { ok: true, value: 'help' }
  const [file, second] = files
  if (!file) return wrong({ code: 'no-file' })
  if (second !== undefined) return wrong({ code: 'two-files', value: second })
  const kind = values.get('--kind')
  if (kind === undefined || !isKind(kind))
    return wrong({ code: 'no-kind', allowed: kinds.map((one) => one.id).join(', ') })
  const optional = {
    format: values.get('--format') as ImportCall['format'],
    state: values.get('--state') as ImportCall['state'],
    unit: values.get('--unit'),
    ownerEmail: values.get('--owner-email'),
    source: values.get('--source'),
  }
  return {
    ok: true,
    value: {
      ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
      file,
      kind,
      language,
      apply: switches.has('--apply'),
      skipRefused: switches.has('--skip-refused'),
      yes: switches.has('--yes'),
      verbose: switches.has('--verbose'),
    },
  }
}
