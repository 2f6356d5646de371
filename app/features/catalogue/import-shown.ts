import type { Language } from '#app/i18n/languages.ts'

/** The lists of a preview in their order on the page, each with pages of its own. */
export const IMPORT_LISTS = ['refused', 'notices', 'cancelled', 'added', 'changed'] as const
export type ImportList = (typeof IMPORT_LISTS)[number]
export type ImportPages = Readonly<Partial<Record<ImportList, number>>>

type PageOfList = {
  readonly lines: ReadonlyArray<string>
  readonly count: number
  readonly page: number
  readonly pages: number
}
/** What the page of a kept file shows. */
export type ShownImport = {
  readonly state: 'looked' | 'waiting' | 'working' | 'failed'
  readonly work: 'look' | 'apply' | null
  readonly look: {
    readonly language: Language
    readonly counts: Readonly<Record<'new' | 'changed' | 'unchanged' | 'refused' | 'cancelled', number>>
    readonly file: ReadonlyArray<string>
    readonly lists: Readonly<Record<ImportList, PageOfList>>
    readonly fingerprint: string
  } | null
  readonly unreadable: string | null
  readonly applied: {
    readonly done: number
    readonly problem: 'gone' | 'changed-meanwhile' | 'changed-half-way' | 'refused' | 'dates' | null
  } | null
}

/** The page of each list that an address asks for; what is no number of a page is the first. */
export function readImportPages(search: URLSearchParams): ImportPages {
  const asked = IMPORT_LISTS.map((list) => [list, Number(search.get(list) ?? 1)] as const)
  return Object.fromEntries(asked.filter(([, page]) => Number.isInteger(page) && page > 1 && page < 10_000))
}
