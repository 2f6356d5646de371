import { type Language, otherLanguage } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { Crumbs } from '#app/ui/crumbs.tsx'
import { DescriptionList } from '#app/ui/description-list.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { StatusNote, TitledNote } from '#app/ui/status-note.tsx'
import type { OfferPageData } from '../offer.queries.server.ts'
import { CardRow } from '../offer-card.tsx'
import { OfferAssessment, OfferFilm, OfferPicture } from '../parts/offer-media.tsx'
import { OfferSessions, OfferSignUp } from '../parts/offer-sessions.tsx'
import { PrintButton } from '../parts/print-button.tsx'
import { SaveButton } from '../parts/save-button.tsx'

/** The page's data; what machines read of it stands in the head. */
type OfferOnPage = Omit<OfferPageData, 'jsonLd'>

function Warnings({ offer, language }: { offer: OfferOnPage; language: Language }) {
  const t = useTexts('catalogue')
  return (
    <>
      {offer.textLanguage ? (
        <StatusNote icon="language">{t(`common:inOtherLanguage.${offer.textLanguage}`)}</StatusNote>
      ) : null}
      {offer.olderText && !offer.bodyLanguage ? (
        <StatusNote>
          <p>
            {t('offer.olderText')}{' '}
            <a
              href={paths.offer(otherLanguage(language), offer.slug[otherLanguage(language)])}
              hrefLang={otherLanguage(language)}
            >
              {t('offer.olderTextLink')}
            </a>
          </p>
        </StatusNote>
      ) : null}
      {offer.pastReview ? (
        <StatusNote kind="warn" icon="review">
          {t('offer.pastReview', { date: offer.pastReview })}
        </StatusNote>
      ) : null}
    </>
  )
}

function Facts({ offer }: { offer: OfferOnPage }) {
  const t = useTexts('catalogue')
  return (
    <section aria-label={t('offer.facts')}>
      <DescriptionList
        look="facts"
        items={offer.facts.map(({ label, text, icon, language }) => ({ name: label, value: text, icon, language }))}
      />
    </section>
  )
}

function Tags({ offer }: { offer: OfferOnPage }) {
  const t = useTexts('catalogue')
  return (
    <>
      {offer.competences.length > 0 ? (
        <section aria-labelledby="competences">
          <h2 id="competences">{t('offer.competences')}</h2>
          <ul className="plain chips">
            {offer.competences.map((competence) => (
              <li key={competence.href}>
                <a className="chip" href={competence.href}>
                  {competence.label}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {offer.aim.length > 0 ? (
        <section aria-labelledby="aim">
          <h2 id="aim">{t('offer.aim')}</h2>
          <ul className="plain chips">
            {offer.aim.map((domain) => (
              <li key={domain} className="chip">
                {domain}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {offer.aimGoals.length > 0 ? (
        <section aria-labelledby="aim-goals">
          <h2 id="aim-goals">{t('offer.aimGoals')}</h2>
          <ul className="plain chips">
            {offer.aimGoals.map((goal) => (
              <li key={goal.href}>
                <a className="chip" href={goal.href}>
                  {goal.label}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}

/** One offer, with everything one needs to decide: what it is, the facts, who sees what, when, and what else there is. */
export function OfferPage({ offer, language }: { offer: OfferOnPage; language: Language }) {
  const t = useTexts('catalogue')
  return (
    <main className="wrap page" id="content">
      <Crumbs
        label={t('offer.breadcrumb')}
        steps={[
          { href: paths.catalogue(language), text: t('title') },
          { href: offer.kind.href, text: offer.kind.plural },
        ]}
      />
      <div className="offer">
        <div>
          <PageHead
            above={
              <p className="kind" data-icon={offer.kind.icon} data-colour={offer.kind.colour}>
                {offer.kind.label}
              </p>
            }
            title={offer.title}
            language={offer.titleLanguage}
            lead={offer.summary}
            leadLanguage={offer.summaryLanguage}
          />
          <Warnings offer={offer} language={language} />
          <Facts offer={offer} />
        </div>
        <aside>
          {offer.hasSessions ? <OfferSessions offer={offer} /> : <OfferSignUp offer={offer} />}
          <ul className="plain actions">
            {offer.maySave ? (
              <li>
                <SaveButton id={offer.id} />
              </li>
            ) : null}
            <li>
              <PrintButton />
            </li>
          </ul>
        </aside>
        <div className="offer-body">
          {offer.picture ? (
            <OfferPicture picture={offer.picture} look={offer.kind.id === 'story' ? 'portrait' : 'picture'} />
          ) : null}
          <div
            className="prose"
            lang={offer.bodyLanguage}
            // Sanitised on write and after rendering: app/platform/text/markdown.server.ts.
            dangerouslySetInnerHTML={{ __html: offer.bodyHtml }}
          />
          {offer.film ? <OfferFilm film={offer.film} language={language} /> : null}
          {offer.assessment ? <OfferAssessment assessment={offer.assessment} /> : null}
          <Tags offer={offer} />
          {offer.discreet ? (
            <TitledNote id="discreet" title={t('offer.discreet')} icon="lock">
              <p>{t('offer.discreetText')}</p>
            </TitledNote>
          ) : null}
          {offer.whoSees ? (
            <TitledNote id="who-sees" title={offer.whoSees.label} icon="lock" className="who-sees">
              <p lang={offer.whoSees.language}>{offer.whoSees.text}</p>
              {offer.byMail ? <p>{t('offer.mailSeenBy', { unit: offer.ownerName })}</p> : null}
            </TitledNote>
          ) : null}
          <p className="small">
            {t('offer.owner', { unit: offer.ownerName })} {t('offer.updated', { date: offer.updated })}.
          </p>
        </div>
      </div>
      {offer.related.length > 0 ? (
        <section aria-labelledby="related" className="related">
          <h2 id="related">{t('offer.related')}</h2>
          <CardRow cards={offer.related} language={language} />
        </section>
      ) : null}
    </main>
  )
}
