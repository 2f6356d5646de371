import type { Permission } from '#app/access/permissions.ts'
import { OFFERS } from '#tests/support/demo-offers.ts'

/** The twelve who ask, with the demo person behind each; two advisors, and nobody. */
export const IDENTITIES = {
  anonymous: null,
  employee: 'omar',
  'another employee': 'sanne',
  advisor: 'marieke',
  'another advisor': 'jan',
  coordinator: 'els',
  'HR, central': 'fatima',
  'HR of one faculty': 'pieter',
  'HR adviser': 'ingrid',
  manager: 'willem',
  provider: 'nora',
  administrator: 'ada',
} as const
export type Identity = keyof typeof IDENTITIES

/** Handles of people: the one who asks, somebody else, nobody, somebody who was deleted; and somebody's, made in another auth session. */
export type Records = Readonly<Record<'own' | 'other' | 'random' | 'deleted' | 'older', string>>
export type RecordKind = keyof Records

type Language = 'nl' | 'en'

/**
 * Who may read and send to a route. `open`: everybody. A permission: who has it by their roles; nobody known is led to the door, the
 * others hear that it does not exist. `none`: it does not exist for anybody. `leads-on`: it only leads to another page.
 */
export type Access = 'open' | 'none' | 'leads-on' | Permission

export type Row = {
  /** The addresses of one language; for a route with records, by record. */
  paths: (language: Language, records: Records) => ReadonlyArray<readonly [path: string, record: RecordKind | 'any']>
  read: Access
  /** Which records are there to be read, for who may read at all. */
  there?: ReadonlyArray<RecordKind>
  /** What who may read hears of the others; by itself that they do not exist. */
  gone?: 'leads-on'
  /** Who may send to it, where it takes anything; always with a form that says nothing. */
  act?: Access
  /** Names of people may be in it: the door of the demo, and pages about people. */
  namesPeople?: true
}

const at = (rest: string): Row['paths'] => {
  return (language) => [[`/${language}${rest}`, 'any']]
}
const absent = (rest: string): Row['paths'] => {
  return (language, { random }) => [[`/${language}${rest}${random}`, 'random']]
}
/** An address of a record that nobody has. */
const nobodys = (rest: string): Row['paths'] => {
  return (language) => [[`/${language}${rest}`, 'random']]
}
const bare = (path: string): Row['paths'] => {
  return () => [[path, 'any']]
}

