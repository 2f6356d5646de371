import { and, asc, count, desc, eq, inArray, notInArray, sql } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import { type OfferName, offerName } from '#app/features/catalogue/asked.server.ts'
import { inScopeSql, scopeOf } from '#app/features/catalogue/offer-scope.server.ts'
import { nameOfPerson } from '#app/features/people/find-person.server.ts'
import { readPerson } from '#app/features/people/read-person.server.ts'
import { formatDayMonthYear, formatMoment } from '#app/i18n/format.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { type Language, textIn } from '#app/i18n/languages.ts'
import type { Db } from '#db/open.server.ts'
import { offers } from '#db/schema/catalogue.ts'
import { enquiries } from '#db/schema/enquiries.ts'
import { requireEnquiryToAnswer } from './answer-enquiry.server.ts'
import { messagesOf } from './message-store.server.ts'
import type { Message } from './own-requests.queries.server.ts'
import type { EnquiryState } from './vocabulary.ts'

type Publisher = Allowed<'enquiry.answer'>

/** The most rows of a page. */
const MOST = 100

export type HrRequestRow = {
  id: string
  title: string
  asker: string
  sent: string
  askedAt: number
  state: EnquiryState
}
export type HrRequestData = {
  id: string
  offer: OfferName | null
  asker: string
  language: Language
  state: EnquiryState
  messages: Message[]
}

/** Which enquiries a publisher sees: of offers in their scope as it is now, with the owners, not their own. */
function visibleTo(db: Db, actor: Publisher, now: Date, states: ReadonlyArray<EnquiryState>) {
  const known = readPerson(db, actor.id, now)?.person
  const scope = known ? scopeOf(db, known) : new Set<string>()
  return and(
    inArray(enquiries.state, [...states]),
    notInArray(enquiries.personId, [actor.id, ...(actor.formerIds ?? [])]),
    inScopeSql(scope),
  )
}

/** The enquiries that a publisher may answer, those that wait longest first, then those answered last; at most a hundred. */
export function findHrRequests(
  db: Db,
  actor: Publisher,
  language: Language,
  now: Date,
  states: ReadonlyArray<EnquiryState> = ['open', 'answered'],
): HrRequestRow[] {
  const t = textsFor(language)
  return db
    .select({ enquiry: enquiries, nl: offers.titleNl, en: offers.titleEn })
    .from(enquiries)
    .innerJoin(offers, eq(offers.id, enquiries.offerId))
    .where(visibleTo(db, actor, now, states))
    .orderBy(
      desc(eq(enquiries.state, 'open')),
      sql`case when ${enquiries.state} = 'open' then ${enquiries.createdAt} else -${enquiries.updatedAt} end`,
      asc(enquiries.id),
    )
    .limit(MOST)
    .all()
    .map(({ enquiry, nl, en }) => ({
      id: enquiry.id,
      title: textIn({ nl, en }, language).text,
      asker: nameOfPerson(db, enquiry.personId) ?? t('enquiries:gone'),
      sent: formatDayMonthYear(language, enquiry.createdAt),
      askedAt: enquiry.createdAt,
      state: enquiry.state,
    }))
}

/** How many wait for an answer of this publisher. */
export function countOpenRequests(db: Db, actor: Publisher, now: Date): number {
  const found = db
    .select({ n: count() })
    .from(enquiries)
    .innerJoin(offers, eq(offers.id, enquiries.offerId))
    .where(visibleTo(db, actor, now, ['open']))
    .get()
  return found?.n ?? 0
}

/** One enquiry as a publisher in its scope reads it. Throws 404 for any other. */
export function findHrRequest(db: Db, actor: Publisher, language: Language, id: string, now: Date): HrRequestData {
  const enquiry = requireEnquiryToAnswer(db, actor, id, now)
  const t = textsFor(language)
  const asker = nameOfPerson(db, enquiry.personId) ?? t('enquiries:gone')
  return {
    id,
    offer: offerName(db, enquiry.offerId, language),
    asker,
    language: enquiry.language,
    state: enquiry.state,
    messages: messagesOf(db, id).map(({ side, words, createdAt, authorId }) => ({
      side,
      words,
      who: side === 'asker' ? asker : (nameOfPerson(db, authorId) ?? t('enquiries:side.owner')),
      when: formatMoment(language, createdAt),
    })),
  }
}

/** Whether somebody waits for an answer about an offer. What is confidential is not among it. */
export function hasOpenEnquiry(db: Db, offerId: string): boolean {
  const open = and(eq(enquiries.offerId, offerId), eq(enquiries.state, 'open'))
  return db.select({ id: enquiries.id }).from(enquiries).where(open).limit(1).get() !== undefined
}
