import type { FieldValues } from './field-values.ts'

/** What was typed in a field and did not reach the server, as far as the browser knows, with the mark of what its writer had before them. */
export type UnsentText = { readonly values: FieldValues; readonly was: string; readonly at: number }
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const PREFIX = 'koers-unsent:'
const KEPT_MS = 7 * 86_400_000

function keyOf(person: string, offer: string): string {
  return `${PREFIX}${person}:${offer}`
}

function read(store: Store, key: string): Record<string, UnsentText> {
  try {
    const found: unknown = JSON.parse(store.getItem(key) ?? '{}')
    return found && typeof found === 'object' ? (found as Record<string, UnsentText>) : {}
  } catch {
    return {}
  }
}

function write(store: Store, key: string, texts: Record<string, UnsentText>): void {
  try {
    if (Object.keys(texts).length === 0) store.removeItem(key)
    else store.setItem(key, JSON.stringify(texts))
  } catch {
    // A browser that keeps nothing, or has no room: the page still says that it is not kept.
  }
}

/** Where this browser keeps what the server does not have; nowhere when it keeps nothing for a site. */
export function browserStore(): Store {
  try {
    return window.localStorage
  } catch {
    return { length: 0, key: () => null, getItem: () => null, setItem: () => undefined, removeItem: () => undefined }
  }
}

/** The texts of this person for this offer that did not reach the server, by the names of their fields; those of a week ago and of anybody else go. */
export function unsentTexts(store: Store, person: string, offer: string, now: number): Map<string, UnsentText> {
  const keys = Array.from({ length: store.length }, (_, place) => store.key(place) ?? '')
  for (const key of keys) if (key.startsWith(PREFIX) && !key.startsWith(keyOf(person, ''))) store.removeItem(key)
  const key = keyOf(person, offer)
  const recent = Object.entries(read(store, key)).filter(([, { at }]) => at > now - KEPT_MS)
  write(store, key, Object.fromEntries(recent))
  return new Map(recent)
}

/** Keeps texts in this browser until the server has them. */
export function keepUnsent(store: Store, person: string, offer: string, texts: ReadonlyMap<string, UnsentText>): void {
  const key = keyOf(person, offer)
  write(store, key, { ...read(store, key), ...Object.fromEntries(texts) })
}

/** Forgets texts that the server has, or that their writer let go. */
export function forgetUnsent(store: Store, person: string, offer: string, names: ReadonlyArray<string>): void {
  const key = keyOf(person, offer)
  const left = Object.entries(read(store, key)).filter(([name]) => !names.includes(name))
  write(store, key, Object.fromEntries(left))
}
