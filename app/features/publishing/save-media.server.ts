import { type Actor, type Allowed, allow } from '#app/access/actor.ts'
import { addMedia } from '#app/features/media/add-media.server.ts'
import { findMedia, findMediaOf, type MediaFile } from '#app/features/media/find-media.server.ts'
import type { MediaFolders } from '#app/features/media/media-folder.server.ts'
import { MEDIA_PLACES, MEDIA_PROBLEMS, type MediaPlace, type MediaProblem } from '#app/features/media/vocabulary.ts'
import type { FormProblem } from '#app/platform/http/form/form-answer.ts'
import { pause } from '#app/platform/jobs/pause.server.ts'
import { checkedLink, type LinkProblem } from '#app/platform/text/checked-link.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { type DraftMedia, mediaOfFields, mediaToFields } from './draft-media.ts'
import type { SentMediaPage } from './media-form.server.ts'
import { markOf } from './merge-fields.ts'
import { readOfferDraft } from './offer-drafts.server.ts'
import { saveDraftFields } from './save-draft.server.ts'

/** How long a page waits for our own files to be made; after that they wait on the page. */
const WAIT_MS = 25_000
const LOOK_MS = 100
/** Of one offer, in a day, used or not. */
const MOST_FILES = 20

export type SavedMediaProblem = MediaProblem | LinkProblem | 'gone' | 'changed' | 'both' | 'too-many'
type Files = ReadonlyArray<readonly [MediaPlace, NonNullable<SentMediaPage[MediaPlace]>]>
export type SavedMedia =
  | { ok: true; value: 'saved' | 'waiting' }
  | { ok: false; problems: ReadonlyArray<FormProblem<SavedMediaProblem>> }

/** A draft with a file in its place. */
function withFile(media: DraftMedia, place: MediaPlace, file: string | null): DraftMedia {
  const { picture, film } = media
  if (place === 'picture') return { picture: { ...picture, file }, film }
  if (place === 'film') return { picture, film: { ...film, file } }
  const language = place === 'captions.nl' ? 'nl' : 'en'
  return { picture, film: { ...film, captions: { ...film.captions, [language]: file } } }
}

function withTexts(media: DraftMedia, value: SentMediaPage): DraftMedia {
  const plain = (text: string) => text.replace(/\r\n?/g, '\n')
  return {
    picture: { ...media.picture, alt: { nl: value['alt.nl'], en: value['alt.en'] } },
    film: {
      ...media.film,
      link: value.link.trim() || null,
      transcript: { nl: plain(value['transcript.nl']), en: plain(value['transcript.en']) },
    },
  }
}

/** Waits until our own files were made of these, or why not is known. */
async function prepared(db: Db, names: ReadonlyArray<string>): Promise<MediaFile[]> {
  const until = performance.now() + WAIT_MS
  for (;;) {
    const rows = names.flatMap((name) => findMedia(db, name) ?? [])
    if (rows.every(({ state }) => state !== 'waiting') || performance.now() > until) return rows
    await pause(LOOK_MS)
  }
}

function problemIn(rows: ReadonlyArray<MediaFile>): Array<FormProblem<SavedMediaProblem>> {
  return rows.flatMap(({ state, place, problem }) => {
    const known = MEDIA_PROBLEMS.find((one) => one === problem)
    return state === 'refused' && known ? [{ field: place, problem: known }] : []
  })
}

function problemsOfFilm({ film }: DraftMedia): Array<FormProblem<SavedMediaProblem>> {
  if (film.link === null) return []
  const checked = checkedLink(film.link)
  if (!checked.ok) return [{ field: 'link', problem: checked.problem }]
  return film.file === null ? [] : [{ field: 'link', problem: 'both' }]
}

/**
 * Keeps what stands on the page of picture and film in the draft, with the files that were given there once our own are made of them. What of it cannot
 * be used is said, and the rest is kept. Refuses (`changed`) when somebody else changed the same part meanwhile; then only the files are kept, to be used.
 */
export async function saveOfferMedia(
  db: Db,
  folders: MediaFolders,
  actor: Allowed<'offer.save'>,
  { id, value }: { id: string; value: SentMediaPage },
  now: Date,
): Promise<SavedMedia> {
  const files: Files = MEDIA_PLACES.flatMap((place) => {
    const file = value[place]
    return file ? [[place, file] as const] : []
  })
  const tooMany = files.length > 0 && findMediaOf(db, id).length + files.length > MOST_FILES
  const taken = tooMany ? [] : files
  const adds = allow(actor as Actor, 'media.add')
  for (const [place, file] of taken) await addMedia(db, folders, adds, { file, offerId: id, place }, now)
  const rows = await prepared(
    db,
    taken.map(([, { name }]) => name),
  )
  return inTransaction(db, (tx): SavedMedia => {
    const draft = readOfferDraft(tx, actor, id)
    if (!draft) return { ok: false, problems: [{ field: null, problem: 'gone' }] }
    let media = withTexts(mediaOfFields(draft.fields), value)
    for (const place of value.remove) media = withFile(media, place, null)
    for (const { place, state, file } of rows) if (state === 'ready') media = withFile(media, place, file)
    const fields = mediaToFields(media)
    const changes = (['picture', 'film'] as const).map((name) => ({
      name,
      was: value[`was.${name}`],
      values: fields[name],
    }))
    const isChanged = changes.some(({ name, was, values }) => {
      const before = markOf(draft.fields.get(name))
      return before !== was && before !== markOf(values) && was !== markOf(values)
    })
    if (isChanged) return { ok: false, problems: [{ field: null, problem: 'changed' }] }
    saveDraftFields(tx, actor, id, changes, now)
    const problems = [...problemIn(rows), ...problemsOfFilm(media)]
    if (tooMany) problems.push({ field: null, problem: 'too-many' })
    if (problems.length > 0) return { ok: false, problems }
    return { ok: true, value: rows.some(({ state }) => state === 'waiting') ? 'waiting' : 'saved' }
  })
}

/** Puts a file that was given for this offer before in its place in the draft. Refuses one that is not there or not ready. */
export function putMediaToUse(
  db: Db,
  actor: Allowed<'offer.save'>,
  { id, name }: { id: string; name: string },
  now: Date,
): SavedMedia {
  return inTransaction(db, (tx): SavedMedia => {
    const draft = readOfferDraft(tx, actor, id)
    const row = findMedia(tx, name)
    if (!draft || row?.offerId !== id || row.state !== 'ready')
      return { ok: false, problems: [{ field: null, problem: 'gone' }] }
    const before = mediaOfFields(draft.fields)
    const fields = mediaToFields(withFile(before, row.place, row.file))
    const changes = (['picture', 'film'] as const).map((field) => ({
      name: field,
      was: markOf(draft.fields.get(field)),
      values: fields[field],
    }))
    saveDraftFields(tx, actor, id, changes, now)
    return { ok: true, value: 'saved' }
  })
}
