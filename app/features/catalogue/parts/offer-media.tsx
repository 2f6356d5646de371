import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { DescriptionList } from '#app/ui/description-list.tsx'
import type { Assessment } from '../kinds/kind.ts'
import type { FilmView } from '../offer/media-view.server.ts'
import type { ShownPicture } from '../offer-media.ts'

/** The picture of an offer, loaded when it comes near, in the width that the screen needs. */
export function OfferPicture({
  picture,
  look,
}: {
  picture: ShownPicture & { alt: string }
  look: 'picture' | 'portrait'
}) {
  const { alt, ...source } = picture
  return (
    <img
      className={look === 'portrait' ? 'offer-portrait' : 'offer-picture'}
      {...source}
      sizes={look === 'portrait' ? '10rem' : '(min-width: 60rem) 48rem, 100vw'}
      alt={alt}
      loading="lazy"
      decoding="async"
    />
  )
}

/** A film: one of our own plays here, one elsewhere is opened there. What is said in it can be read. */
export function OfferFilm({ film, language }: { film: FilmView; language: Language }) {
  const t = useTexts('catalogue')
  return (
    <section aria-labelledby="film" className="offer-film">
      <h2 id="film">{t('film.title')}</h2>
      {film.own ? (
        // The captions are read below; a film without them is held up before it is published.
        // biome-ignore lint/a11y/useMediaCaption: the tracks come from a list
        <video controls preload="metadata" playsInline>
          <source src={film.own.src} type={film.own.type} />
          {film.own.captions.map((captions) => (
            <track
              key={captions.language}
              kind="captions"
              src={captions.src}
              srcLang={captions.language}
              label={t(`film.captions.${captions.language}`)}
              default={captions.language === language}
            />
          ))}
        </video>
      ) : null}
      {film.elsewhere ? (
        <>
          <p>
            <a
              className="button secondary"
              href={film.elsewhere.href}
              target="_blank"
              rel="noopener noreferrer external nofollow"
              referrerPolicy="no-referrer"
              data-icon="external"
            >
              {t('film.watchAt', { host: film.elsewhere.host })}
            </a>
          </p>
          <p className="small">{t('film.elsewhere', { host: film.elsewhere.host })}</p>
        </>
      ) : null}
      {film.transcript ? (
        <details>
          <summary>{t('film.transcript')}</summary>
          <div
            className="prose"
            lang={film.transcript.language}
            // Sanitised on write and after rendering: app/platform/text/markdown.server.ts.
            dangerouslySetInnerHTML={{ __html: film.transcript.html }}
          />
        </details>
      ) : null}
    </section>
  )
}

/** What somebody independent found of an instrument, by criterion. */
export function OfferAssessment({ assessment }: { assessment: Assessment }) {
  return (
    <section aria-labelledby="assessment" className="offer-assessment">
      <h2 id="assessment">{assessment.title}</h2>
      <p>{assessment.lead}</p>
      {assessment.ratings.length > 0 ? <DescriptionList look="beside" items={assessment.ratings} /> : null}
      {assessment.source ? <p className="small">{assessment.source}</p> : null}
    </section>
  )
}
