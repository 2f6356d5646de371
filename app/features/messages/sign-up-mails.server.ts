import { eq } from 'drizzle-orm'
import { sessionInvitation } from '#app/features/calendar/invitation.server.ts'
import { readPerson } from '#app/features/people/read-person.server.ts'
import { readSession, type StoredSignUp } from '#app/features/sign-up/sign-up-store.server.ts'
import { formatMoment } from '#app/i18n/format.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { textIn } from '#app/i18n/languages.ts'
import { paths } from '#app/paths.ts'
import { publicOrigin } from '#app/platform/http/origin.server.ts'
import type { Mail, MailEntry } from '#app/platform/mail/mail.ts'
import type { OutboxRow } from '#app/platform/outbox/outbox-rows.server.ts'
import { portalName } from '#app/platform/portal/settings.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { signUps } from '#db/schema/sign-ups.ts'
import { neutralMail } from './neutral-mail.server.ts'

/** What a mail about a sign-up says, by how the sign-up stands. */
const ABOUT = { confirmed: 'confirmed', offered: 'offered', waiting: 'waiting', cancelled: 'cancelled' } as const
type About = keyof typeof ABOUT

function aboutOf({ state, ended }: StoredSignUp): About | 'lapsed' | null {
  if (state === 'cancelled' && ended === 'lapsed') return 'lapsed'
  return state in ABOUT ? (state as About) : null
}

const ADDRESS = 'SELECT email FROM people WHERE id = ?'

/** The mail about something that happened to a sign-up, as it stands now; null when there is nothing to say any more. */
export function signUpMail(db: Db, { key, ids }: Pick<OutboxRow, 'key' | 'ids'>, from: string, now: Date): Mail | null {
  const signUp = db
    .select()
    .from(signUps)
    .where(eq(signUps.id, ids.signUp ?? ''))
    .get()
  // Something else happened since, and is told by itself.
  if (!signUp || String(signUp.sequence) !== ids.sequence) return null
  const about = aboutOf(signUp)
  const found = readSession(db, signUp.sessionId)
  const person = readPerson(db, signUp.personId, now)?.person
  const to = prepared(db, ADDRESS).pluck().get(signUp.personId)
  if (!about || !found || !person || typeof to !== 'string' || to === '') return null
  const { offer, session } = found
  const { language } = signUp
  const who = { key, personId: signUp.personId, to, language }
  // Not even an entry: its days would say which session it is.
  if (offer.discreet) return neutralMail(who)
  const t = textsFor(language)
  const title = textIn(offer.title, language).text
  const when = formatMoment(language, session.startsAt)
  const until = signUp.offeredUntil === null ? '' : formatMoment(language, signUp.offeredUntil)
  const portal = portalName()
  const hadPlace = ids.had === 'place'
  const method: MailEntry['method'] | null =
    about === 'confirmed' ? 'REQUEST' : about === 'cancelled' && hadPlace ? 'CANCEL' : null
  const entry = method && {
    method,
    content: sessionInvitation(found, {
      id: signUp.id,
      sequence: signUp.sequence,
      changedAt: signUp.changedAt,
      method,
      language,
      organizer: { name: portal, email: from },
      attendee: to,
    }),
  }
  return {
    ...who,
    ...(entry ? { entry } : {}),
    subject: t(`mail:signUp.${about}.subject`, { title, when, until }),
    paragraphs: [t(`mail:signUp.${about}.text`, { title, when, until })],
    link: {
      label: t(`mail:signUp.${about}.link`, { title }),
      href: `${publicOrigin()}${paths.signUp(language, session.id)}`,
    },
    closing: t('mail:closing', { portal }),
  }
}
