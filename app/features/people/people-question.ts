/** How many people stand on a page of the list, and how many signs are read of what was typed. */
export const PEOPLE_A_PAGE = 50
export const LONGEST_SEARCH = 100

function pageOf(text: string | null | undefined): number {
  return /^[1-9]\d{0,5}$/.test(text ?? '') ? Number(text) : 1
}

/** The words and the page of a search that was sent. */
export function peopleSearchOf({ q, page }: { q: string; page?: string }): { typed: string; page: number } {
  return { typed: q, page: pageOf(page) }
}

/** The page of an address. */
export function pageOfAddress(search: URLSearchParams): number {
  return pageOf(search.get('page'))
}
