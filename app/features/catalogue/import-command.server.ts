import { textsFor } from '#app/i18n/instance.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import {
  EXIT as COMMON_EXIT,
  type CommandIo,
  progressTeller,
  unlessBusy,
} from '#app/platform/command/command.server.ts'
import { languageOfFlags } from '#app/platform/command/read-flags.server.ts'
import type { Db } from '#db/open.server.ts'
import { readNames } from './catalogue-names.server.ts'
import { type CallProblem, type ImportCall, readCall } from './import/arguments.server.ts'
import { importOffers, tryImport } from './import/import-offers.server.ts'
import { formatOfName, readSource } from './import/read-source.server.ts'
import {
  callProblemLine,
  fileProblemLine,
  outcomeLine,
  planLines,
  sourceLines,
  usageLines,
} from './import/report.server.ts'

/** What the command ends with; docs/import.md tells them. */
export const IMPORT_EXIT = { ...COMMON_EXIT, skipped: 3 } as const

function whyNotCalled(db: Db, unit: string | undefined): CallProblem | undefined {
  const { units } = readNames(db)
  return unit === undefined || units.has(unit)
    ? undefined
    : { code: 'wrong-value', flag: '--unit', value: unit, allowed: [...units.keys()].join(', ') }
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
  const language = languageOfFlags(argv)
  const call = readCall(argv, language)
  if (!call.ok) {
    io.err(callProblemLine(language, call.problem))
    return IMPORT_EXIT.unusable
  }
  if (call.value === 'help') {
    for (const line of usageLines(language)) io.out(line)
    return IMPORT_EXIT.done
  }
  const options = call.value
  return unlessBusy(io, language, () => readAndImport(options, io, language, { db, now }))
}

async function readAndImport(
  options: ImportCall,
  io: CommandIo,
  language: Language,
  { db, now }: { db: Db; now: Date },
): Promise<number> {
  const { file, kind, apply, verbose, unit } = options
  const format = options.format ?? formatOfName(file)
  const problem = whyNotCalled(db, unit)
  if (problem || !format) {
    io.err(callProblemLine(language, problem ?? { code: 'no-format' }))
    return IMPORT_EXIT.unusable
  }

  const t = textsFor(language)
  const tell = progressTeller(io)
  const source = await readSource(
    file,
    format,
    kind,
    tell((counts) => t('import:progress.reading', counts)),
  )
  if (!source.ok) {
    io.err(fileProblemLine(language, source.problem))
    return IMPORT_EXIT.unusable
  }
  const watch = {
    checking: tell((counts) => t('import:progress.checking', counts)),
    writing: tell((counts) => t('import:progress.writing', counts)),
  }
  const work = apply ? importOffers : tryImport
  const imported = work(db, source.value, options, now, watch)
  if (!imported.ok) {
    io.err(fileProblemLine(language, imported.problem))
    return IMPORT_EXIT.unusable
  }
  const { plan, written, notWritten } = imported.value
  for (const line of [...sourceLines(language, source.value, plan), ...planLines(language, plan, verbose)]) io.out(line)
  io.out(outcomeLine(language, plan, { apply, written, notWritten }))
  if (notWritten) return IMPORT_EXIT.refused
  if (plan.refused.length === 0) return IMPORT_EXIT.done
  return written ? IMPORT_EXIT.skipped : IMPORT_EXIT.refused
}
