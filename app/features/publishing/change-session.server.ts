import { randomBytes } from 'node:crypto'
import type { Allowed } from '#app/access/actor.ts'
import { kindOf } from '#app/features/catalogue/kinds.ts'
import { addSlots, cutIntoSlots, MOST_SLOTS } from '#app/features/catalogue/slot-rules.ts'
import { fromDateParts, isRealDay, toDateParts } from '#app/i18n/date-parts.ts'
import { addDays } from '#app/i18n/zoned-time.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import { refuseWhenBusy } from '#app/platform/refuse-when-busy.server.ts'
import { parseTime } from '#app/platform/tables/parse-values.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'
import { thingsIn } from './list-of-things.ts'
import { markOf, type TypedChange } from './merge-fields.ts'
import { type OfferDraft, readOfferDraft } from './offer-drafts.server.ts'
import { type DraftProblem, saveDraftFields } from './save-draft.server.ts'
import { SESSION_DAYS } from './session-field-names.ts'
import { fieldsOfSession, sessionKeysOf } from './session-fields.ts'
import { type SentSession, type SentSessions, valuesOfForm } from './session-form.server.ts'
import { fieldsOfSessionForm, type SessionFormValues, type SlotRow } from './session-form-values.ts'

export const SESSION_ACTS = ['saved', 'met', 'cut', 'removed', 'cancelled', 'restored', 'copied', 'added'] as const
export type SessionAct = (typeof SESSION_ACTS)[number]
export type ChangeProblem = DraftProblem | 'too-many' | 'cut-days' | 'cut-times' | 'cut-none' | 'cut-many' | 'busy'
/** What was done, and about which session. */
export type Changed = { readonly act: SessionAct; readonly key: string }

/** The most sessions of an offer. */
const MOST_SESSIONS = 200

/** An id for a new session or part of one, unlike any other. */
export function newPartId(): string {
  return randomBytes(6).toString('hex')
}

/** The draft of an offer whose kind has sessions; nothing when it is gone or not theirs. */
export function sessionsDraft(db: Db, actor: Allowed<'offer.save'>, id: string): OfferDraft | null {
  const draft = readOfferDraft(db, actor, id)
  return draft && kindOf(draft.kind).sessions ? draft : null
}

