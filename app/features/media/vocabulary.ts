/** The closed lists of media. This file imports nothing. */

/** What a file of an offer is given as. */
export const MEDIA_PLACES = ['picture', 'film', 'captions.nl', 'captions.en'] as const
export type MediaPlace = (typeof MEDIA_PLACES)[number]

/** `waiting` until we made our own of it, then `ready`, or `refused`. */
export const MEDIA_STATES = ['waiting', 'ready', 'refused'] as const

/** Why a file was refused. */
export const MEDIA_PROBLEMS = [
  'not-a-picture',
  'picture-moves',
  'picture-too-large',
  'picture-shape',
  'not-a-film',
  'not-captions',
] as const
export type MediaProblem = (typeof MEDIA_PROBLEMS)[number]

/** The most bytes of a file, by what it is given as. */
export const MOST_MEDIA_BYTES: Readonly<Record<MediaPlace, number>> = {
  picture: 20 * 1024 * 1024,
  film: 200 * 1024 * 1024,
  'captions.nl': 1024 * 1024,
  'captions.en': 1024 * 1024,
}

/** All files of an offer at once, each at its largest, with the texts beside them: the most of one form. */
export const LARGEST_MEDIA = {
  body: Object.values(MOST_MEDIA_BYTES).reduce((sum, most) => sum + most, 1024 * 1024),
  fields: 30,
  parts: MEDIA_PLACES.length,
} as const

/** Who may do what here (app/access/permissions.ts joins it). For which offers: app/features/catalogue/offer-scope.server.ts. */
export const MEDIA_PERMISSIONS = {
  'media.add': ['hr-publisher', 'seed'],
} as const

/** Who may see what is told here: the administrators in the audit log (app/access/audit-visibility.ts joins it). */
export const MEDIA_AUDIT = {
  'media.add': 'administrator',
} as const
