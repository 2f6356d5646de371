import type { Allowed } from '#app/access/actor.ts'
import { SYSTEMS } from '#app/access/vocabulary.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import { paths } from '#app/paths.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import type { DeliberateRead } from '#app/platform/http/deliberate-read.server.ts'
import type { SessionCodes } from '#app/platform/http/session-codes.server.ts'
import { done, type Outcome } from '#app/platform/outcome.ts'
import { refuseWhenBusy } from '#app/platform/refuse-when-busy.server.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'
import { type AuditFilter, type ChosenFilter, isFiltered } from './audit-filter.ts'
import {
  addressedAs,
  describeEvent,
  isKnownAction,
  nameOf,
  type ShownEvent,
  sentenceOf,
} from './describe-event.server.ts'
import { actionsInLog, actorsInLog, namesOfPeople, occursInLog, readLog, systemsInLog } from './read-log.server.ts'

export type AuditChoice = { value: string; text: string }
export type AuditPageData = {
  chosen: ChosenFilter
  problem: AuditFilter['problem']
  isFiltered: boolean
  actions: AuditChoice[]
  people: AuditChoice[]
  systems: AuditChoice[]
  events: ShownEvent[]
  /** The page of older events, and that of the newest when this is not it. */
  older: string | null
  newest: string | null
}

/** What is asked of the log, in which language, and how people and places are written in its addresses. */
export type AuditQuestion = { language: Language; filter: AuditFilter; codes: SessionCodes }

const SYSTEM = 'system:'

/** What one can choose from; what was chosen is always among it. */
function choicesFor(db: Db, language: Language, { action, person }: ChosenFilter, codes: SessionCodes) {
  const t = textsFor(language)
  const actions = new Set([...actionsInLog(db), ...(action ? [action] : [])])
  const people = actorsInLog(db).map(({ id, name }) => ({ value: id, text: name }))
  if (person && !person.startsWith(SYSTEM) && !people.some(({ value }) => value === person))
    people.push({ value: person, text: nameOf(t, person, namesOfPeople(db, [person])) })
  const systems = systemsInLog(db, SYSTEMS).map((system) => ({
    value: SYSTEM + system,
    text: t(`audit:system.${system}`),
  }))
  if (person.startsWith(SYSTEM) && !systems.some(({ value }) => value === person))
    systems.push({ value: person, text: nameOf(t, person, new Map()) })
  return {
    actions: [...actions]
      .map((value) => ({ value, text: sentenceOf(t, value) }))
      .sort((a, b) => a.text.localeCompare(b.text, language)),
    people: people.flatMap(({ value, text }) => {
      const handle = codes.handleOf(value)
      return handle ? [{ value: handle as string, text }] : []
    }),
    systems,
  }
}

function read(db: Db, { language, filter, codes }: AuditQuestion): AuditPageData {
  const { chosen, before, problem } = filter
  const { rows, hasMore } = problem ? { rows: [], hasMore: false } : readLog(db, filter)
  const ids = rows.flatMap(({ actor_id, subject_id }) => (subject_id === null ? [actor_id] : [actor_id, subject_id]))
  const names = namesOfPeople(db, ids)
  // What stands in addresses and forms of the page.
  const inAddress = { ...chosen, person: chosen.person && (addressedAs(chosen.person, codes) ?? '') }
  const last = rows.at(-1)
  return {
    chosen: inAddress,
    problem,
    isFiltered: isFiltered(chosen),
    ...choicesFor(db, language, chosen, codes),
    events: rows.map((row) => describeEvent(language, row, names, codes)),
    older: hasMore && last ? paths.auditLog(language, { ...inAddress, before: codes.placeCode(last) }) : null,
    newest: before === null ? null : paths.auditLog(language, inAddress),
  }
}

/** Whom the events were about that were looked for; an id that belongs to nobody is not kept. */
function subjectOf(tx: Tx, { person }: ChosenFilter): string | null {
  if (person === '' || person.startsWith(SYSTEM)) return null
  return namesOfPeople(tx, [person]).has(person) || occursInLog(tx, person) ? person : null
}

/** What was looked for, as closed values and days: what is typed into an address and means nothing is not kept. */
function fieldsOf(chosen: ChosenFilter): string[] {
  const { action, person, from, until, result } = chosen
  const system = SYSTEMS.find((one) => SYSTEM + one === person)
  const told = { action: isKnownAction(action) ? action : '', person: system ? person : '', from, until, result }
  return Object.entries(told).flatMap(([name, value]) => (value === '' ? [] : [`${name}=${value}`]))
}

function tellOfView(
  tx: Tx,
  actor: Allowed<'audit.view'>,
  read: DeliberateRead,
  { chosen, before }: AuditFilter,
  now: Date,
): void {
  recordAudit(
    tx,
    actor,
    {
      action: 'audit.view',
      object: { type: 'audit-log', id: before === null ? 'newest' : String(before.seq) },
      subjectId: subjectOf(tx, chosen),
      fields: fieldsOf(chosen),
      ground: 'role',
      read,
    },
    now,
  )
}

/** The page of the audit log. Reading it is told in the log, in the same transaction: what cannot be told is not read either. */
export function viewAuditLog(
  db: Db,
  actor: Allowed<'audit.view'>,
  proof: DeliberateRead,
  question: AuditQuestion,
  now: Date,
): Outcome<AuditPageData, 'busy'> {
  // Nothing of the log is shown then.
  if (question.filter.problem) return done(read(db, question))
  return refuseWhenBusy(() =>
    inTransaction(db, (tx) => {
      const page = read(tx, question)
      tellOfView(tx, actor, proof, question.filter, now)
      return done(page)
    }),
  )
}
