import { z } from 'zod'
import { LARGEST_MEDIA, MEDIA_PLACES } from '#app/features/media/vocabulary.ts'
import { defineForm, type SentBy } from '#app/platform/http/form/define-form.server.ts'
import { chosen, fixed, many, stored, typed } from '#app/platform/http/form/fields.server.ts'

const LONGEST = { alt: 300, link: 2_000, transcript: 40_000 } as const

const alt = typed(z.string().max(LONGEST.alt), 'too-long')
const transcript = typed(z.string().max(LONGEST.transcript), 'too-long')
const mark = fixed(z.string().max(30))

/** The picture and film of an offer, with the words that belong to them; or a file that was given before. */
export const mediaForm = defineForm({
  name: 'offer-media',
  permission: 'offer.save',
  tokenFor: (_, { id }) => `offer-media:${id}`,
  defaultIntent: 'save',
  intents: {
    save: {
      'was.picture': mark,
      'was.film': mark,
      'alt.nl': alt,
      'alt.en': alt,
      link: typed(z.string().max(LONGEST.link), 'link-too-long'),
      'transcript.nl': transcript,
      'transcript.en': transcript,
      remove: many(chosen(z.enum(MEDIA_PLACES))),
      picture: stored('picture-large'),
      film: stored('film-large'),
      'captions.nl': stored('captions-large'),
      'captions.en': stored('captions-large'),
    },
    use: { file: fixed(z.string().regex(/^[0-9a-f]{32}$/)) },
  },
  statuses: { gone: 404, changed: 409 },
  largest: LARGEST_MEDIA,
})
export type SentMedia = SentBy<typeof mediaForm>
export type SentMediaPage = Extract<SentMedia, { intent: 'save' }>
