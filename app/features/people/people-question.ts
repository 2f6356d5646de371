import { z } from 'zod'

/** How many people stand on a page of the list, and how many signs are read of what was typed. */
export const PEOPLE_A_PAGE = 50
export const LONGEST_SEARCH = 100

const searchForm = z.strictObject({ q: z.string(), page: z.string().optional() })

function pageOf(text: string | null | undefined): number {
  return /^[1-9]\d{0,5}$/.test(text ?? '') ? Number(text) : 1
}

/** The words and the page of a search; a form that is none of ours asks nothing. */
export function readSearch(fields: Readonly<Record<string, string>> | null): { typed: string; page: number } {
  const read = searchForm.safeParse(fields)
  return read.success ? { typed: read.data.q, page: pageOf(read.data.page) } : { typed: '', page: 1 }
}

/** The page of an address. */
export function pageOfAddress(search: URLSearchParams): number {
  return pageOf(search.get('page'))
}