function marksOf(json: string): Readonly<Record<string, unknown>> {
  try {
    const marks: unknown = JSON.parse(json)
    return marks && typeof marks === 'object' ? (marks as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** The fields of a session that differ from what its writer had before them; a row that is there no more holds nothing. */
function changesOf(draft: OfferDraft, key: string, typed: ReadonlyMap<string, string[]>, marks: string): TypedChange[] {
  const seen = marksOf(marks)
  const before = fieldsOfSession(draft.fields, key)
  const gone = [...before.keys()].filter((name) => name.startsWith('day.') && !typed.has(name))
  const all = new Map([...typed, ...gone.map((name): [string, string[]] => [name, []])])
  return [...all].map(([name, values]) => {
    const mark = Object.hasOwn(seen, name) ? seen[name] : undefined
    return { name: `sessions.${key}.${name}`, values, was: typeof mark === 'string' ? mark : markOf([]) }
  })
}

type Cut = { ok: true; value: SessionFormValues } | { ok: false; problem: ChangeProblem }

/** The values of a form with a day of it cut into parts. */
function withSlots(values: SessionFormValues, sent: Extract<SentSession, { intent: 'cut' }>): Cut {
  const on = values.days[Number(sent.cutOn || '0')]
  const date = on ? fromDateParts(on) : ''
  if (!isRealDay(date)) return refused('cut-days')
  const [from, until] = [sent.cutFrom, sent.cutUntil].map((text) =>
    text.trim().startsWith('24') ? '24:00' : parseTime(text.trim()),
  )
  const [minutes, pause] = [Number(sent.cutMinutes), Number(sent.cutPause || '0')]
  const isWhole = Number.isInteger(minutes) && minutes > 0 && Number.isInteger(pause) && pause >= 0
  const seats = Number(sent.cutSeats || '1')
  if (!from || !until || !isWhole || !Number.isInteger(seats) || seats < 1) return refused('cut-times')
  const pattern = { date, from, until, minutes, pause, seats, label: { nl: sent.cutNl, en: sent.cutEn } }
  const added = cutIntoSlots(pattern, newPartId)
  if (added.length === 0) return refused('cut-none')
  const dates = values.days.map((row) => fromDateParts(row))
  const before = values.slots.map((row) => ({
    id: row.id || newPartId(),
    date: dates[Number(row.on || '0')] ?? '',
    from: row.from,
    until: row.until,
    seats: Number(row.seats) || 1,
    label: { nl: row.nl, en: row.en },
  }))
  const all = addSlots(before, added)
  if (all.length > MOST_SLOTS) return refused('cut-many')
  const slots = all.map(
    (slot): SlotRow => ({
      id: slot.id,
      on: String(Math.max(0, dates.indexOf(slot.date))),
      from: slot.from,
      until: slot.until,
      seats: String(slot.seats),
      nl: slot.label.nl,
      en: slot.label.en,
    }),
  )
  return done({ ...values, slots })
}

function saveForm(
  tx: Tx,
  actor: Allowed<'offer.save'>,
  draft: OfferDraft,
  key: string,
  sent: Extract<SentSession, { intent: 'save' | 'cut' }>,
  now: Date,
): Outcome<Changed, ChangeProblem> {
  const cut: Cut = sent.intent === 'cut' ? withSlots(valuesOfForm(sent), sent) : done(valuesOfForm(sent))
  if (!cut.ok) return cut
  const typed = fieldsOfSessionForm(cut.value, fieldsOfSession(draft.fields, key), newPartId)
  const saved = saveDraftFields(tx, actor, draft.id, changesOf(draft, key, typed, sent.marks), now)
  if (!saved.ok) return saved
  return done({ act: saved.value.met.length > 0 ? 'met' : sent.intent === 'cut' ? 'cut' : 'saved', key })
}

/** Sets fields of a session to these values, whatever stood there: for what a button of its own decides. */
function setFields(
  tx: Tx,
  actor: Allowed<'offer.save'>,
  draft: OfferDraft,
  key: string,
  values: ReadonlyMap<string, ReadonlyArray<string>>,
  now: Date,
): Outcome<unknown, ChangeProblem> {
  const changes = [...values].map(([name, list]): TypedChange => {
    const field = `sessions.${key}.${name}`
    return { name: field, values: list, was: markOf(draft.fields.get(field)) }
  })
  return saveDraftFields(tx, actor, draft.id, changes, now)
}

/** Carries out one form of the page of a session, in the draft. Refuses an offer or session that is gone or not theirs. */
export function changeSession(
  db: Db,
  actor: Allowed<'offer.save'>,
  { id, key }: { id: string; key: string },
  sent: SentSession,
  now: Date,
): Outcome<Changed, ChangeProblem> {
  return refuseWhenBusy(() =>
    inTransaction(db, (tx): Outcome<Changed, ChangeProblem> => {
      const draft = sessionsDraft(tx, actor, id)
      if (!draft || fieldsOfSession(draft.fields, key).size === 0) return refused('gone')
      if (sent.intent === 'save' || sent.intent === 'cut') return saveForm(tx, actor, draft, key, sent, now)
      const isCancel = sent.intent === 'cancel'
      const name = isCancel || draft.fields.get(`sessions.${key}.cancelled`)?.includes('on') ? 'cancelled' : 'removed'
      const act = { remove: 'removed', cancel: 'cancelled', restore: 'restored' } as const
      const values = new Map([[sent.intent === 'remove' ? 'removed' : name, sent.intent === 'restore' ? [] : ['on']]])
      const saved = setFields(tx, actor, draft, key, values, now)
      return saved.ok ? done({ act: act[sent.intent], key }) : saved
    }),
  )
}

/** What a new session begins with. */
const START: ReadonlyMap<string, ReadonlyArray<string>> = new Map([
  ['zone', ['Europe/Amsterdam']],
  ['waitingList', ['on']],
])
const COPY_DAYS = 7

function movedBoxes([day = '', month = '', year = '']: ReadonlyArray<string>, days: number): string[] {
  const date = fromDateParts({ day, month, year })
  if (!isRealDay(date)) return [day, month, year]
  const moved = toDateParts(addDays(date, days))
  return [moved.day, moved.month, moved.year]
}

function movedSlots(json: string, days: number): string {
  return JSON.stringify(
    thingsIn(json).map((slot) => ({
      ...slot,
      id: newPartId(),
      date: typeof slot.date === 'string' && isRealDay(slot.date) ? addDays(slot.date, days) : slot.date,
    })),
  )
}

/** The fields of a session as those of another one a week later: nothing that was decided about it, parts under new ids. */
function copyOf(fields: ReadonlyMap<string, ReadonlyArray<string>>): Map<string, ReadonlyArray<string>> {
  const isDay = (name: string) =>
    /^day\.\d+\.date$/.test(name) || (SESSION_DAYS as ReadonlyArray<string>).includes(name)
  return new Map(
    [...fields].flatMap(([name, values]): Array<[string, ReadonlyArray<string>]> => {
      if (name === 'decision' || name === 'cancelled' || name === 'removed' || name.endsWith('.later')) return []
      if (name === 'slots') return [[name, values.map((json) => movedSlots(json, COPY_DAYS))]]
      return [[name, isDay(name) ? movedBoxes(values, COPY_DAYS) : values]]
    }),
  )
}

/** Adds a session to the draft, copies one to a week later, or brings back one that was to be taken away. Refuses more than 200 sessions. */
export function changeSessions(
  db: Db,
  actor: Allowed<'offer.save'>,
  id: string,
  sent: SentSessions,
  now: Date,
): Outcome<Changed, ChangeProblem> {
  return refuseWhenBusy(() =>
    inTransaction(db, (tx): Outcome<Changed, ChangeProblem> => {
      const draft = sessionsDraft(tx, actor, id)
      if (!draft) return refused('gone')
      if (sent.intent === 'restore') {
        const saved = setFields(tx, actor, draft, sent.key, new Map([['removed', []]]), now)
        return saved.ok ? done({ act: 'restored', key: sent.key }) : saved
      }
      if (sessionKeysOf(draft.fields).length >= MOST_SESSIONS) return refused('too-many')
      const key = `new-${newPartId()}`
      const from = sent.intent === 'copy' ? fieldsOfSession(draft.fields, sent.key) : START
      if (from.size === 0) return refused('gone')
      const saved = setFields(tx, actor, draft, key, sent.intent === 'copy' ? copyOf(from) : from, now)
      return saved.ok ? done({ act: sent.intent === 'copy' ? 'copied' : 'added', key }) : saved
    }),
  )
}
