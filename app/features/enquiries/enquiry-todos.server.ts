import { and, eq, inArray } from 'drizzle-orm'
import { type Actor, allow, may } from '#app/access/actor.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { type Language, textIn } from '#app/i18n/languages.ts'
import { paths } from '#app/paths.ts'
import { moduleIsOn } from '#app/platform/portal/settings.server.ts'
import type { ConfidentialDb } from '#db/confidential/open.server.ts'
import type { Db } from '#db/open.server.ts'
import { offers } from '#db/schema/catalogue.ts'
import { enquiries } from '#db/schema/enquiries.ts'
import { contactDossiersOf, waitingContactDossiers } from './contact-store.server.ts'
import { findHrRequests } from './hr-requests.queries.server.ts'

/** One thing that waits for somebody, as the list of all features takes it. */
type Waiting = {
  id: string
  kind: 'request' | 'something'
  title: string
  from: string | null
  askedAt: number
  answerBy: null
  href: string
}

/** Of what is confidential the list says that there is something, and nothing of what or whose. */
function something(id: string, language: Language, askedAt: number, href: string): Waiting {
  const title = textsFor(language)('enquiries:todo.something')
  return { id: `something:${id}`, kind: 'something', title, from: null, askedAt, answerBy: null, href }
}

function answersFor(db: Db, ids: ReadonlyArray<string>, language: Language): Waiting[] {
  const t = textsFor(language)
  return db
    .select({ enquiry: enquiries, nl: offers.titleNl, en: offers.titleEn })
    .from(enquiries)
    .innerJoin(offers, eq(offers.id, enquiries.offerId))
    .where(and(inArray(enquiries.personId, [...ids]), inArray(enquiries.state, ['answered', 'returned'])))
    .all()
    .map(({ enquiry, nl, en }) => ({
      id: `enquiry:${enquiry.id}`,
      kind: 'request' as const,
      title: t(`enquiries:todo.${enquiry.state === 'returned' ? 'returned' : 'answered'}`, {
        title: textIn({ nl, en }, language).text,
      }),
      from: null,
      askedAt: enquiry.updatedAt,
      answerBy: null,
      href: paths.ownRequest(language, enquiry.id),
    }))
}

/** What waits for somebody here: questions about offers in their scope, contact requests for the career centre, and answers to their own. */
export function enquiryTodos(
  db: Db,
  actor: Actor,
  language: Language,
  now: Date,
  confidential: ConfidentialDb,
): ReadonlyArray<Waiting> {
  if (!moduleIsOn('enquiries')) return []
  const ids = [actor.id, ...(actor.formerIds ?? [])]
  const toAnswer = may(actor, 'enquiry.answer')
    ? findHrRequests(db, allow(actor, 'enquiry.answer'), language, now, ['open'])
    : []
  const forCentre = may(actor, 'contact-request.open') ? waitingContactDossiers(confidential, ids, 50) : []
  const answered = contactDossiersOf(confidential, ids).filter(({ closedAt }) => closedAt !== null)
  return [
    ...toAnswer.map(({ id, title, asker, askedAt }) => ({
      id: `enquiry:${id}`,
      kind: 'request' as const,
      title: textsFor(language)('enquiries:todo.question', { title }),
      from: asker,
      askedAt,
      answerBy: null,
      href: paths.hrRequest(language, id),
    })),
    ...answersFor(db, ids, language),
    ...forCentre.map(({ id, createdAt }) => something(id, language, createdAt, paths.contactRequest(language, id))),
    ...answered.map(({ id, closedAt, createdAt }) =>
      something(id, language, closedAt ?? createdAt, paths.ownRequest(language, id)),
    ),
  ]
}
