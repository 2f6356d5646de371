import { z } from 'zod'
import { checkedLink } from '#app/platform/text/checked-link.ts'
import { visibleText } from '#app/platform/text/visible-text.ts'

/** The widths in which a picture is kept; none is larger than what was given. */
export const PICTURE_WIDTHS = [320, 640, 1280] as const

const LONGEST_ALT = 300
const LONGEST_TRANSCRIPT = 40_000

const line = z.string().transform((text) => visibleText(text).replace(/\s+/g, ' ').trim())
const prose = z.string().transform((text) => visibleText(text).trim())
const described = line.pipe(z.string().min(1).max(LONGEST_ALT))
const transcript = prose.pipe(z.string().max(LONGEST_TRANSCRIPT)).default('')

/** An https address of a named host, as it is stored; what is no such address is refused by the name of its problem. */
export const linkSchema = z.string().transform((text, context) => {
  const checked = checkedLink(text)
  if (checked.ok) return checked.value.href
  context.addIssue({ code: 'custom', input: text, params: { link: checked.problem } })
  return z.NEVER
})

/** The names that files of an offer get from us: 32 random signs; of a film its type, of a picture its size, as `…-1280x720`. */
const CAPTIONS_FILE = /^[0-9a-f]{32}$/
const FILM_FILE = /^[0-9a-f]{32}\.(mp4|webm)$/
const PICTURE_FILE = /^([0-9a-f]{32})-([1-9]\d{0,3})x([1-9]\d{0,3})$/
const captionsFile = z.string().regex(CAPTIONS_FILE)

/** A picture of an offer, or the portrait of who tells a story: always with what stands on it, in both languages. */
export const pictureSchema = z.object({
  file: z.string().regex(PICTURE_FILE),
  alt: z.object({ nl: described, en: described }),
})
export type PictureOfOffer = z.output<typeof pictureSchema>

/** A film: on somebody else's site, or a file of our own. What is said in it stands in captions and in a transcript. */
export const filmSchema = z
  .object({
    link: linkSchema.nullable().default(null),
    file: z.string().regex(FILM_FILE).nullable().default(null),
    captions: z
      .object({ nl: captionsFile.nullable().default(null), en: captionsFile.nullable().default(null) })
      .default({ nl: null, en: null }),
    transcript: z.object({ nl: transcript, en: transcript }).default({ nl: '', en: '' }),
  })
  .refine(({ link, file }) => (link === null) !== (file === null), { params: { missing: true } })
export type FilmOfOffer = z.output<typeof filmSchema>

/** What a film lacks before everybody can follow it, by name. */
export type FilmLack = 'captions.nl' | 'captions.en' | 'transcript.nl' | 'transcript.en'

/** What a film lacks. Captions of a film elsewhere are the other site's; its transcript is asked all the same. */
export function lacksOfFilm(film: FilmOfOffer | null | undefined): FilmLack[] {
  if (!film) return []
  const languages = ['nl', 'en'] as const
  return [
    ...languages
      .filter((one) => film.file !== null && film.captions[one] === null)
      .map((one) => `captions.${one}` as const),
    ...languages.filter((one) => film.transcript[one] === '').map((one) => `transcript.${one}` as const),
  ]
}

export type ShownPicture = { src: string; srcSet: string; width: number; height: number }

/** The addresses of a picture and the size it takes on a page; null for a name that is none of ours. */
export function shownPicture(file: string): ShownPicture | null {
  const [, name, width, height] = PICTURE_FILE.exec(file) ?? []
  if (name === undefined) return null
  const size = { width: Number(width), height: Number(height) }
  const widths = widthsOf(size.width)
  return {
    src: `/media/${name}-${widths[0]}.webp`,
    srcSet: widths.map((one) => `/media/${name}-${one}.webp ${one}w`).join(', '),
    ...size,
  }
}

/** The widths that are made of a picture which is so wide. */
export function widthsOf(width: number): number[] {
  const below = PICTURE_WIDTHS.filter((one) => one < width)
  return below.length < PICTURE_WIDTHS.length ? [...below, width] : [...below]
}

/** The random names of everything that an offer shows: its picture, its film and the captions. */
export function mediaNamesOf(offer: { picture?: PictureOfOffer | null; film?: FilmOfOffer | null }): string[] {
  const { picture, film } = offer
  const names = [picture?.file.slice(0, 32), film?.file?.slice(0, 32), film?.captions.nl, film?.captions.en]
  return names.filter((name): name is string => typeof name === 'string')
}
