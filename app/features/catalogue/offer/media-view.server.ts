import { LANGUAGES, type Language, textIn } from '#app/i18n/languages.ts'
import { shownHost } from '#app/platform/text/checked-link.ts'
import { renderMarkdown } from '#app/platform/text/markdown.server.ts'
import { unknownParameters } from '../cards/catalogue-query.ts'
import { type FilmOfOffer, type PictureOfOffer, type ShownPicture, shownPicture } from '../offer-media.ts'

/** A film as the page of an offer shows it. Of one elsewhere nothing is loaded until somebody opens it. */
export type FilmView = {
  elsewhere: { href: string; host: string } | null
  own: { src: string; type: string; captions: Array<{ src: string; language: Language }> } | null
  transcript: { html: string; language?: Language } | null
}

/** A picture with its description in the reader's language. */
export function pictureView(
  picture: PictureOfOffer | null,
  language: Language,
): (ShownPicture & { alt: string }) | null {
  const shown = picture && shownPicture(picture.file)
  return shown ? { ...shown, alt: picture.alt[language] } : null
}

/** A film with what is said in it, in the reader's language where it is there. */
export function filmView(film: FilmOfOffer | null, language: Language): FilmView | null {
  if (!film) return null
  const transcript = textIn(film.transcript, language)
  return {
    elsewhere: film.link === null ? null : { href: film.link, host: shownHost(new URL(film.link).hostname) },
    own:
      film.file === null
        ? null
        : {
            src: `/media/${film.file}`,
            type: film.file.endsWith('.webm') ? 'video/webm' : 'video/mp4',
            captions: LANGUAGES.flatMap((one) =>
              film.captions[one] ? [{ src: `/media/${film.captions[one]}.vtt`, language: one }] : [],
            ),
          },
    transcript: transcript.text
      ? { html: renderMarkdown(transcript.text), language: unknownParameters(transcript.language, language) }
      : null,
  }
}
