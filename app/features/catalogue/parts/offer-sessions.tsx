import { useTexts } from '#app/i18n/use-texts.ts'
import type { OfferPageData, SessionView } from '../offer.queries.server.ts'
import { AskButton, howAsked, OfferLinkButton, RespondByMail } from './offer-asking.tsx'

type OfferOnPage = Omit<OfferPageData, 'jsonLd'>

function Session({ session, offer }: { session: SessionView; offer: OfferOnPage }) {
  const t = useTexts('catalogue')
  const asks = { contact: 'offer.contactButton', words: 'offer.askForPlace', mail: 'offer.signUp' } as const
  const ask = t(asks[offer.signUp.by])
  return (
    <li className="session" data-status={session.status}>
      {session.days.map((day) => (
        <p key={day.date}>
          <strong>{day.date}</strong>
          <br />
          {day.times}
        </p>
      ))}
      {session.place ? (
        <p data-icon="place" lang={session.placeLanguage}>
          {session.place}
        </p>
      ) : null}
      <p data-icon={session.seats.icon}>{session.seats.text}</p>
      {session.terms.map(({ icon, text }) => (
        <p key={text} className="small" data-icon={icon}>
          {text}
        </p>
      ))}
      <Slots session={session} />
      {session.signUpHref ? (
        <a
          className="button small"
          href={session.signUpHref}
          aria-label={`${t('offer.signUp')}, ${session.days[0]?.date}, ${offer.ownerName}`}
        >
          {t('offer.signUp')}
        </a>
      ) : null}
      {session.askHref ? (
        <a
          className="button small"
          href={session.askHref}
          aria-label={`${ask}, ${session.days[0]?.date}, ${offer.ownerName}`}
        >
          {ask}
        </a>
      ) : null}
      {session.file ? (
        <p data-icon="subscribe">
          <a href={session.file} download aria-label={`${t('offer.toCalendar')}, ${session.days[0]?.date}`}>
            {t('offer.toCalendar')}
          </a>
        </p>
      ) : null}
    </li>
  )
}

/** The parts of a session that are chosen one by one. */
function Slots({ session }: { session: SessionView }) {
  const t = useTexts('catalogue')
  if (session.slots.length === 0) return null
  return (
    <details>
      <summary>{t('offer.slots', { count: session.slots.length })}</summary>
      <ul>
        {session.slots.map(({ id, times, label, free }) => (
          <li key={id}>
            {label ? `${times}, ${label}` : times}: {free}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** So many dates stand there; of more the rest is behind their number. */
const MOST_DATES = 8

/** When it is, where, how many seats are left, and how to sign up for it. */
export function OfferSessions({ offer }: { offer: OfferOnPage }) {
  const t = useTexts('catalogue')
  const list = (sessions: OfferOnPage['coming']) => (
    <ol className="plain">
      {sessions.map((session) => (
        <Session key={session.id} session={session} offer={offer} />
      ))}
    </ol>
  )
  const [first, rest] = [offer.coming.slice(0, MOST_DATES), offer.coming.slice(MOST_DATES)]
  return (
    <section className="card box" aria-labelledby="dates">
      <h2 id="dates">{t('offer.dates')}</h2>
      {first.length > 0 ? list(first) : null}
      {rest.length > 0 ? (
        <details>
          <summary>{t('offer.moreDates', { count: rest.length })}</summary>
          {list(rest)}
        </details>
      ) : null}
      {offer.noNewDates ? (
        <>
          <p>
            {t('offer.noDates')} {offer.wishHref ? <a href={offer.wishHref}>{t('offer.noDatesWish')}</a> : null}
          </p>
          <AskButton offer={offer} isLink />
        </>
      ) : null}
      <OfferLinkButton link={offer.signUp.link} />
      {offer.coming.some((session) => session.askHref) ? (
        <p className="small">{howAsked(offer, t, t('offer.signUpBy', { unit: offer.ownerName }))}</p>
      ) : null}
      {offer.past.length > 0 ? (
        <details>
          <summary>{t('offer.pastDates')}</summary>
          <ul>
            {offer.past.map((session) => (
              <li key={session.id}>{session.days.map((day) => day.date).join(', ')}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}

type T = ReturnType<typeof useTexts<'catalogue'>>

/** What the box of an offer without dates says: in its heading, and about how to go about it. */
function signUpTexts(offer: OfferOnPage, t: T): { heading: string; how: string } {
  const { state, until, respond } = offer.signUp
  const unit = offer.ownerName
  const how = respond?.reference
    ? t('offer.respondBy', { unit, reference: respond.reference })
    : t('offer.signUpBy', { unit })
  switch (state) {
    case 'always':
      return { heading: t('offer.open'), how }
    case 'begin':
      return { heading: t('offer.begin'), how }
    case 'request':
      return { heading: t('offer.request'), how: t('offer.requestBy', { unit }) }
    case 'ask-dates':
      return { heading: t('offer.askDates'), how: t('offer.askDatesBy', { unit }) }
    case 'until':
      return { heading: t(respond ? 'offer.respondUntil' : 'offer.openUntil', { date: until }), how }
    case 'closed':
      return { heading: t('offer.closed'), how }
    case 'none':
      return { heading: '', how: '' }
    default:
      return state satisfies never
  }
}

/** How to sign up or respond where there are no dates: always, until a day, or no longer. */
export function OfferSignUp({ offer }: { offer: OfferOnPage }) {
  const t = useTexts('catalogue')
  const { state, link } = offer.signUp
  if (state === 'none') {
    return (
      <section className="card box">
        <OfferLinkButton link={link} />
        <AskButton offer={offer} isLink />
      </section>
    )
  }
  const { heading, how } = signUpTexts(offer, t)
  return (
    <section className="card box" aria-labelledby="sign-up">
      <h2 id="sign-up">{heading}</h2>
      {state === 'closed' ? null : (
        <>
          <OfferLinkButton link={link} />
          <RespondByMail offer={offer} how={how} />
          <p className="small">{howAsked(offer, t, how)}</p>
          <AskButton offer={offer} isLink={link !== null || offer.signUp.respondHref !== null} />
        </>
      )}
    </section>
  )
}
