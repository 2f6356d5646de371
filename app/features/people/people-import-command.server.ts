import path from 'node:path'
import { asSystem } from '#app/access/actor.ts'
import type { Translate } from '#app/i18n/instance.server.ts'
import {
  type Call,
  EXIT as COMMON_EXIT,
  type CommandIo,
  carryOut,
  progressTeller,
} from '#app/platform/command/command.server.ts'
import { decodeText } from '#app/platform/tables/detect-text.server.ts'
import { readBytes } from '#app/platform/tables/read-bytes.server.ts'
import { readCsv } from '#app/platform/tables/read-csv.server.ts'
import { unreadable } from '#app/platform/tables/reading.ts'
import { type Db, writeMuch } from '#db/open.server.ts'
import { columnOf } from './import/columns.ts'
import { importPeople } from './import/import-people.server.ts'
import { planPeople } from './import/plan.server.ts'
import { writeProblems } from './import/problems-file.server.ts'
import { type ImportReading, type ReadRows, readRows } from './import/read-rows.server.ts'
import { guardLine, peopleFileProblemLine, peopleOutcomeLine, peoplePlanLines } from './import/report.server.ts'

/** What the command ends with; docs/people-import.md tells them. */
export const PEOPLE_IMPORT_EXIT = { ...COMMON_EXIT, skipped: 3 } as const

const FLAGS = { apply: 'switch', whole: 'switch', 'yes-end': 'text', problems: 'text', verbose: 'switch' } as const
const USAGE = ['call', 'file', 'apply', 'whole', 'yesEnd', 'problems', 'verbose', 'lang', 'docs'] as const
const MOST_MEGABYTES = 50

function usage(t: Translate): string[] {
  return USAGE.map((part) => (part === 'call' ? '' : '  ') + t(`operator:peopleImport.usage.${part}`))
}

type ReadFile = ReadRows & { encoding: string }

async function readFile(db: Db, file: string, organisations: ReadonlyArray<string>): Promise<ImportReading<ReadFile>> {
  const bytes = await readBytes(file, MOST_MEGABYTES)
  if (!bytes.ok) return bytes
  if (bytes.value.length === 0) return unreadable('empty')
  const decoded = decodeText(bytes.value)
  if (!decoded.ok) return decoded
  const table = readCsv(decoded.value.text, (header) => columnOf(header) !== undefined)
  if (!table.ok) return table
  const rows = readRows(db, table.value, organisations)
  return rows.ok ? { ok: true, value: { ...rows.value, encoding: decoded.value.encoding } } : rows
}

/** The file that is meant and the number of who may end; nothing, after a sentence, when the call does not fit. */
function readCall(call: Call): { file: string; yesEnd: number | null } | null {
  const { io, t, words, text } = call
  const [file] = words
  const wrong = (line: string) => {
    io.err(line)
    return null
  }
  if (!file) return wrong(t('operator:peopleImport.call.no-file'))
  const yesEnd = text('yes-end')
  if (yesEnd !== undefined && !/^\d{1,7}$/.test(yesEnd)) return wrong(t('operator:peopleImport.call.wrong-number'))
  const problems = text('problems')
  if (problems !== undefined && path.resolve(problems) === path.resolve(file))
    return wrong(t('operator:peopleImport.call.same-file'))
  return { file, yesEnd: yesEnd === undefined ? null : Number(yesEnd) }
}

type Portal = {
  db: Db
  /** Those of the sign-in service; a row says whose it is when there are several. */
  homeOrganisations?: ReadonlyArray<string>
  now: Date
}

async function work(call: Call, { db, homeOrganisations = [], now }: Portal): Promise<number> {
  const { io, t, text, is } = call
  const read = readCall(call)
  if (!read) return PEOPLE_IMPORT_EXIT.unusable
  const source = await readFile(db, read.file, homeOrganisations)
  if (!source.ok) {
    io.err(peopleFileProblemLine(call, source.problem))
    return PEOPLE_IMPORT_EXIT.unusable
  }
  const tell = progressTeller(io)
  const plan = planPeople(
    db,
    source.value,
    { whole: is('whole'), yesEnd: read.yesEnd },
    now,
    tell((counts) => t('import:progress.checking', counts)),
  )
  for (const line of peoplePlanLines(call, plan, source.value.encoding, is('verbose'))) io.out(line)
  const problems = text('problems')
  if (problems !== undefined && !writeProblems(problems, plan.problems, call)) {
    io.err(t('operator:peopleImport.call.unwritable'))
    return PEOPLE_IMPORT_EXIT.unusable
  }
  if (plan.guard) io.err(guardLine(call, plan.guard))
  const applies = is('apply') && !plan.guard
  if (applies) {
    writeMuch(db)
    const progress = tell((counts) => t('import:progress.writing', counts))
    await importPeople(db, asSystem('operator', 'person.import'), plan, now, progress)
  }
  io.out(peopleOutcomeLine(call, plan, applies))
  if (plan.problems.length === 0) return plan.guard ? PEOPLE_IMPORT_EXIT.refused : PEOPLE_IMPORT_EXIT.done
  return applies ? PEOPLE_IMPORT_EXIT.skipped : PEOPLE_IMPORT_EXIT.refused
}

/**
 * `npm run people:import`: takes who works where, as what and until when from a file of HR. Shows what would change, and with
 * `--apply` writes it. Answers with the exit code.
 */
export function runPeopleImport(argv: ReadonlyArray<string>, io: CommandIo, portal: Portal): Promise<number> {
  return carryOut(argv, io, { flags: FLAGS, usage, mostWords: 1 }, (call) => work(call, portal))
}
