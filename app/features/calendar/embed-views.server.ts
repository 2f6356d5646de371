import { filterParameters, readOfferFilter } from '#app/features/catalogue/catalogue-filters.server.ts'
import { kindsOn } from '#app/features/catalogue/enabled-kinds.server.ts'
import { findCardsOf } from '#app/features/catalogue/found-cards.server.ts'
import { kindOf } from '#app/features/catalogue/kinds.ts'
import { formatDate } from '#app/i18n/format.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import { addDays, dayOf } from '#app/i18n/zoned-time.ts'
import { paths } from '#app/paths.ts'
import { publicOrigin } from '#app/platform/http/origin.server.ts'
import type { SearchEngine } from '#app/search/search-engine.ts'
import type { Db } from '#db/open.server.ts'
import { embedDocument, embedPolicy, linkOut } from './embed/document.server.ts'
import { type EntryView, entryView } from './entry-view.server.ts'
import { escapeMarkup } from './feed/xml.ts'
import { findEntries } from './find-entries.server.ts'

export { embedPolicy }

/** A view stays below 25 kB with these, also with long titles. */
const MOST_ENTRIES = 25
const MOST_RESULTS = 10
const DAYS_AHEAD = 90

function full(path: string): string {
  return `${publicOrigin()}${path}`
}

function entryLine(entry: EntryView): string {
  const link = linkOut(full(entry.href), entry.title, entry.titleLanguage)
  const place = entry.place ? ` · <span lang="${entry.placeLanguage ?? ''}">${escapeMarkup(entry.place)}</span>` : ''
  return `<li>${escapeMarkup(entry.before)} ${entry.isCancelled ? `<s>${link}</s>` : link} ${escapeMarkup(entry.after ?? '')}
<p class="small">${escapeMarkup(entry.kind.label)}${place.replace(' lang=""', '')}</p></li>`
}

/** What comes in the next three months and passes the filters of the address, by day, as a page for a frame. */
export function calendarView(
  db: Db,
  search: SearchEngine,
  language: Language,
  address: URLSearchParams,
  now: Date,
): string {
  const t = textsFor(language)
  const filter = readOfferFilter(db, language, address)
  const today = dayOf(now)
  const entries = findEntries(db, search, filter, { from: today, until: addDays(today, DAYS_AHEAD) }, now)
  const shown = entries.slice(0, MOST_ENTRIES)
  const dates = [...new Set(shown.map(({ date }) => date))]
  const days = dates.map((date) => {
    const lines = shown.filter((entry) => entry.date === date).map((entry) => entryLine(entryView(entry, language)))
    return `<h2>${escapeMarkup(formatDate(language, date))}</h2>\n<ul>${lines.join('\n')}</ul>`
  })
  const whole = full(paths.calendar(language, filterParameters(filter)))
  const body = `${days.length > 0 ? days.join('\n') : `<p>${escapeMarkup(t('calendar:none'))}</p>`}
<p>${linkOut(whole, t('calendar:embed.whole'))}</p>`
  return embedDocument(language, t('calendar:title'), body)
}

function searchForm(language: Language, q: string): string {
  const t = textsFor(language)
  return `<form action="${paths.embedSearch(language)}" role="search"><label for="q">${escapeMarkup(t('search.label'))}</label>
<input id="q" name="q" type="search" maxlength="300" value="${escapeMarkup(q)}"><button>${escapeMarkup(t('search.button'))}</button></form>`
}

function waysIn(language: Language): string {
  const t = textsFor(language)
  const links = kindsOn().map(
    (kind) => `<li>${linkOut(full(paths.catalogue(language, { kind })), t(kindOf(kind).plural, { ns: 'offer' }))}</li>`,
  )
  return `<ul>${links.join('')}</ul>`
}

/** A search box with the first results, as a page for a frame. */
export async function searchView(
  db: Db,
  search: SearchEngine,
  language: Language,
  address: URLSearchParams,
  now: Date,
): Promise<string> {
  const t = textsFor(language)
  const filter = readOfferFilter(db, language, address)
  const form = searchForm(language, filter.q)
  if (filter.q === '') return embedDocument(language, t('calendar:embed.search'), `${form}\n${waysIn(language)}`)
  const { total, cards } = await findCardsOf(db, search, language, filter, MOST_RESULTS, now)
  const results = cards.map(
    (card) => `<li>${linkOut(full(paths.offer(language, card.slug)), card.title, card.titleLanguage)}
<p class="small">${escapeMarkup(card.kind.label)}</p><p${card.summaryLanguage ? ` lang="${card.summaryLanguage}"` : ''}>${escapeMarkup(card.summary)}</p></li>`,
  )
  const all = linkOut(
    full(paths.catalogue(language, filterParameters(filter))),
    t('calendar:embed.all', { count: total }),
  )
  const body = `${form}
<p role="status">${escapeMarkup(t('catalogue:resultsFor', { count: total, q: filter.q }))}</p>
<ol>${results.join('\n')}</ol>
<p>${all}</p>`
  return embedDocument(language, t('calendar:embed.search'), body)
}
