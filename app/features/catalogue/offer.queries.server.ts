import { eq, sql } from 'drizzle-orm'
import { formatDate, formatDayMonthYear, formatTimes } from '#app/i18n/format.ts'
import { type Language, otherLanguage, pick } from '#app/i18n/languages.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'
import { paths } from '#app/paths.ts'
import { moduleIsOn } from '#app/platform/env.server.ts'
import { renderMarkdown } from '#app/platform/markdown.server.ts'
import type { SearchEngine } from '#app/platform/search/search-engine.ts'
import { oncePerDatabase } from '#db/cached.server.ts'
import type { Db } from '#db/open.server.ts'
import { offers } from '#db/schema/catalogue.ts'
import { type Card, costText, kindLabel, seatsText } from './cards.server.ts'
import { foreign } from './catalogue-query.ts'
import { findCards } from './find-cards.server.ts'
import type { Fact, Words } from './kind.ts'
import { kindOf } from './kinds.ts'
import { durationText, languagesText, wordsFor } from './labels.server.ts'
import { type Names, namesOf } from './names.server.ts'
import { offerJsonLd } from './offer-json-ld.server.ts'
import { isOlderText, isPastReview, isVisible, sessionStatus } from './offer-rules.ts'
import { type Offer, readOffers, type Session } from './offer-store.server.ts'
import { aimDomainsOn, kindIsOn, kindsOn } from './portal.server.ts'

export type SessionView = {
  id: string
  days: Array<{ date: string; times: string }>
  place: string
  placeLanguage?: Language
  status: 'past' | 'cancelled' | 'full' | 'last-seats' | 'free-seats' | 'unlimited'
  seats: { icon: string; text: string }
  mailto: string | null
}

export type OfferPageData = {
  id: string
  slug: { nl: string; en: string }
  kind: Card['kind'] & { id: string; plural: string; href: string }
  title: string
  titleLanguage?: Language
  summary: string
  summaryLanguage?: Language
  bodyHtml: string
  bodyLanguage?: Language
  facts: Fact[]
  whoSees: Fact | null
  competences: Array<{ label: string; href: string }>
  aim: string[]
  coming: SessionView[]
  past: SessionView[]
  hasSessions: boolean
  /** Where to tell that one would come to a next time; nothing without the module. */
  wishHref: string | null
  maySave: boolean
  signUp: {
    state: 'always' | 'until' | 'closed' | 'none'
    until: string | null
    mailto: string
    reference: string | null
    isVacancy: boolean
  }
  ownerName: string
  ownerEmail: string
  updated: string
  pastReview: string | null
  olderText: boolean
  related: Card[]
  jsonLd: Record<string, unknown>
}

function commonFacts(offer: Offer, words: Words, names: Names): Fact[] {
  const { t, language } = words
  const list: Fact[] = []
  const add = (
    icon: Fact['icon'],
    key: 'where' | 'language' | 'duration' | 'cost' | 'for' | 'by' | 'provider' | 'learningForm' | 'participation',
    text: string | null,
  ) => {
    if (text) list.push({ icon, label: t(`offer:fact.${key}`), text })
  }
  if (offer.kind !== 'story') {
    add('place', 'where', t(`offer:format.${offer.format}`))
    add('language', 'language', languagesText(t, language, offer.languages))
    add('clock', 'duration', offer.duration ? durationText(t, offer.duration) : null)
    add('cost', 'cost', costText(offer, words))
    add('people', 'for', offer.targetGroups.map((group) => t(`offer:targetGroup.${group}`)).join(', '))
    add('learning', 'learningForm', offer.kind === 'vacancy' ? null : t(`offer:learningForm.${offer.learningForm}`))
    add('people', 'participation', offer.participation === 'team' ? t('offer:participation.team') : null)
  }
  add(
    'unit',
    'by',
    offer.units
      .map((unit) => names.units.get(unit)?.[language] ?? '')
      .filter(Boolean)
      .join(', '),
  )
  const provider = offer.provider ? names.providers.get(offer.provider) : undefined
  if (provider && !offer.units.includes(offer.provider ?? '')) add('provider', 'provider', provider[language])
  return list
}

function mailto(offer: Offer, subject: string): string {
  return `mailto:${offer.owner.email}?subject=${encodeURIComponent(subject)}`
}

function sessionView(offer: Offer, session: Session, words: Words, title: string): SessionView {
  const { t, language, now } = words
  const status = sessionStatus(session, now)
  const place = words.pick(session.place)
  const days = session.days.map((day) => ({
    date: formatDate(language, day.date),
    times: formatTimes(day.from, day.until),
  }))
  const takesSignUps = status !== 'past' && status !== 'cancelled' && offer.details.registration !== 'none'
  return {
    id: session.id,
    days,
    place: session.online ? t('offer:format.online') : place.text,
    ...(place.language ? { placeLanguage: place.language } : {}),
    status,
    seats: seatsText(session, words),
    mailto: takesSignUps
      ? mailto(offer, t('catalogue:offer.signUpSubject', { title: `${title}, ${days[0]?.date}` }))
      : null,
  }
}

