import { parseLink } from '#app/platform/tables/parse-values.ts'
import { checkedLink } from '#app/platform/text/checked-link.ts'
import type { Cell, LineNotice } from './import-record.ts'
import { isEmpty, shownValue } from './read-value.server.ts'

/** `saved` is the link of the offer, undefined when the file says nothing of it; `inText` stands under the description instead, and `gone` no longer does. */
export type MappedLink = { saved?: string | null; inText?: string; gone?: string }

/**
 * The link of a source: an https address becomes the link of the offer; one of http stands under the description, as links of our own are https only. What
 * cannot be followed is told and left out.
 */
export function mapLink(cell: Cell | undefined, told: Array<Omit<LineNotice, 'line'>>): MappedLink {
  if (!cell) return {}
  if (isEmpty(cell.any)) return { saved: null, inText: '' }
  const value = shownValue(cell.any)
  const address = parseLink(value)
  const checked = address === undefined ? undefined : checkedLink(address)
  if (checked?.ok) return { saved: checked.value.href, gone: address ?? '' }
  if (address !== undefined && /^http:/i.test(address)) return { saved: null, inText: address }
  told.push({ field: cell.header, code: 'no-link', value })
  return {}
}
