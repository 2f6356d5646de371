import { plainWords } from '#app/platform/text/fold.ts'

const LONGEST = 70

/** The readable part of an offer's address, made once from its title and never changed: `feedback-geven-zonder-omwegen`; `otherwise` when no letter of it can stand in an address. */
export function slugFrom(title: string, otherwise = 'offer'): string {
  const parts = plainWords(title)
    .map((word) => word.replace(/[^a-z0-9]/g, ''))
    .filter(Boolean)
  let slug = ''
  for (const part of parts) {
    if (slug.length + part.length + 1 > LONGEST) break
    slug = slug ? `${slug}-${part}` : part
  }
  return slug || otherwise
}

/** The first of `slug`, `slug-2`, `slug-3`, … that is not taken; a hundred namesakes cost a dozen questions, not a hundred. */
export function freeSlug(slug: string, isTaken: (slug: string) => boolean): string {
  if (!isTaken(slug)) return slug
  const numbered = (number: number) => `${slug}-${number}`
  let taken = 1
  let free = 2
  while (isTaken(numbered(free))) {
    taken = free
    free *= 2
  }
  while (free - taken > 1) {
    const middle = Math.floor((taken + free) / 2)
    if (isTaken(numbered(middle))) taken = middle
    else free = middle
  }
  return numbered(free)
}
