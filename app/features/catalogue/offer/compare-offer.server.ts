import { dayOf } from '#app/i18n/zoned-time.ts'
import { done } from '#app/platform/outcome.ts'
import { cleanMarkdown } from '#app/platform/text/markdown.server.ts'
import type { Db } from '#db/open.server.ts'
import { asksInConfidence } from '../asking.ts'
import { type Names, readNames } from '../catalogue-names.server.ts'
import type { OfferProblem } from '../check-offer.ts'
import { settledDiscreet, whatTellsOthers } from '../discreet-rules.ts'
import type { CheckedOffer, KeptOfOffer } from '../offer-schema.ts'
import { idOfSource, type Offer, readOffer } from '../offer-store.server.ts'
import { concernsAnybody, type SessionAttachment } from '../session-attachments.server.ts'
import { wholeOffer } from './kept-fields.ts'
import { planSessions, type SessionPlan } from './plan-sessions.server.ts'

export type Options = { id?: string; names?: Names; attachments?: ReadonlyArray<SessionAttachment> }
/** Why an offer cannot be saved: it names what is not there, tells others what is somebody's own business, or is another unit's. */
export type Refusal = {
  ok: false
  problem: 'unknown-names' | 'not-discreet' | 'not-yours' | 'owner-only'
  problems: OfferProblem[]
}
export type Comparison = {
  before: Offer | undefined
  /** The id that a new offer is to get, where its draft has one already. */
  id?: string
  /** The offer as it would be, with the sessions that stay although nobody asks for them. */
  offer: CheckedOffer & KeptOfOffer
  change: 'new' | 'changed' | 'unchanged'
  /** The names of the fields that differ; of a new offer those that hold something. */
  fields: string[]
  sessions: SessionPlan
}

function unknownNames(offer: CheckedOffer, names: Names): OfferProblem[] {
  const problem = 'unknown-value' as const
  return [
    ...offer.units.filter((id) => !names.units.has(id)).map(() => ({ field: 'units', problem })),
    ...(names.units.has(offer.owner.unit) ? [] : [{ field: 'owner.unit', problem }]),
    ...(offer.provider === null || names.providers.has(offer.provider) ? [] : [{ field: 'provider', problem }]),
    ...offer.competences.filter((id) => !names.competences.has(id)).map(() => ({ field: 'competences', problem })),
  ]
}

/** The same text for the same value, whatever the order of its keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

/** Moments of writing are no content; sessions are compared one by one, by their plan. */
const NOT_COMPARED = ['id', 'slug', 'createdAt', 'updatedAt', 'textAt', 'sessions', 'asked']

function factsOf({ details, ...offer }: CheckedOffer | Offer): Map<string, string> {
  const facts = Object.entries(offer).filter(([name]) => !NOT_COMPARED.includes(name))
  const own = Object.entries(details).map(([name, value]) => [`details.${name}`, value] as const)
  return new Map([...facts, ...own].map(([name, value]) => [name, canonical(value)]))
}

const HOLDS_NOTHING = new Set([undefined, 'null', '""', '[]', canonical({ nl: '', en: '' })])

function changedFields(before: Offer | undefined, offer: CheckedOffer, sessions: SessionPlan): string[] {
  const old: Map<string, string> = before ? factsOf(before) : new Map()
  const next = factsOf(offer)
  const differs = (name: string) =>
    old.get(name) !== next.get(name) && !(before === undefined && HOLDS_NOTHING.has(next.get(name)))
  const names = [...new Set([...old.keys(), ...next.keys()])].filter(differs)
  return sessions.isChanged ? [...names, 'sessions'] : names
}

/** Whether anybody signed up, waits or asked: then an offer stays discreet, or not. What was asked in confidence does not count: this answer would tell it. */
function concernsPeople(db: Db, before: Offer, attachments: Options['attachments']): boolean {
  if ((before.asked && !asksInConfidence(before)) || before.sessions.some(({ taken, waiting }) => taken + waiting > 0))
    return true
  const ids = before.sessions.map(({ id }) => id)
  return concernsAnybody(db, ids, attachments)
}

/** What stands in the way of what an offer promises to who asks or comes. */
function discreetProblems(
  db: Db,
  before: Offer | undefined,
  offer: CheckedOffer & KeptOfOffer,
  attachments: Options['attachments'],
): OfferProblem[] {
  // One that was published as discreet stays so: whether anybody asked must not show in whether it can still change.
  if (before && before.discreet !== offer.discreet && (before.discreet || concernsPeople(db, before, attachments))) {
    const isOfTheme = canonical(before.themes) !== canonical(offer.themes)
    return [{ field: isOfTheme ? 'themes' : 'discreet', problem: 'discreet-fixed' }]
  }
  return whatTellsOthers(offer)
}

/** What was hidden because its review date passed stays so until it gets a later one. */
function settledState(before: Offer | undefined, { state, reviewOn }: CheckedOffer, now: Date): CheckedOffer['state'] {
  return before?.state === 'hidden' && state === 'published' && reviewOn < dayOf(now) ? 'hidden' : state
}

/** What saving this offer would do, without doing it: beside what is stored, the offer as it would be, and whether that differs. */
export function compareOffer(
  db: Db,
  checked: CheckedOffer,
  now: Date,
  { id, names = readNames(db), attachments }: Options = {},
): { ok: true; value: Comparison } | Refusal {
  const problems = unknownNames(checked, names)
  if (problems.length > 0) return { ok: false, problem: 'unknown-names', problems }
  const known = id ?? (checked.sourceKey ? idOfSource(db, checked.sourceKey) : undefined)
  const before = known ? readOffer(db, known) : undefined
  const sessions = planSessions(db, before?.sessions ?? [], checked.sessions, now, attachments)
  const whole = wholeOffer(checked, before)
  const offer = {
    ...whole,
    state: settledState(before, checked, now),
    discreet: settledDiscreet(whole),
    sessions: sessions.after,
    body: { nl: cleanMarkdown(checked.body.nl), en: cleanMarkdown(checked.body.en) },
  }
  const telling = discreetProblems(db, before, offer, attachments)
  if (telling.length > 0) return { ok: false, problem: 'not-discreet', problems: telling }
  const fields = changedFields(before, offer, sessions)
  const change = before ? (fields.length === 0 ? 'unchanged' : 'changed') : 'new'
  return done({ before, ...(known === undefined ? {} : { id: known }), offer, change, fields, sessions })
}