function signUpOf(offer: Offer, words: Words, title: string): OfferPageData['signUp'] {
  const { t, language, now } = words
  const kind = kindOf(offer.kind)
  const until = kind.openUntil(offer.details)
  const isVacancy = offer.kind === 'vacancy'
  const reference = typeof offer.details.reference === 'string' ? offer.details.reference : null
  const subject =
    until === 'never'
      ? t('catalogue:offer.mailSubject', { title })
      : isVacancy
        ? t('catalogue:offer.respondSubject', { title, reference })
        : t('catalogue:offer.signUpSubject', { title })
  const base = {
    mailto: mailto(offer, subject),
    reference,
    isVacancy,
  }
  if (kind.sessions || until === 'never') return { ...base, state: 'none', until: null }
  if (until === 'always') return { ...base, state: 'always', until: null }
  return { ...base, state: until > now ? 'until' : 'closed', until: formatDate(language, until) }
}

/** Three other offers that share themes, competences or target groups most; another kind goes before the same one. */
async function relatedTo(db: Db, search: SearchEngine, offer: Offer, now: number): Promise<string[]> {
  const facets = { kind: kindsOn(), theme: offer.themes }
  const { ids } = await search.search({ q: '', facets, sort: 'best', page: 1, pageSize: 24, now, count: [] })
  const shared = (a: ReadonlyArray<string>, b: ReadonlyArray<string>) => a.filter((value) => b.includes(value)).length
  const score = (other: Offer) =>
    2 * shared(offer.themes, other.themes) +
    2 * shared(offer.competences, other.competences) +
    shared(offer.targetGroups, other.targetGroups) +
    (other.kind === offer.kind ? 0 : 0.5)
  return readOffers(
    db,
    ids.filter((id) => id !== offer.id),
  )
    .filter((other) => isVisible(other, now))
    .sort((a, b) => score(b) - score(a))
    .slice(0, 3)
    .map((other) => other.id)
}

function bySlug(db: Db) {
  const wanted = sql.placeholder('slug')
  const columns = { id: offers.id, slugNl: offers.slugNl, slugEn: offers.slugEn }
  return {
    nl: db.select(columns).from(offers).where(eq(offers.slugNl, wanted)).prepare(),
    en: db.select(columns).from(offers).where(eq(offers.slugEn, wanted)).prepare(),
  }
}

/** The offer at this address; or, when the address is the one in the other language, where to go; or nothing. */
export async function findOfferPage(
  db: Db,
  search: SearchEngine,
  language: Language,
  slug: string,
  now: Date,
): Promise<OfferPageData | { goTo: string } | null> {
  const find = oncePerDatabase(db, bySlug)
  const own = find[language].get({ slug })
  const found = own ?? find[otherLanguage(language)].get({ slug })
  const offer = found ? readOffers(db, [found.id])[0] : undefined
  if (!offer || !isVisible(offer, Number(now)) || !kindIsOn(offer.kind)) return null
  if (!own) return { goTo: paths.offer(language, offer.slug[language]) }
  return offerPage(db, search, offer, language, Number(now))
}

async function offerPage(
  db: Db,
  search: SearchEngine,
  offer: Offer,
  language: Language,
  now: number,
): Promise<OfferPageData> {
  const words = wordsFor(language, now)
  const { t } = words
  const names = namesOf(db)
  const kind = kindOf(offer.kind)
  const [title, summary, body] = [
    pick(offer.title, language),
    pick(offer.summary, language),
    pick(offer.body, language),
  ]
  const views = offer.sessions.map((session) => sessionView(offer, session, words, title.text))
  const aimOn = aimDomainsOn()
  const own = kind.facts(offer.details, words)
  return {
    id: offer.id,
    slug: offer.slug,
    kind: {
      ...kindLabel(offer, words),
      id: offer.kind,
      plural: t(kind.plural, { ns: 'offer' }),
      href: paths.catalogue(language, { kind: offer.kind }),
    },
    title: title.text,
    titleLanguage: foreign(title.language, language),
    summary: summary.text,
    summaryLanguage: foreign(summary.language, language),
    bodyHtml: renderMarkdown(body.text),
    bodyLanguage: foreign(body.language, language),
    // What a kind tells itself, such as how long a self-test takes, is not told twice.
    facts: [
      ...own,
      ...commonFacts(offer, words, names).filter((fact) => !own.some(({ label }) => label === fact.label)),
    ],
    whoSees: kind.whoSees(offer.details, words),
    competences: offer.competences.map((id) => ({
      label: names.competences.get(id)?.[language] ?? id,
      href: paths.catalogue(language, { competence: id }),
    })),
    aim: offer.aimDomains.filter((domain) => aimOn.includes(domain)).map((domain) => t(`offer:aimDomain.${domain}`)),
    coming: views.filter((view) => view.status !== 'past'),
    past: views.filter((view) => view.status === 'past'),
    hasSessions: kind.sessions,
    wishHref: moduleIsOn('wishes') ? paths.wish(language, { q: title.text }) : null,
    maySave: moduleIsOn('saved'),
    signUp: signUpOf(offer, words, title.text),
    ownerName: names.units.get(offer.owner.unit)?.[language] ?? '',
    ownerEmail: offer.owner.email,
    updated: formatDayMonthYear(language, offer.textAt[language]),
    pastReview: isPastReview(offer.reviewOn, dayOf(now)) ? formatDayMonthYear(language, offer.reviewOn) : null,
    olderText: isOlderText(offer.textAt[language], offer.textAt[otherLanguage(language)]),
    related: findCards(db, await relatedTo(db, search, offer, now), language, now),
    jsonLd: offerJsonLd(offer, words, names),
  }
}
