import { eq, sql } from 'drizzle-orm'
import { formatDate, formatDayMonthYear, formatTimes } from '#app/i18n/format.ts'
import { type Language, otherLanguage, textIn } from '#app/i18n/languages.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'
import { paths } from '#app/paths.ts'
import { moduleIsOn } from '#app/platform/portal/settings.server.ts'
import { renderMarkdown } from '#app/platform/text/markdown.server.ts'
import type { SearchEngine } from '#app/search/search-engine.ts'
import { oncePerDatabase } from '#db/cached.server.ts'
import type { Db } from '#db/open.server.ts'
import { offers } from '#db/schema/catalogue.ts'
import { asksApproval, keepsSignUps } from './asking.ts'
import { cachedOffers } from './cached-offers.server.ts'
import { unknownParameters } from './cards/catalogue-query.ts'
import { findCards } from './cards/find-cards.server.ts'
import { durationText, languagesText, wordsFor } from './cards/labels.server.ts'
import { type Card, costText, kindLabel, seatsText } from './cards.server.ts'
import { cachedNames, type Names } from './catalogue-names.server.ts'
import { aimDomainsOn, kindIsOn } from './enabled-kinds.server.ts'
import type { Assessment, CommonFact, Fact, KindDefinition, Words } from './kinds/kind.ts'
import { kindOf } from './kinds.ts'
import { type AskedBy, askedBy, askHref, linkOf, type OfferLink, respondHref } from './offer/ask-links.server.ts'
import { type FilmView, filmView, pictureView } from './offer/media-view.server.ts'
import { offerJsonLd } from './offer/offer-json-ld.server.ts'
import { findRelated } from './offer/related-offers.server.ts'
import { type SessionTerm, type SlotView, sessionTerms, signUpIsOpen, slotViews } from './offer/session-terms.server.ts'
import type { ShownPicture } from './offer-media.ts'
import { isOlderText, isPastReview, isVisible, sessionStatus, signUpFor } from './offer-rules.ts'
import type { Offer, Session } from './offer-store.server.ts'

export type SessionView = {
  id: string
  days: Array<{ date: string; times: string }>
  place: string
  placeLanguage?: Language
  status: 'past' | 'cancelled' | 'full' | 'last-seats' | 'free-seats' | 'unlimited'
  seats: { icon: string; text: string }
  /** What to know before signing up, in sentences. */
  terms: SessionTerm[]
  slots: SlotView[]
  /** Where one asks for it: a page of the portal, or a mail where requests are off; null when one cannot. */
  askHref: string | null
  /** Where one signs up for it, in this portal. */
  signUpHref: string | null
  /** Its file for a calendar program; nothing once it is over or cancelled, and without the module. */
  file: string | null
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
  /** The language of what is not written in the reader's own: its title, its summary or its text. */
  textLanguage?: Language
  facts: Fact[]
  whoSees: Fact | null
  competences: Array<{ label: string; href: string }>
  aim: string[]
  aimGoals: Array<{ label: string; href: string }>
  assessment: Assessment | null
  picture: (ShownPicture & { alt: string }) | null
  film: FilmView | null
  coming: SessionView[]
  past: SessionView[]
  hasSessions: boolean
  /** It had dates, and none is left that still takes place. */
  noNewDates: boolean
  /** Where to tell that one would come to a next time; nothing without the module. */
  wishHref: string | null
  maySave: boolean
  signUp: {
    /** `begin`: at any time, in one's own pace; `ask-dates`: nobody has set dates yet. */
    state: 'always' | 'request' | 'begin' | 'ask-dates' | 'until' | 'closed' | 'none'
    until: string | null
    /** Where one asks: a page of the portal, or a mail where requests are off. */
    askHref: string
    by: AskedBy
    /** Where one responds by mail; null where asking or the link does it. */
    respondHref: string | null
    link: OfferLink | null
    /** What one responds to has a reference to name. */
    respond: { reference: string } | null
  }
  /** Signing up goes through somebody's mailbox; the page says so beside who sees what. */
  byMail: boolean
  discreet: boolean
  ownerName: string
  ownerEmail: string
  updated: string
  pastReview: string | null
  olderText: boolean
  related: Card[]
  jsonLd?: Record<string, unknown>
}

