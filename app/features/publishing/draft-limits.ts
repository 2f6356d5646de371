import type { KindId } from '../catalogue/kinds.ts'
import { isListOfThings } from './list-of-things.ts'
import type { TypedChange } from './merge-fields.ts'
import { type Fields, isFieldName } from './offer-fields.ts'

/** A field holds at most so many characters; the offer itself is checked when it is published. */
const LONGEST_FIELD = 200_000
/** All fields of a draft together: both texts at their longest, and 200 sessions with all they have. */
const LONGEST_DRAFT = 4_000_000
/** The most fields that a draft can hold: 200 sessions with all they have. */
const MOST_FIELDS = 8_000
const MOST_SESSIONS = 200
const IN_SESSION = /^sessions\.([A-Za-z0-9-]{1,40})\./
const LIST_FIELD = /^sessions\.[A-Za-z0-9-]+\.(questions|slots)$/

function sessionsIn(fields: Fields): number {
  return new Set([...fields.keys()].flatMap((name) => IN_SESSION.exec(name)?.[1] ?? [])).size
}

/** Why changes cannot be kept in a draft: a field that no page has, a list that holds something else than things, or more than a draft holds; null when they can. */
export function whyNotKept(
  draft: { readonly kind: KindId; readonly fields: Fields },
  changes: ReadonlyArray<Pick<TypedChange, 'name' | 'values'>>,
): 'unknown-field' | 'too-long' | null {
  const isKnown = ({ name, values }: (typeof changes)[number]) =>
    isFieldName(draft.kind, name) && (!LIST_FIELD.test(name) || values.every(isListOfThings))
  if (!changes.every(isKnown)) return 'unknown-field'
  const after = new Map(draft.fields)
  for (const { name, values } of changes) after.set(name, values)
  const sizes = [...after.values()].map((values) => values.reduce((sum, { length }) => sum + length, 0))
  if (Math.max(0, ...sizes) > LONGEST_FIELD || sizes.reduce((sum, size) => sum + size, 0) > LONGEST_DRAFT)
    return 'too-long'
  return after.size > MOST_FIELDS || sessionsIn(after) > MOST_SESSIONS ? 'too-long' : null
}
