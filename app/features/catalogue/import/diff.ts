import type { CheckedOffer } from '../offer-schema.ts'
import type { Offer } from '../offer-store.server.ts'
import { shortened } from './summary.ts'

export type FieldChange = { field: string; old: string; new: string }

const NOT_COMPARED = new Set(['id', 'slug', 'createdAt', 'updatedAt', 'textAt', 'sourceKey', 'sessions'])
const NOT_COMPARED_OF_SESSION = new Set(['startsAt', 'endsAt', 'sequence', 'changedAt', 'questions', 'slots'])
const LONGEST = 60

function leaves(value: unknown, field: string, into: Map<string, string>): void {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    for (const [name, part] of Object.entries(value)) leaves(part, field ? `${field}.${name}` : name, into)
  } else if (value !== null && value !== undefined && value !== '')
    into.set(field, Array.isArray(value) ? value.join(', ') : String(value))
}

/** The number of each session: those that were there keep theirs, those that are new follow. */
function numberOf(before: Offer, after: CheckedOffer): (session: { id?: string }) => number {
  const ids = before.sessions.map(({ id }) => id)
  const added = after.sessions.filter(({ id }) => id === undefined)
  return (session) =>
    session.id === undefined
      ? ids.length + added.indexOf(session as CheckedOffer['sessions'][number]) + 1
      : ids.indexOf(session.id) + 1
}

function fieldsOf(offer: Offer | CheckedOffer, numbered: ReturnType<typeof numberOf>): Map<string, string> {
  const fields = new Map<string, string>()
  for (const [name, value] of Object.entries(offer)) if (!NOT_COMPARED.has(name)) leaves(value, name, fields)
  for (const session of offer.sessions) {
    // A slot and a question are lists of things; that one of them differs is enough to say.
    const { days, id: _, ...others } = session
    const rest = Object.fromEntries(Object.entries(others).filter(([name]) => !NOT_COMPARED_OF_SESSION.has(name)))
    const dates = days.map(({ date, from, until }) => `${date} ${from}–${until}`).join(', ')
    const field = `sessions.${numbered(session)}`
    fields.set(field, dates)
    leaves(rest, field, fields)
  }
  return fields
}

/** A long text from just before the place where it differs, so that the change is in the part that is shown. */
function part(text: string, differs: number): string {
  const line = text.slice(0, differs + 2 * LONGEST).replace(/\s+/g, ' ')
  const start = differs > LONGEST / 2 ? Math.min(differs, line.length) - LONGEST / 3 : 0
  return start > 0 ? `…${shortened(line.slice(start), LONGEST)}` : shortened(line, LONGEST)
}

function firstDifference(a: string, b: string): number {
  let place = 0
  while (place < a.length && a[place] === b[place]) place++
  return place
}

/** The fields of an offer that an import changes, old and new, shortened around the first difference. */
export function changesBetween(before: Offer, after: CheckedOffer): FieldChange[] {
  const numbered = numberOf(before, after)
  const old = fieldsOf(before, numbered)
  const next = fieldsOf(after, numbered)
  return [...new Set([...old.keys(), ...next.keys()])].flatMap((field) => {
    const was = old.get(field) ?? ''
    const is = next.get(field) ?? ''
    if (was === is) return []
    const differs = firstDifference(was, is)
    return [{ field, old: part(was, differs), new: part(is, differs) }]
  })
}
