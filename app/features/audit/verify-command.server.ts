import { asSystem } from '#app/access/actor.ts'
import { formatMoment } from '#app/i18n/format.ts'
import type { Translate } from '#app/i18n/instance.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import { type HeadLine, readHeads } from '#app/platform/audit/heads.server.ts'
import { type Fault, isHeadOld, type Verification, verifyLog } from '#app/platform/audit/verify.server.ts'
import {
  type Call,
  type CommandIo,
  carryOut,
  progressTeller,
  secondsSince,
} from '#app/platform/command/command.server.ts'
import {
  type ConfidentialLogState,
  confidentialLines,
  verifyConfidentialLog,
} from '#app/platform/confidential-log/verify-confidential.server.ts'
import type { ConfidentialDb } from '#db/confidential/open.server.ts'
import type { Db } from '#db/open.server.ts'

/** What the command ends with: the log is whole, something is wrong with it, or it cannot be checked in full. */
const EXIT = { whole: 0, wrong: 1, unknown: 2 } as const

const USAGE = ['call', 'what', 'heads', 'lang', 'codes'] as const

function sentenceFor(t: Translate, language: Language, fault: Fault): string {
  const moment = 'head' in fault ? formatMoment(language, Date.parse(fault.head.at)) : ''
  switch (fault.kind) {
    case 'cut-off':
      return t('operator:auditVerify.fault.cut-off', { last: fault.last, n: fault.head.n, moment })
    case 'written-anew':
      return t('operator:auditVerify.fault.written-anew', { n: fault.head.n, fits: fault.fits, moment })
    default:
      return t(`operator:auditVerify.fault.${fault.kind}`, fault)
  }
}

/** The lines of the file of heads, or why they cannot be had, as a code of the file system. */
function headLines(file: string): { lines: Iterable<HeadLine>; problem: string | null } {
  try {
    return { lines: readHeads(file), problem: null }
  } catch (error) {
    const { code } = error as { code?: string }
    if (!code) throw error
    return { lines: [], problem: code }
  }
}

/** What keeps the log from being checked in full, as a sentence; null when nothing does. */
function whyNotInFull(
  { t, language }: Call,
  found: Verification,
  { file, problem, now }: { file: string; problem: string | null; now: Date },
): string | null {
  if (found.events === 0) return null
  if (problem === 'ENOENT') return t('operator:auditVerify.noFile', { file })
  if (problem) return t('operator:auditVerify.cannotRead', { file, code: problem })
  if (found.heads === 0) return t('operator:auditVerify.noHeads', { file })
  if (found.vouchedAt === null || !isHeadOld(found, now)) return null
  const moment = formatMoment(language, Date.parse(found.vouchedAt))
  return t('operator:auditVerify.oldHead', { file, moment, count: found.lastSeq - found.vouchedFor })
}

function tellCounts({ io, t, language }: Call, found: Verification, seconds: string): void {
  if (found.events === 0) io.out(t('operator:auditVerify.empty'))
  else {
    const { events: count, reasons, blanked } = found
    io.out(t('operator:auditVerify.read', { count, seconds, reasons, blanked }))
  }
  if (found.vouchedAt === null) return
  const moment = formatMoment(language, Date.parse(found.vouchedAt))
  const after = Math.max(0, found.lastSeq - found.vouchedFor)
  io.out(t('operator:auditVerify.vouched', { heads: found.heads, n: found.vouchedFor, moment, after }))
}

/** Says of the confidential log one word: how many events it holds, or which one is wrong, would tell of dossiers. */
function tellConfidential({ io, t }: Call, state: ConfidentialLogState): void {
  io[state === 'whole' ? 'out' : 'err'](t(`operator:auditVerify.confidential.${state}`))
}

/** `npm run audit:verify`: whether both logs are whole, against the heads that stand outside the database. Answers with the exit code. */
export function runAuditVerify(
  argv: ReadonlyArray<string>,
  terminal: CommandIo,
  { db, confidential, headsFile, now }: { db: Db; confidential?: ConfidentialDb; headsFile: string; now: Date },
): Promise<number> {
  const options = {
    flags: { heads: 'text' } as const,
    usage: (t: Translate) =>
      USAGE.map((part, place) => (place < 2 ? '' : '  ') + t(`operator:auditVerify.usage.${part}`)),
    mostWords: 0,
  }
  return carryOut(argv, terminal, options, (call) => {
    const { io, t, language } = call
    const start = performance.now()
    const file = call.text('heads') ?? headsFile
    const { lines, problem } = headLines(file)
    const tick = progressTeller(io)((counts) => t('operator:auditVerify.progress', counts))
    const operator = asSystem('operator', 'audit.verify')
    const found = verifyLog(db, operator, lines, tick)
    tellCounts(call, found, secondsSince(start))
    for (const fault of found.faults) io.err(sentenceFor(t, language, fault))
    if (found.more > 0) io.err(t('operator:auditVerify.more', { count: found.more }))
    const missing = whyNotInFull(call, found, { file, problem, now })
    if (missing) io.err(missing)
    const count = found.faults.length + found.more
    if (count > 0) io.err(t('operator:auditVerify.wrong', { count }))
    else io.out(t(missing ? 'operator:auditVerify.wholeSoFar' : 'operator:auditVerify.whole'))
    const heads = confidentialLines(headLines(file).lines)
    const state = confidential ? verifyConfidentialLog(confidential, operator, heads, now) : 'whole'
    if (confidential) tellConfidential(call, state)
    if (count > 0 || state === 'broken') return EXIT.wrong
    return missing || state === 'unknown' ? EXIT.unknown : EXIT.whole
  })
}
