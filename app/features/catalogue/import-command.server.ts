import { textsFor } from '#app/i18n/instance.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import { type Db, isBusy } from '#db/open.server.ts'
import { type CallProblem, languageOfCall, readCall } from './import/arguments.ts'
import { formatOfName, readSource } from './import/read-source.server.ts'
import {
  callProblemLine,
  fileProblemLine,
  outcomeLine,
  planLines,
  sourceLines,
  usageLines,
} from './import/report.server.ts'
import { importOffers, tryImport } from './import-offers.server.ts'
import { readNames } from './names.server.ts'

export type CommandIo = { out: (line: string) => void; err: (line: string) => void; isTTY: boolean }

/** What the command ends with; docs/import.md tells them. */
export const EXIT = { done: 0, refused: 1, unusable: 2, skipped: 3 } as const

const EVERY_MS = 1_000
const QUIET_MS = 2_000

/** Tells how far it is, once a second; for the first two seconds only to somebody who is watching. */
function progressTeller(io: CommandIo, language: Language) {
  const t = textsFor(language)
  const start = performance.now()
  let told = start
  return (step: 'reading' | 'checking' | 'writing') =>
    (done: number, total = 0) => {
      const now = performance.now()
      if (now - told < EVERY_MS || (!io.isTTY && now - start < QUIET_MS)) return
      told = now
      io.err(t(`import:progress.${step}`, { done, total }))
    }
}

function whyNotCalled(db: Db, unit: string | undefined): CallProblem | undefined {
  const { units } = readNames(db)
  return unit === undefined || units.has(unit)
    ? undefined
    : { code: 'wrong-value', flag: '--unit', value: unit, allowed: [...units.keys()].join(', ') }
}

/** What the work answers, or nothing when another process was writing for too long. */
function unlessBusy<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (isBusy(error)) return undefined
    throw error
  }
}

/**
 * `npm run import`: reads a file or address, shows what would change, and with `--apply` writes it in one transaction. Answers with
 * the exit code. Everything it says is in the language of `--lang`.
 */
export async function runImport(
  argv: ReadonlyArray<string>,
  io: CommandIo,
  { db, now }: { db: Db; now: Date },
): Promise<number> {
  const language = languageOfCall(argv)
  const call = readCall(argv)
  if (!call.ok) {
    io.err(callProblemLine(language, call.problem))
    return EXIT.unusable
  }
  if (call.value === 'help') {
    for (const line of usageLines(language)) io.out(line)
    return EXIT.done
  }
  const options = call.value
  const { file, kind, apply, verbose, unit } = options
  const format = options.format ?? formatOfName(file)
  const problem = whyNotCalled(db, unit)
  if (problem || !format) {
    io.err(callProblemLine(language, problem ?? { code: 'no-format' }))
    return EXIT.unusable
  }

  const tell = progressTeller(io, language)
  const source = await readSource(file, format, kind, tell('reading'))
  if (!source.ok) {
    io.err(fileProblemLine(language, source.problem))
    return EXIT.unusable
  }
  const watch = { checking: tell('checking'), writing: tell('writing') }
  const work = apply ? importOffers : tryImport
  const imported = unlessBusy(() => work(db, source.value, options, now, watch))
  if (!imported) {
    io.err(textsFor(language)('import:report.busy'))
    return EXIT.unusable
  }
  if (!imported.ok) {
    io.err(fileProblemLine(language, imported.problem))
    return EXIT.unusable
  }
  const { plan, written } = imported.value
  for (const line of [...sourceLines(language, source.value, plan), ...planLines(language, plan, verbose)]) io.out(line)
  io.out(outcomeLine(language, plan, { apply, written }))
  if (plan.refused.length === 0) return EXIT.done
  return written ? EXIT.skipped : EXIT.refused
}
