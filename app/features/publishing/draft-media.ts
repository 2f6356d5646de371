import { z } from 'zod'
import type { Fields } from './offer-fields.ts'

const text = z.string().catch('').default('')
const name = z.string().nullable().catch(null).default(null)
const pair = z.object({ nl: text, en: text }).catch({ nl: '', en: '' }).default({ nl: '', en: '' })

/** The picture of a draft, as far as it is there: the file may be without words still, and the words without a file. */
const draftPicture = z.object({ file: name, alt: pair }).catch({ file: null, alt: { nl: '', en: '' } })
/** The film of a draft, as it was typed: whether the link is one is asked when it is published. */
const draftFilm = z
  .object({
    link: name,
    file: name,
    captions: z.object({ nl: name, en: name }).catch({ nl: null, en: null }).default({ nl: null, en: null }),
    transcript: pair,
  })
  .catch({ link: null, file: null, captions: { nl: null, en: null }, transcript: { nl: '', en: '' } })

export type DraftMedia = { picture: z.output<typeof draftPicture>; film: z.output<typeof draftFilm> }

function jsonIn(fields: Fields, field: string): unknown {
  try {
    return JSON.parse(fields.get(field)?.[0] || '{}')
  } catch {
    return {}
  }
}

/** The picture and film that stand in the fields of a draft. */
export function mediaOfFields(fields: Fields): DraftMedia {
  return { picture: draftPicture.parse(jsonIn(fields, 'picture')), film: draftFilm.parse(jsonIn(fields, 'film')) }
}

/** The same as values of those fields; empty where nothing of it is there. */
export function mediaToFields({ picture, film }: DraftMedia): Record<'picture' | 'film', string[]> {
  const hasPicture = picture.file !== null || picture.alt.nl !== '' || picture.alt.en !== ''
  const { link, file, captions, transcript } = film
  const hasFilm = [link, file, captions.nl, captions.en, transcript.nl, transcript.en].some(Boolean)
  return {
    picture: hasPicture ? [JSON.stringify(picture)] : [],
    film: hasFilm ? [JSON.stringify(film)] : [],
  }
}
