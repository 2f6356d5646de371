import { OF_A_PERSON } from '#app/platform/inventory/facts.ts'
import { type Facts, type Line, tableLines } from '#app/platform/inventory/line.ts'

/** Who typed what in a draft: colleagues who may edit the offer see it, and it goes a year after the last change. */
const OF_A_DRAFT: Facts = {
  ...OF_A_PERSON,
  purpose: 'publishing',
  keep: 'P365D',
  from: 'last-change',
  export: { under: 'offerDrafts' },
  erase: 'delete',
  seenBy: ['publisher'],
}

/** Who wrote is unlinked with the person; the text stays with the offer. */
const BY = { erase: 'unlink' } as const satisfies Partial<Facts>

export const PUBLISHING_LINES: ReadonlyArray<Line> = [
  ...tableLines('koers', 'offer_drafts', OF_A_DRAFT, 'id kind created_by created_at updated_at', { created_by: BY }),
  ...tableLines('koers', 'offer_draft_fields', OF_A_DRAFT, 'draft_id name value base changed_by changed_at', {
    changed_by: BY,
  }),
  ...tableLines(
    'koers',
    'offer_draft_texts',
    { ...OF_A_DRAFT, erase: 'delete' },
    'id draft_id name written_by value written_at',
  ),
  ...tableLines(
    'koers',
    'offer_discards',
    { ...OF_A_DRAFT, keep: 'P30D', from: 'event' },
    'id offer_id kind created_by content discarded_by discarded_at',
    { created_by: BY, discarded_by: BY },
  ),
  ...tableLines(
    'koers',
    'offer_editors',
    { ...OF_A_DRAFT, keep: 'P1D', from: 'event', erase: 'delete' },
    'offer_id person_id section seen_at',
  ),
]
