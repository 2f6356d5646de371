import type { Fields } from './offer-fields.ts'

/** A short mark of what stands in a field: a page carries it, so that saving knows what its reader had before them. */
export function markOf(values: ReadonlyArray<string> | undefined): string {
  const text = JSON.stringify((values ?? []).some((value) => value !== '') ? values : [])
  // FNV-1a, twice with other beginnings: no secret, only a comparison.
  let [a, b] = [0x811c9dc5, 0x01000193]
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x85ebca6b)
  }
  return `${(a >>> 0).toString(36)}-${(b >>> 0).toString(36)}`
}

/** One field as somebody sends it: its name, the mark of what stood there when they began, and what stands there now. */
export type TypedChange = {
  readonly name: string
  readonly was: string
  readonly values: ReadonlyArray<string>
  /** Marks of what the same page sent before without hearing what became of it: its writer had that before them too. */
  readonly tried?: ReadonlyArray<string>
}
/** A text of one's own that waits beside another one. */
export type OwnText = { readonly id: string; readonly name: string; readonly values: ReadonlyArray<string> }
/** A text that met another one: a new one, or the next version of one that waits already (`text`, its id). */
export type MetChange = TypedChange & { readonly text: string | null }

/** What becomes of the fields somebody sends: those to write, and those whose text met another one. */
export type Merged = { readonly written: TypedChange[]; readonly met: MetChange[] }

/**
 * Merges what somebody sends with what stands there by now, field by field. A field they did not touch stays; one that nobody else changed is theirs;
 * the same text from both is one text; only a field that both changed in another way is a meeting, in which nothing is written. A text that goes on
 * from one's own that waits takes its place; any other one waits beside it.
 */
export function mergeFields(
  current: Fields,
  sent: ReadonlyArray<TypedChange>,
  waiting: ReadonlyArray<OwnText> = [],
): Merged {
  const written: TypedChange[] = []
  const met: MetChange[] = []
  for (const change of sent) {
    const [before, after] = [markOf(current.get(change.name)), markOf(change.values)]
    if (after === change.was || after === before) continue
    const seen = new Set([change.was, ...(change.tried ?? [])])
    if (seen.has(before)) {
      written.push(change)
      continue
    }
    const own = waiting.filter(({ name }) => name === change.name)
    const same = own.find(({ values }) => markOf(values) === after)
    const next = same ?? own.find(({ values }) => seen.has(markOf(values)))
    met.push({ ...change, text: next?.id ?? null })
  }
  return { written, met }
}
