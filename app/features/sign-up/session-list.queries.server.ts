import { asc, eq } from 'drizzle-orm'
import { type Allowed, allow, may } from '#app/access/actor.ts'
import { findOwnSession } from '#app/features/catalogue/decide-session.server.ts'
import { formatDate, formatMoment } from '#app/i18n/format.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { type Language, textIn } from '#app/i18n/languages.ts'
import { paths } from '#app/paths.ts'
import { csvOf } from '#app/platform/tables/write-csv.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { people } from '#db/schema/people.ts'
import { signUps } from '#db/schema/sign-ups.ts'
import { readSession, type StoredSignUp } from './sign-up-store.server.ts'

/** Who comes to a session, as the organiser sees it. */
export type SessionListData = {
  readonly sessionId: string
  /** The page it belongs to: the sessions in the editor for a publisher, the calendar of one's own for a trainer. */
  readonly above: { readonly href: string; readonly text: string }
  readonly title: string
  readonly date: string
  readonly placed: number
  readonly listed: number
  /** Places that are taken and were not counted here. */
  readonly elsewhere: number
  readonly questions: ReadonlyArray<string>
  readonly rows: ReadonlyArray<SessionListRow>
}
export type SessionListRow = {
  readonly id: string
  readonly number: number
  readonly name: string
  readonly state: StoredSignUp['state']
  readonly asked: string
  readonly slot: string
  readonly answers: ReadonlyArray<string>
}

const TRAINS = `SELECT 1 FROM relations WHERE record_type = 'session' AND relation = 'session-trainer' AND record_id = ?
  AND person_id IN (SELECT value FROM json_each(?)) AND starts_at <= ? AND (ends_at IS NULL OR ends_at > ?)`

/** As what somebody organises a session: its offer is in their scope, or they give it. */
function organisesAs(db: Db, actor: Allowed<'sign-up.list'>, sessionId: string, now: Date) {
  if (may(actor, 'session.decide') && findOwnSession(db, allow(actor, 'session.decide'), sessionId)) return 'publisher'
  const ids = JSON.stringify([actor.id, ...(actor.formerIds ?? [])])
  return prepared(db, TRAINS).get(sessionId, ids, Number(now), Number(now)) ? 'trainer' : null
}

/** The list of a session for who organises it; null where there is none for this person. One statement for all rows. */
export function findSessionList(
  db: Db,
  actor: Allowed<'sign-up.list'>,
  sessionId: string,
  language: Language,
  now: Date,
): SessionListData | null {
  const found = readSession(db, sessionId)
  const organiser = found && organisesAs(db, actor, sessionId, now)
  if (!found || !organiser) return null
  const { offer, session } = found
  const signed = db
    .select({ signUp: signUps, name: people.name })
    .from(signUps)
    .innerJoin(people, eq(people.id, signUps.personId))
    .where(eq(signUps.sessionId, sessionId))
    .orderBy(asc(signUps.number))
    .all()
    .filter(({ signUp }) => signUp.holds !== 'nothing')
  const placed = signed.filter(({ signUp }) => signUp.holds === 'place').length
  const slots = new Map(session.slots.map(({ id, from, until }) => [id, `${from}–${until}`]))
  const t = textsFor(language)
  const said = (question: (typeof session.questions)[number], answer = '') => {
    if (question.kind === 'yes-no' && answer) return t(`sign-up:${answer === 'yes' ? 'yes' : 'no'}`)
    const choice = question.choices.find(({ id }) => id === answer)
    return choice ? textIn(choice.label, language).text : answer
  }
  return {
    sessionId,
    above:
      organiser === 'publisher'
        ? { href: paths.editOffer(language, offer.id, 'sessions'), text: t('sign-up:list.allSessions') }
        : { href: paths.myCalendar(language), text: t('calendar:mine.title') },
    title: textIn(offer.title, language).text,
    date: session.days[0] ? formatDate(language, session.days[0].date) : '',
    placed,
    listed: signed.length - placed,
    elsewhere: Math.max(0, session.taken - placed),
    questions: session.questions.map(({ label }) => textIn(label, language).text),
    rows: signed.map(({ signUp, name }) => ({
      id: signUp.id,
      number: signUp.number,
      name,
      state: signUp.state,
      asked: formatMoment(language, signUp.askedAt),
      slot: slots.get(signUp.slotId) ?? '',
      answers: session.questions.map((question) =>
        said(question, (signUp.answers as Readonly<Record<string, string>>)[question.id]),
      ),
    })),
  }
}

/** The same list as a file that a Dutch Excel opens; null where there is none for this person. */
export function sessionListFile(
  db: Db,
  actor: Allowed<'sign-up.list'>,
  sessionId: string,
  language: Language,
  now: Date,
): string | null {
  const list = findSessionList(db, actor, sessionId, language, now)
  if (!list) return null
  const t = textsFor(language)
  const head = (['number', 'name', 'state', 'asked', 'slot'] as const).map((column) => t(`sign-up:list.${column}`))
  const rows = list.rows.map(({ number, name, state, asked, slot, answers }) => [
    String(number),
    name,
    t(`sign-up:state.${state}`),
    asked,
    slot,
    ...answers,
  ])
  return csvOf([[...head, ...list.questions], ...rows])
}
