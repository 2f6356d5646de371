import { formatDateBlock, formatTimes } from '#app/i18n/format.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { type Language, textIn } from '#app/i18n/languages.ts'
import { moduleIsOn, portalSettings } from '#app/platform/portal/settings.server.ts'
import type { SearchEngine } from '#app/search/search-engine.ts'
import type { Db } from '#db/open.server.ts'
import { cachedOffers } from './cached-offers.server.ts'
import { unknownParameters } from './cards/catalogue-query.ts'
import { findCards } from './cards/find-cards.server.ts'
import { type Card, nextSession, seatsText } from './cards.server.ts'
import { kindIsOn, kindsOn } from './enabled-kinds.server.ts'
import { type KindId, kindOf } from './kinds.ts'
import { isVisible } from './offer-rules.ts'
import type { Offer } from './offer-store.server.ts'

export type ComingUp = {
  id: string
  slug: string
  day: string
  month: string
  date: string
  title: string
  titleLanguage?: Language
  times: string
  place: string
  placeLanguage?: Language
  seats: string | null
}

export type HomePageData = {
  /** What the portal is for, if administrators have worded it. */
  purpose: string | null
  counts: Readonly<Record<string, number>>
  kindsOn: KindId[]
  guidesOn: boolean
  calendarOn: boolean
  coming: ComingUp[]
  story: (Card & { minutes: number }) | null
  fresh: Card[]
  closing: Card[]
}

const WORDS_A_MINUTE = 200

/** How long a text takes to read, in whole minutes, at least one. */
export function readingMinutes(text: string): number {
  return Math.max(1, Math.round(text.split(/\s+/).length / WORDS_A_MINUTE))
}

function comingUp(offer: Offer, language: Language, now: number): ComingUp[] {
  const session = nextSession(offer, now)
  const day = session?.days[0]
  if (!session || !day) return []
  const t = textsFor(language)
  const title = textIn(offer.title, language)
  const place = session.online ? { text: t('offer:format.online'), language } : textIn(session.place, language)
  return [
    {
      id: offer.id,
      slug: offer.slug[language],
      ...formatDateBlock(language, session.startsAt),
      date: day.date,
      title: title.text,
      titleLanguage: unknownParameters(title.language, language),
      times: formatTimes(day.from, day.until),
      place: place.text,
      placeLanguage: unknownParameters(place.language, language),
      seats: session.seats === null && !session.cancelled ? null : seatsText(session, { t, now }).text,
    },
  ]
}

function storyOfTheDay(db: Db, stories: ReadonlyArray<Offer>, language: Language, now: number): HomePageData['story'] {
  const day = Math.floor(now / 86_400_000)
  const story = stories[day % Math.max(1, stories.length)]
  const [card] = story ? findCards(db, [story.id], language, now) : []
  if (!story || !card) return null
  return { ...card, minutes: readingMinutes(textIn(story.body, language).text) }
}

/** What the home page shows: the five ways in with their numbers, what is coming up, a story of the day, what is new and what closes soon. */
export async function findHomePage(db: Db, search: SearchEngine, language: Language, now: Date): Promise<HomePageData> {
  const at = Number(now)
  const ask = (
    facets: Record<string, ReadonlyArray<string>>,
    sort: 'soonest' | 'newest' | 'closing',
    pageSize: number,
    count: string[] = [],
  ) => search.search({ q: '', facets, sort, page: 1, pageSize, now: at, count })
  const withDates = kindsOn().filter((kind) => kindOf(kind).sessions)
  // Stories and vacancies have their own place; where there is nothing else, they are what is new. No kinds would mean every kind.
  const others = kindsOn().filter((kind) => kind !== 'story' && kind !== 'vacancy')
  const [all, dated, stories, closing] = await Promise.all([
    ask({ kind: others.length > 0 ? others : kindsOn() }, 'newest', 3, ['kind']),
    withDates.length > 0 ? ask({ kind: withDates, when: ['quarter'] }, 'soonest', 5) : null,
    kindIsOn('story') ? ask({ kind: ['story'] }, 'newest', 20) : null,
    kindIsOn('vacancy') ? ask({ kind: ['vacancy'], open: ['yes'] }, 'closing', 3) : null,
  ])
  const visible = (ids: ReadonlyArray<string>) =>
    cachedOffers(db, ids).filter((offer) => isVisible(offer, at) && kindIsOn(offer.kind))
  return {
    purpose: portalSettings().purpose[language] || null,
    counts: all.counts.kind ?? {},
    kindsOn: kindsOn(),
    guidesOn: moduleIsOn('guides'),
    calendarOn: moduleIsOn('calendar'),
    coming: visible(dated?.ids ?? []).flatMap((offer) => comingUp(offer, language, at)),
    story: storyOfTheDay(db, visible(stories?.ids ?? []), language, at),
    fresh: findCards(db, all.ids, language, at),
    closing: findCards(db, closing?.ids ?? [], language, at),
  }
}
