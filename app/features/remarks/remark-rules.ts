/** The most characters a remark may have; the form says it to the browser, the verb checks it. */
export const LONGEST_REMARK = 1_000
/** Nobody signs in to leave one, so a day takes a bounded number of them. */
export const MOST_REMARKS_A_DAY = 500

export type RemarkProblem = 'empty' | 'too-long' | 'too-many' | 'busy'

const PAGE = /^\/(?:nl|en)(?:\/[a-z0-9-]+){0,4}$/
const LONGEST_PAGE = 300

/** The page of the portal that somebody speaks of: a path without query, or the first page when what came is none. */
export function remarkedPage(named: string | null, language: 'nl' | 'en'): string {
  const path = (named ?? '').replace(/[?#].*$/, '')
  return path.length <= LONGEST_PAGE && PAGE.test(path) ? path : `/${language}`
}

/** The last part of the address of an offer; null for any other page. */
export function offerSlugOf(page: string): string | null {
  return /^\/(?:nl|en)\/catalogue\/([a-z0-9-]+)(?:\/ask)?$/.exec(page)?.[1] ?? null
}
