import { OF_THE_PORTAL } from '#app/platform/inventory/facts.ts'
import { type Facts, type Line, tableLines } from '#app/platform/inventory/line.ts'

const SEARCH: Facts = { ...OF_THE_PORTAL, purpose: 'search' }

/** The index of the published offer. Nothing personal or confidential may be in it; tests look for that in what is really written. */
export const SEARCH_LINES: ReadonlyArray<Line> = [
  ...tableLines('koers', 'search_title', SEARCH, 'nl en'),
  ...tableLines('koers', 'search_middle', SEARCH, 'words'),
  ...tableLines('koers', 'search_body', SEARCH, 'words'),
  ...tableLines('koers', 'search_doc', SEARCH, 'id entity seq live columns sent'),
  ...tableLines('koers', 'search_term', SEARCH, 'term places languages documents nl en family seq'),
  ...tableLines('koers', 'search_synonym', SEARCH, 'sides state created_at'),
  ...tableLines('koers', 'search_pair', SEARCH, 'nl en together nl_alone en_alone dice state'),
  // Without a person or a time of day; rare words are shown to nobody.
  ...tableLines(
    'koers',
    'search_miss',
    { ...SEARCH, keep: 'P180D', from: 'last-search', erase: 'delete' },
    'words language times first_day last_day',
  ),
  ...tableLines('koers', 'search_state', SEARCH, 'name value'),
]