/** One row a route; a route of the build without a row fails the test. */
export const ACCESS: Readonly<Record<string, Row>> = {
  'routes/machine/choose-language': { paths: bare('/'), read: 'leads-on' },
  'routes/machine/robots': { paths: bare('/robots.txt'), read: 'open' },
  'routes/machine/sitemap': { paths: bare('/sitemap.xml'), read: 'open' },
  'routes/machine/manifest': { paths: bare('/manifest.webmanifest'), read: 'open' },
  'routes/machine/suggest': { paths: at('/suggest?q=team'), read: 'open' },
  'routes/machine/theme-feed': { paths: at('/feeds/research.atom'), read: 'open' },
  'routes/machine/embed-calendar': { paths: at('/embed/calendar'), read: 'open' },
  'routes/machine/embed-search': { paths: at('/embed/search?q=team'), read: 'open' },
  'routes/machine/calendar-file': { paths: at('/calendar.ics?kind=event'), read: 'open' },
  // No session has this id.
  'routes/machine/session-file': { paths: at('/calendar/session/nothing.ics'), read: 'none' },
  'routes/machine/own-calendar-file': { paths: bare(`/calendar/feed/${'x'.repeat(43)}.ics`), read: 'none' },
  'routes/auth/demo-sign-in': { paths: bare('/sign-in/demo'), read: 'none', act: 'none' },
  'routes/auth/sign-out': { paths: bare('/sign-out'), read: 'none', act: 'leads-on' },
  'routes/auth/sign-in': { paths: at('/sign-in'), read: 'open', namesPeople: true },
  'routes/public/home': { paths: at(''), read: 'open' },
  'routes/public/stories': { paths: at('/stories'), read: 'open' },
  'routes/public/guide': { paths: at('/guides/privacy'), read: 'open' },
  'routes/public/wish': { paths: at('/wish'), read: 'open', act: 'open' },
  'routes/public/remark': { paths: at('/remark'), read: 'open', act: 'open' },
  'routes/catalogue/catalogue': { paths: at('/catalogue'), read: 'open' },
  'routes/catalogue/offer': { paths: (language) => [[OFFERS.training[language], 'any']], read: 'open' },
  // Who began a draft is said to the colleagues who may go on with it.
  'routes/hr/hr': { paths: at('/hr'), read: 'publishing.view', namesPeople: true },
  // No offer and no session has this id.
  'routes/hr/edit-sessions': {
    paths: nobodys('/hr/offers/nothing/sessions'),
    read: 'offer.save',
    there: [],
    act: 'offer.save',
  },
  'routes/hr/edit-session': {
    paths: nobodys('/hr/offers/nothing/sessions/nothing'),
    read: 'offer.save',
    there: [],
    act: 'offer.save',
  },
  'routes/hr/decide-session': {
    paths: nobodys('/hr/sessions/nothing/decision'),
    read: 'session.decide',
    there: [],
    act: 'session.decide',
  },
  'routes/hr/search-words': { paths: at('/hr/search-words'), read: 'search-words.view', act: 'search-words.save' },
  'routes/hr/closing-days': { paths: at('/hr/closing-days'), read: 'closing-day.view', act: 'closing-day.save' },
  'routes/catalogue/calendar': { paths: at('/calendar'), read: 'open' },
  'routes/catalogue/subscribe': { paths: at('/calendar/subscribe?theme=research'), read: 'open' },
  'routes/catalogue/ask': {
    paths: (language) => [[`${OFFERS.training[language]}/ask`, 'any']],
    read: 'enquiry.send',
    act: 'enquiry.send',
    namesPeople: true,
  },
  'routes/hr/offers': { paths: at('/hr/offers'), read: 'publishing.view', act: 'offer.save' },
  'routes/hr/offers-file': { paths: at('/hr/offers.csv'), read: 'publishing.view' },
  'routes/hr/copy-offer': {
    paths: nobodys('/hr/offers/nowhere/copy'),
    read: 'offer.save',
    there: [],
    act: 'offer.save',
  },
  'routes/hr/review-offer': {
    paths: nobodys('/hr/offers/nowhere/review'),
    read: 'offer.save',
    there: [],
    act: 'offer.save',
  },
  'routes/hr/import': { paths: at('/hr/import'), read: 'publishing.view', act: 'offer.save' },
  'routes/hr/import-preview': {
    paths: nobodys('/hr/import/nowhere'),
    read: 'offer.save',
    there: [],
    act: 'offer.save',
  },
  'routes/hr/import-refused': { paths: nobodys('/hr/import/nowhere/refused.csv'), read: 'offer.save', there: [] },
  'routes/hr/new-offer': { paths: at('/hr/offers/new'), read: 'publishing.view', act: 'offer.save' },
  // Which offers are there for whom is tried with real ones (tests/e2e/hr/story.spec.ts); this one is nobody's.
  'routes/hr/keep-offer': { paths: at('/hr/offers/nowhere/keep'), read: 'none', act: 'offer.save' },
  'routes/hr/preview-offer': { paths: nobodys('/hr/offers/nowhere/preview'), read: 'offer.save', there: [] },
  'routes/hr/offer-media': {
    paths: nobodys('/hr/offers/nowhere/media'),
    read: 'offer.save',
    there: [],
    act: 'offer.save',
  },
  'routes/hr/check-offer': {
    paths: nobodys('/hr/offers/nowhere/check'),
    read: 'offer.save',
    there: [],
    act: 'offer.save',
  },
  'routes/hr/edit-offer': { paths: nobodys('/hr/offers/nowhere'), read: 'offer.save', there: [], act: 'offer.save' },
  'routes/catalogue/saved': { paths: at('/saved'), read: 'open', act: 'open' },
  // Nobody to report to is set in the demo.
  'routes/machine/security-txt': { paths: bare('/.well-known/security.txt'), read: 'none' },
  'routes/machine/brand-colours': { paths: bare('/brand/colours.css'), read: 'none' },
  'routes/machine/brand-logo': { paths: bare('/brand/logo.png'), read: 'none' },
  // There is no sign-in service in the demo.
  'routes/auth/start-sign-in': { paths: bare('/sign-in/start'), read: 'none' },
  'routes/auth/finish-sign-in': { paths: bare('/sign-in/callback'), read: 'none' },
  'routes/auth/backchannel-logout': { paths: bare('/sign-in/backchannel-logout'), read: 'none', act: 'none' },
  'routes/auth/sign-in-problem': { paths: at('/sign-in/problem?why=cancelled'), read: 'none' },
  'routes/my/account': { paths: at('/my'), read: 'account.view', act: 'account.view', namesPeople: true },
  'routes/my/todo': { paths: at('/my/asked'), read: 'todo.view' },
  'routes/my/own-sign-ups': { paths: at('/my/sign-ups'), read: 'sign-up.make' },
  // No session has this id; who sees which list is tried with the verbs.
  'routes/my/sign-up': {
    paths: nobodys('/sessions/nothing/sign-up'),
    read: 'sign-up.make',
    there: [],
    act: 'sign-up.make',
  },
  'routes/hr/session-list': { paths: nobodys('/sessions/nothing/list'), read: 'sign-up.list', there: [] },
  'routes/hr/session-list-file': { paths: nobodys('/sessions/nothing/list.csv'), read: 'sign-up.list', there: [] },
  'routes/my/own-requests': { paths: at('/my/requests'), read: 'enquiry.send' },
  // None is there for anybody: who may read which is tried with the verbs.
  'routes/my/own-request': { paths: absent('/my/requests/'), read: 'enquiry.send', there: [], act: 'enquiry.send' },
  'routes/hr/hr-requests': {
    paths: at('/hr/requests'),
    read: 'enquiry.answer',
    act: 'remark.settle',
    namesPeople: true,
  },
  'routes/hr/hr-request': { paths: absent('/hr/requests/'), read: 'enquiry.answer', there: [], act: 'enquiry.answer' },
  'routes/advice/contact-requests': { paths: at('/advice/requests'), read: 'contact-request.open' },
  'routes/advice/contact-request': {
    paths: absent('/advice/requests/'),
    read: 'contact-request.open',
    there: [],
    act: 'contact-request.open',
  },
  'routes/my/stay': { paths: at('/my/stay'), read: 'account.view' },
  'routes/my/calendar': { paths: at('/my/calendar'), read: 'calendar.view-own', act: 'calendar-feed.manage-own' },
  'routes/my/own-sessions': { paths: at('/my/calendar/sessions'), read: 'calendar.view-own' },
  'routes/my/open': { paths: at('/my/open'), read: 'none', act: 'account.view' },
  'routes/my/access-needs': {
    paths: at('/my/access-needs'),
    read: 'access-needs.read-own',
    act: 'access-needs.save-own',
    namesPeople: true,
  },
  'routes/admin/admin': { paths: at('/desk'), read: 'admin.view' },
  'routes/admin/people': { paths: at('/desk/people'), read: 'person.search', act: 'person.search' },
  'routes/admin/person': {
    paths: (language, records) =>
      Object.entries(records).map(([record, id]) => [`/${language}/desk/people/${id}`, record as RecordKind]),
    read: 'person.view',
    there: ['own', 'other'],
    gone: 'leads-on',
    act: 'person.view',
    namesPeople: true,
  },
  'routes/admin/held-sign-ins': {
    paths: at('/desk/people/waiting'),
    read: 'sign-in.decide',
    act: 'sign-in.decide',
  },
  'routes/admin/merge-people': {
    paths: (language, records) =>
      Object.entries(records).map(([record, id]) => [`/${language}/desk/people/${id}/merge`, record as RecordKind]),
    read: 'person.merge',
    there: ['other'],
    gone: 'leads-on',
    act: 'person.merge',
    namesPeople: true,
  },
  'routes/admin/gallery': { paths: at('/desk/gallery'), read: 'admin.view' },
  'routes/admin/units': { paths: at('/desk/units'), read: 'unit.save', act: 'unit.save' },
  'routes/admin/audit-log': { paths: at('/desk/audit'), read: 'audit.view', namesPeople: true },
  'routes/admin/portal': { paths: at('/desk/portal'), read: 'portal.configure', act: 'portal.configure' },
}
