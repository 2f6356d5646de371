import type { Pair } from '#app/i18n/languages.ts'
import { fold } from '#app/platform/text/fold.ts'
import type { SearchDocument } from '../search-engine.ts'
import type { Lexicon } from '../words/lexicon.ts'
import { partsOfTexts } from './compound-parts.ts'

/** Rises when documents or settings are laid out otherwise: an index of another layout is not searched, and is built anew. */
export const LAYOUT = '2'

/** A document as the server holds it. Moments in UTC milliseconds; `rev` is the change (search_doc.seq) that it shows. */
export type MeiliDocument = {
  id: string
  rev: number
  title: Pair
  labels: string[]
  x_parts: string[]
  summary: Pair
  body: Pair
  starts: ReadonlyArray<number>
  openUntil: ReadonlyArray<number>
  anyTime: boolean
  visibleFrom: number
  visibleUntil: number
  publishedAt: number
  [facet: `f_${string}`]: ReadonlyArray<string>
}

/** The attribute of a facet; null for a name that could not be one, so that nothing of a request gets into a filter as a name. */
export function attributeOf(facet: string): `f_${string}` | null {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(facet) ? `f_${facet}` : null
}

/** Whether the server takes this as an id: one that it does not take would make a whole batch fail. */
export function isSendable(id: string): boolean {
  return /^[A-Za-z0-9_-]{1,511}$/.test(id)
}

function folded({ nl, en }: Pair): Pair {
  return { nl: fold(nl), en: fold(en) }
}

/** Makes the server's document of ours. Texts go folded, as the query does: the server has no word for C# or ı. */
export function meiliDocument(document: SearchDocument, rev: number, lexicon: Lexicon): MeiliDocument {
  const named = [document.title.nl, document.title.en, ...document.labels]
  const facets = Object.entries(document.facets).flatMap(([facet, values]) => {
    const attribute = attributeOf(facet)
    return attribute ? [[attribute, values] as const] : []
  })
  return {
    id: document.id,
    rev,
    title: folded(document.title),
    labels: document.labels.map(fold),
    x_parts: partsOfTexts(named, lexicon),
    summary: folded(document.summary),
    body: folded(document.body),
    ...Object.fromEntries(facets),
    starts: document.starts,
    openUntil: document.openUntil,
    anyTime: document.anyTime,
    visibleFrom: document.visibleFrom,
    visibleUntil: document.visibleUntil,
    publishedAt: document.publishedAt,
  }
}
