import { useTexts } from '#app/i18n/use-texts.ts'
import type { OfferPageData } from '../offer.queries.server.ts'

type OfferOnPage = Pick<OfferPageData, 'signUp' | 'ownerName' | 'ownerEmail'>
type T = ReturnType<typeof useTexts<'catalogue'>>

/** Who gets what one asks, in one sentence; `byMail` is what it says where it goes by mail. */
export function howAsked({ signUp, ownerName, ownerEmail }: OfferOnPage, t: T, byMail: string): string {
  if (signUp.by === 'mail') return `${byMail} ${ownerEmail}`
  return signUp.by === 'contact' ? t('offer.contactBy') : t('offer.askedBy', { unit: ownerName })
}

/** What the button says: it asks for contact, answers something, asks for what one wants, or asks a question. */
function askText({ signUp: { by, state, respond }, ownerName }: OfferOnPage, t: T, isLink: boolean): string {
  if (by === 'contact') return t('offer.contactButton')
  if (by === 'mail') return t(isLink ? 'offer.ask' : 'offer.mailTo', { unit: ownerName })
  if (isLink) return t('offer.askMore')
  if (respond) return t('offer.respondButton')
  return t(state === 'ask-dates' ? 'offer.askButton' : 'offer.askFor')
}

/** Where one asks about an offer. `isLink`: beside something else that one comes for. */
export function AskButton({ offer, isLink = false }: { offer: OfferOnPage; isLink?: boolean }) {
  const t = useTexts('catalogue')
  const text = askText(offer, t, isLink)
  if (isLink)
    return (
      <p data-icon="mail">
        <a href={offer.signUp.askHref}>{text}</a>
      </p>
    )
  return (
    <a className="button" href={offer.signUp.askHref} data-icon="mail">
      {text}
    </a>
  )
}

/** Leads to somebody else's site: its host is shown, and it hears neither who comes nor from which page. */
export function OfferLinkButton({ link }: { link: OfferPageData['signUp']['link'] }) {
  const t = useTexts('catalogue')
  if (!link) return null
  return (
    <>
      <a
        className="button"
        href={link.href}
        rel="noopener noreferrer"
        referrerPolicy="no-referrer"
        data-icon="external"
      >
        {t(`offer.link.${link.does}`, { host: link.host })}
      </a>
      <p className="small">{t('offer.linkHint')}</p>
    </>
  )
}

/** Responding by mail to who asks for it, where nothing else leads there. */
export function RespondByMail({ offer, how }: { offer: OfferOnPage; how: string }) {
  const t = useTexts('catalogue')
  if (!offer.signUp.respondHref) return null
  return (
    <>
      <p className="small">{how}</p>
      <a className="button" href={offer.signUp.respondHref} data-icon="mail">
        {t('offer.mailTo', { unit: offer.ownerName })}
      </a>
    </>
  )
}