function commonFacts(offer: Offer, words: Words, names: Names, kind: KindDefinition): Fact[] {
  const { t, language } = words
  const list: Fact[] = []
  const add = (icon: Fact['icon'], key: CommonFact | 'by' | 'provider', text: string | null) => {
    if (text && !kind.hides?.some((hidden) => hidden === key)) list.push({ icon, label: t(`offer:fact.${key}`), text })
  }
  add('place', 'where', t(`offer:format.${offer.format}`))
  add('language', 'language', languagesText(t, language, offer.languages))
  add('clock', 'duration', offer.duration ? durationText(t, offer.duration) : null)
  add('cost', 'cost', costText(offer, words))
  add('people', 'for', offer.targetGroups.map((group) => t(`offer:targetGroup.${group}`)).join(', '))
  add('learning', 'learningForm', t(`offer:learningForm.${offer.learningForm}`))
  add('people', 'participation', offer.participation === 'team' ? t('offer:participation.team') : null)
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

/** What the page tells in short: the kind's own facts first; what it tells itself, such as how long a self-test takes, is not told twice. */
export function offerFacts(
  offer: Offer,
  words: Words,
  names: Names,
  kind: KindDefinition = kindOf(offer.kind),
): Fact[] {
  const own = kind.facts(offer.details, words)
  const isNew = (fact: Fact) => !own.some(({ label }) => label === fact.label)
  return [...own, ...commonFacts(offer, words, names, kind).filter(isNew)]
}

function sessionView(offer: Offer, session: Session, words: Words, title: string): SessionView {
  const { t, language, now } = words
  const status = sessionStatus(session, now)
  const place = words.pick(session.place)
  const days = session.days.map((day) => ({
    date: formatDate(language, day.date),
    times: formatTimes(day.from, day.until),
  }))
  const isOver = status === 'past' || status === 'cancelled'
  const hasRoom = status !== 'full' || session.waitingList
  const takesSignUps =
    !isOver && hasRoom && signUpIsOpen(session, dayOf(now)) && signUpFor(kindOf(offer.kind), offer) === 'sessions'
  const here = moduleIsOn('sign-up') && keepsSignUps(offer) && !asksApproval(offer, session)
  return {
    id: session.id,
    days,
    place: session.online ? t('offer:format.online') : place.text,
    ...(place.language && !session.online ? { placeLanguage: place.language } : {}),
    status,
    seats: seatsText(session, words),
    terms: isOver ? [] : sessionTerms(session, words),
    slots: isOver ? [] : slotViews(session, words),
    signUpHref: takesSignUps && here ? paths.signUp(language, session.id) : null,
    askHref:
      takesSignUps && !here
        ? askHref(offer, words, t('catalogue:offer.signUpSubject', { title: `${title}, ${days[0]?.date}` }), session.id)
        : null,
    file: !isOver && moduleIsOn('calendar') ? paths.sessionFile(language, session.id) : null,
  }
}

function signUpOf(offer: Offer, words: Words, title: string): OfferPageData['signUp'] {
  const { t, language, now } = words
  const kind = kindOf(offer.kind)
  const signUp = signUpFor(kind, offer)
  const respond = kind.respond?.(offer.details) ?? null
  const box = (state: OfferPageData['signUp']['state'], subject: string, until: string | null = null) => ({
    state,
    until,
    respond,
    askHref: askHref(offer, words, subject),
    by: askedBy(offer),
    respondHref: respondHref(offer, subject),
    link: linkOf(offer),
  })
  const question = t('catalogue:offer.mailSubject', { title })
  const reaction = respond
    ? t('catalogue:offer.respondSubject', { title, reference: respond.reference })
    : t('catalogue:offer.signUpSubject', { title })
  if (signUp === 'never' || signUp === 'sessions') return box('none', question)
  if (signUp === 'request') return box('request', question)
  if (signUp !== 'always') return box(signUp > now ? 'until' : 'closed', reaction, formatDate(language, signUp))
  if (!kind.sessions) return box('always', reaction)
  return offer.format === 'self-paced' ? box('begin', reaction) : box('ask-dates', question)
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
export function findOfferPage(
  db: Db,
  search: SearchEngine,
  language: Language,
  slug: string,
  now: Date,
): OfferPageData | { goTo: string } | null {
  const find = oncePerDatabase(db, bySlug)
  const own = find[language].get({ slug })
  const found = own ?? find[otherLanguage(language)].get({ slug })
  const offer = found ? cachedOffers(db, [found.id])[0] : undefined
  if (!offer || !isVisible(offer, Number(now)) || !kindIsOn(offer.kind)) return null
  if (!own) return { goTo: paths.offer(language, offer.slug[language]) }
  return offerPageOf({ db, search, language, now: Number(now) }, offer)
}

type OfferReader = { db: Db; search: SearchEngine; language: Language; now: number }

/** The page of an offer in the reader's language, also of one that is only looked at before it is published. */
export function offerPageOf({ db, search, language, now }: OfferReader, offer: Offer): OfferPageData {
  const words = wordsFor(language, now)
  const { t } = words
  const names = cachedNames(db)
  const kind = kindOf(offer.kind)
  const title = textIn(offer.title, language)
  const summary = textIn(offer.summary, language)
  const body = textIn(offer.body, language)
  // A date that was cancelled did not take place, so it is no earlier date either.
  const views = offer.sessions
    .filter(({ cancelled, startsAt }) => !cancelled || startsAt > now)
    .map((session) => sessionView(offer, session, words, title.text))
  const aimOn = aimDomainsOn()
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
    titleLanguage: unknownParameters(title.language, language),
    summary: summary.text,
    summaryLanguage: unknownParameters(summary.language, language),
    bodyHtml: renderMarkdown(body.text),
    bodyLanguage: unknownParameters(body.language, language),
    textLanguage: [body, summary, title].map((text) => unknownParameters(text.language, language)).find(Boolean),
    facts: offerFacts(offer, words, names, kind),
    // A discreet offer says by itself who learns of it; what its kind usually says would promise something else.
    whoSees: offer.discreet && offer.kind === 'training' ? null : kind.whoSees(offer.details, words),
    competences: offer.competences.map((id) => ({
      label: names.competences.get(id)?.[language] ?? id,
      href: paths.catalogue(language, { competence: id }),
    })),
    aim: offer.aimDomains.filter((domain) => aimOn.includes(domain)).map((domain) => t(`offer:aimDomain.${domain}`)),
    aimGoals: offer.aimGoals.map((goal) => ({
      label: t(`offer:aimGoal.${goal}`),
      href: paths.catalogue(language, { aimGoal: goal }),
    })),
    assessment: kind.assessment?.(offer.details, words) ?? null,
    picture: pictureView(offer.picture, language),
    film: filmView(offer.film, language),
    coming: views.filter((view) => view.status !== 'past'),
    past: views.filter((view) => view.status === 'past'),
    hasSessions: offer.sessions.length > 0,
    noNewDates: views.every((view) => view.status === 'past' || view.status === 'cancelled'),
    wishHref: moduleIsOn('wishes') ? paths.wish(language, { q: title.text }) : null,
    maySave: moduleIsOn('saved'),
    signUp: signUpOf(offer, words, title.text),
    byMail: askedBy(offer) === 'mail' && signUpFor(kind, offer) !== 'never',
    discreet: offer.discreet,
    ownerName: names.units.get(offer.owner.unit)?.[language] ?? '',
    ownerEmail: offer.owner.email,
    updated: formatDayMonthYear(language, offer.textAt[language]),
    pastReview: isPastReview(offer.reviewOn, dayOf(now)) ? formatDayMonthYear(language, offer.reviewOn) : null,
    olderText: isOlderText(offer.textAt[language], offer.textAt[otherLanguage(language)]),
    related: findCards(db, findRelated(db, search, offer, language, now), language, now),
    jsonLd: offerJsonLd(offer, words, names) ?? undefined,
  }
}
