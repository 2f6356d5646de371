import { cachedOffers } from '#app/features/catalogue/cached-offers.server.ts'
import { chosenFilters, readOfferFilter } from '#app/features/catalogue/catalogue-filters.server.ts'
import { kindIsOn, kindsOn } from '#app/features/catalogue/enabled-kinds.server.ts'
import { isVisible } from '#app/features/catalogue/offer-rules.ts'
import type { Offer } from '#app/features/catalogue/offer-store.server.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { type Language, textIn } from '#app/i18n/languages.ts'
import { paths } from '#app/paths.ts'
import { publicOrigin } from '#app/platform/http/origin.server.ts'
import { moduleIsOn, portalName } from '#app/platform/portal/settings.server.ts'
import type { SearchEngine } from '#app/search/search-engine.ts'
import type { Db } from '#db/open.server.ts'
import { escapeMarkup } from './feed/xml.ts'

export const ATOM_TYPE = 'application/atom+xml'
const MOST_ENTRIES = 50
const IS_UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The name of a theme in this language; null for one that does not exist. */
function themeName(db: Db, language: Language, theme: string): string | null {
  const filter = readOfferFilter(db, language, new URLSearchParams({ theme }))
  return chosenFilters(db, language, filter)[0]?.label ?? null
}

function titleFor(language: Language, theme: string): string {
  return textsFor(language)('calendar:feed.theme', { portal: portalName(), theme })
}

/** The feed of a page that shows one theme; null for any other page, and where the calendar is off. */
export function feedOfPage(
  db: Db,
  language: Language,
  address: URLSearchParams,
): { type: string; href: string; title: string } | null {
  const [theme, another] = address.getAll('theme')
  if (!theme || another || !moduleIsOn('calendar')) return null
  const name = themeName(db, language, theme)
  return name === null
    ? null
    : { type: ATOM_TYPE, href: paths.themeFeed(language, theme), title: titleFor(language, name) }
}

function entryOf(offer: Offer, language: Language): string {
  const [title, summary] = [textIn(offer.title, language), textIn(offer.summary, language)]
  const href = `${publicOrigin()}${paths.offer(language, offer.slug[language])}`
  const moment = (at: number) => new Date(at).toISOString()
  const inOther = title.language === language ? '' : ` xml:lang="${title.language}"`
  return `<entry${inOther}>
<id>${IS_UUID.test(offer.id) ? `urn:uuid:${offer.id}` : escapeMarkup(href)}</id>
<title>${escapeMarkup(title.text)}</title>
<link rel="alternate" type="text/html" href="${escapeMarkup(href)}"/>
<published>${moment(Math.max(offer.createdAt, offer.publishFrom ?? 0))}</published>
<updated>${moment(offer.updatedAt)}</updated>
<summary>${escapeMarkup(summary.text)}</summary>
</entry>`
}

/** What was published last under a theme, as Atom (RFC 4287). Null for a theme that does not exist. */
export async function findThemeFeed(
  db: Db,
  search: SearchEngine,
  language: Language,
  theme: string,
  now: Date,
): Promise<string | null> {
  const name = themeName(db, language, theme)
  if (name === null) return null
  const facets = { theme: [theme], kind: kindsOn() }
  const answer = await search.search({
    q: '',
    facets,
    sort: 'newest',
    page: 1,
    pageSize: MOST_ENTRIES,
    now: Number(now),
    count: [],
  })
  const offers = cachedOffers(db, answer.ids).filter((one) => isVisible(one, Number(now)) && kindIsOn(one.kind))
  const self = escapeMarkup(`${publicOrigin()}${paths.themeFeed(language, theme)}`)
  const page = escapeMarkup(`${publicOrigin()}${paths.catalogue(language, { theme })}`)
  // An empty feed was updated at no moment; the beginning of counting stands for it.
  const updated = new Date(Math.max(0, ...offers.map(({ updatedAt }) => updatedAt))).toISOString()
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
<id>${self}</id>
<title>${escapeMarkup(titleFor(language, name))}</title>
<updated>${updated}</updated>
<link rel="self" type="${ATOM_TYPE}" href="${self}"/>
<link rel="alternate" type="text/html" href="${page}"/>
<author><name>${escapeMarkup(portalName())}</name></author>
${offers.map((offer) => entryOf(offer, language)).join('\n')}
</feed>
`
}
