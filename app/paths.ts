/** Builds every address of the portal. Imports nothing. */

type Language = 'nl' | 'en'
type Search = Readonly<Record<string, string | number | ReadonlyArray<string> | undefined>>

function withSearch(path: string, search: Search = {}): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    if (value === undefined || value === '') continue
    if (typeof value === 'object') for (const one of value) parameters.append(name, one)
    else parameters.append(name, String(value))
  }
  const query = parameters.toString()
  return query ? `${path}?${query}` : path
}

declare const ofPerson: unique symbol
/** What stands for somebody in addresses of the admin area: only `sessionCodes` makes one. An id of a person does not compile here. */
export type PersonHandle = string & { readonly [ofPerson]: true }

export const paths = {
  home: (language: Language) => `/${language}`,
  catalogue: (language: Language, search?: Search) => withSearch(`/${language}/catalogue`, search),
  offer: (language: Language, slug: string) => `/${language}/catalogue/${slug}`,
  calendar: (language: Language, search?: Search) => withSearch(`/${language}/calendar`, search),
  /** How to have the calendar with these filters in one's own program. */
  subscribe: (language: Language, search?: Search) => withSearch(`/${language}/calendar/subscribe`, search),
  /** Files for calendar programs: everything that passes these filters, one session, and somebody's own. */
  calendarFile: (language: Language, search?: Search) => withSearch(`/${language}/calendar.ics`, search),
  sessionFile: (language: Language, sessionId: string) => `/${language}/calendar/session/${sessionId}.ics`,
  ownCalendarFile: (token: string) => `/calendar/feed/${token}.ics`,
  /** What is new under a theme, for feed readers. */
  themeFeed: (language: Language, theme: string) => `/${language}/feeds/${theme}.atom`,
  /** Read-only views for pages of the institution elsewhere. */
  embedCalendar: (language: Language, search?: Search) => withSearch(`/${language}/embed/calendar`, search),
  embedSearch: (language: Language, search?: Search) => withSearch(`/${language}/embed/search`, search),
  /** Where somebody asks about an offer; `session` is the date they come from. */
  ask: (language: Language, slug: string, search?: Search) => withSearch(`/${language}/catalogue/${slug}/ask`, search),
  stories: (language: Language) => `/${language}/stories`,
  guide: (language: Language, name: string) => `/${language}/guides/${name}`,
  saved: (language: Language) => `/${language}/saved`,
  suggest: (language: Language, q: string) => withSearch(`/${language}/suggest`, { q }),
  wish: (language: Language, search?: Search) => withSearch(`/${language}/wish`, search),
  /** "Is something wrong or missing here?" about a page of the portal. */
  remark: (language: Language, search?: Search) => withSearch(`/${language}/remark`, search),
  sitemap: () => '/sitemap.xml',
  securityText: () => '/.well-known/security.txt',
  signIn: (language: Language, search?: Search) => withSearch(`/${language}/sign-in`, search),
  /** Where sign-in forms are sent to; they answer with the next page. */
  demoSignIn: () => '/sign-in/demo',
  startSignIn: (search?: Search) => withSearch('/sign-in/start', search),
  signInCallback: () => '/sign-in/callback',
  signInProblem: (language: Language, search: Search) => withSearch(`/${language}/sign-in/problem`, search),
  signOut: () => '/sign-out',
  account: (language: Language, search?: Search) => withSearch(`/${language}/my`, search),
  /** Asked by the page itself: somebody is still there. */
  stay: (language: Language) => `/${language}/my/stay`,
  accessNeeds: (language: Language, search?: Search) => withSearch(`/${language}/my/access-needs`, search),
  /** Where the button before a page whose reading is told is sent. */
  openRead: (language: Language) => `/${language}/my/open`,
  /** One's own sessions, and the address that a calendar program reads them at. */
  myCalendar: (language: Language, search?: Search) => withSearch(`/${language}/my/calendar`, search),
  /** Asked by the calendar itself: which of these sessions are one's own. */
  ownSessions: (language: Language) => `/${language}/my/calendar/sessions`,
  /** Where somebody signs up for a session, and sees how that stands. */
  signUp: (language: Language, sessionId: string, search?: Search) =>
    withSearch(`/${language}/sessions/${sessionId}/sign-up`, search),
  ownSignUps: (language: Language) => `/${language}/my/sign-ups`,
  /** Who comes to a session: for who organises it. */
  sessionList: (language: Language, sessionId: string) => `/${language}/sessions/${sessionId}/list`,
  sessionListFile: (language: Language, sessionId: string) => `/${language}/sessions/${sessionId}/list.csv`,
  ownRequests: (language: Language, search?: Search) => withSearch(`/${language}/my/requests`, search),
  ownRequest: (language: Language, id: string, search?: Search) => withSearch(`/${language}/my/requests/${id}`, search),
  hrRequests: (language: Language, search?: Search) => withSearch(`/${language}/hr/requests`, search),
  hrRequest: (language: Language, id: string, search?: Search) => withSearch(`/${language}/hr/requests/${id}`, search),
  /** What waits for the career centre. */
  contactRequests: (language: Language, search?: Search) => withSearch(`/${language}/advice/requests`, search),
  contactRequest: (language: Language, id: string, search?: Search) =>
    withSearch(`/${language}/advice/requests/${id}`, search),
  todo: (language: Language) => `/${language}/my/asked`,
  hr: (language: Language) => `/${language}/hr`,
  closingDays: (language: Language, search?: Search) => withSearch(`/${language}/hr/closing-days`, search),
  hrOffers: (language: Language, search?: Search) => withSearch(`/${language}/hr/offers`, search),
  searchWords: (language: Language, search?: Search) => withSearch(`/${language}/hr/search-words`, search),
  importOffers: (language: Language, search?: Search) => withSearch(`/${language}/hr/import`, search),
  importPreview: (language: Language, id: string, search?: Search) =>
    withSearch(`/${language}/hr/import/${id}`, search),
  importRefused: (language: Language, id: string) => `/${language}/hr/import/${id}/refused.csv`,
  hrOffersFile: (language: Language, search?: Search) => withSearch(`/${language}/hr/offers.csv`, search),
  newOffer: (language: Language, search?: Search) => withSearch(`/${language}/hr/offers/new`, search),
  /** Where a page of the editor keeps what is typed, by itself. */
  keepOffer: (language: Language, id: string) => `/${language}/hr/offers/${id}/keep`,
  /** A page of the editor of an offer: its text when no part is named. */
  editOffer: (language: Language, id: string, part?: string, search?: Search) =>
    withSearch(`/${language}/hr/offers/${id}${part ? `/${part}` : ''}`, search),
  /** Where it is decided whether a session goes on. */
  sessionDecision: (language: Language, sessionId: string, search?: Search) =>
    withSearch(`/${language}/hr/sessions/${sessionId}/decision`, search),
  admin: (language: Language) => `/${language}/desk`,
  people: (language: Language, search?: Search) => withSearch(`/${language}/desk/people`, search),
  person: (language: Language, handle: PersonHandle, search?: Search) =>
    withSearch(`/${language}/desk/people/${handle}`, search),
  /** First sign-ins that wait until somebody has said whose they are. */
  heldSignIns: (language: Language, search?: Search) => withSearch(`/${language}/desk/people/waiting`, search),
  /** Two records of one person become one; the second is chosen there. */
  mergePeople: (language: Language, handle: PersonHandle) => `/${language}/desk/people/${handle}/merge`,
  units: (language: Language, search?: Search) => withSearch(`/${language}/desk/units`, search),
  auditLog: (language: Language, search?: Search) => withSearch(`/${language}/desk/audit`, search),
  portal: (language: Language, search?: Search) => withSearch(`/${language}/desk/portal`, search),
  gallery: (language: Language, search?: Search) => withSearch(`/${language}/desk/gallery`, search),
  /** The university's own colours and logo; the version makes an address that lasts. */
  brandColours: (version: string) => withSearch('/brand/colours.css', { v: version }),
  brandLogo: (version: string) => withSearch('/brand/logo.png', { v: version }),
} as const

/** The same page in the other language: path, query and filters stay. An offer's or guide's own address in that language goes first. */
export function inLanguage(language: Language, pathname: string, search: string): string {
  const rest = pathname.replace(/^\/(nl|en)(?=\/|$)/, '')
  return `/${language}${rest}${search}`
}
