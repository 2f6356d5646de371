import { words } from '#app/platform/search/fold.ts'

const LONGEST = 70

/** The readable part of an offer's address, made once from its title and never changed: `feedback-geven-zonder-omwegen`. */
export function slugFrom(title: string): string {
  const parts = words(title)
    .map((word) => word.replace(/[^a-z0-9]/g, ''))
    .filter(Boolean)
  let slug = ''
  for (const part of parts) {
    if (slug.length + part.length + 1 > LONGEST) break
    slug = slug ? `${slug}-${part}` : part
  }
  return slug || 'offer'
}

/** The first of `slug`, `slug-2`, `slug-3`, … that is not taken. */
export function freeSlug(slug: string, isTaken: (slug: string) => boolean): string {
  if (!isTaken(slug)) return slug
  for (let number = 2; ; number++) {
    const next = `${slug}-${number}`
    if (!isTaken(next)) return next
  }
}
