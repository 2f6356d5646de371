import { and, eq } from 'drizzle-orm'
import { kindIsOn } from '#app/features/catalogue/enabled-kinds.server.ts'
import { isKind } from '#app/features/catalogue/kinds.ts'
import { type FilmOfOffer, mediaNamesOf, type PictureOfOffer } from '#app/features/catalogue/offer-media.ts'
import { ALWAYS } from '#app/features/catalogue/offer-rules.ts'
import { cachedUntilChange } from '#db/cached.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { mediaFiles } from '#db/schema/media.ts'

export type MediaFile = typeof mediaFiles.$inferSelect

/** A file by its random name; undefined when nobody gave one. */
export function findMedia(db: Db, name: string): MediaFile | undefined {
  return db.select().from(mediaFiles).where(eq(mediaFiles.name, name)).get()
}

/** The files given for an offer, newest last. */
export function findMediaOf(db: Db, offerId: string): MediaFile[] {
  return db.select().from(mediaFiles).where(eq(mediaFiles.offerId, offerId)).orderBy(mediaFiles.addedAt).all()
}

type Row = {
  kind: string
  state: string
  publishFrom: number | null
  publishUntil: number | null
  picture: string
  film: string
}
type Shown = ReadonlyArray<{ readonly kind: string; readonly from: number; readonly until: number }>

function readPublished(db: Db): ReadonlyMap<string, Shown> {
  const rows = prepared(
    db,
    `SELECT kind, state, publish_from AS publishFrom, publish_until AS publishUntil, picture, film FROM offers
     WHERE state = 'published' AND (picture IS NOT NULL OR film IS NOT NULL)`,
  ).all() as Row[]
  const shown = new Map<string, Array<Shown[number]>>()
  for (const { kind, publishFrom, publishUntil, picture, film } of rows) {
    const media = {
      picture: JSON.parse(picture ?? 'null') as PictureOfOffer | null,
      film: JSON.parse(film ?? 'null') as FilmOfOffer | null,
    }
    for (const name of mediaNamesOf(media))
      shown.set(name, [...(shown.get(name) ?? []), { kind, from: publishFrom ?? 0, until: publishUntil ?? ALWAYS }])
  }
  return shown
}

/**
 * Who may be sent a file: everybody while an offer that is shown names it, else publishers only, for a preview; null when it is no file of ours. An
 * offer that is hidden, archived or over takes its picture with it.
 */
export function audienceOfMedia(db: Db, name: string, now: number): 'everybody' | 'publishers' | null {
  const shown = cachedUntilChange(db, ['catalogue'], readPublished).get(name) ?? []
  if (shown.some(({ kind, from, until }) => from <= now && now < until && isKind(kind) && kindIsOn(kind)))
    return 'everybody'
  const own = and(eq(mediaFiles.name, name), eq(mediaFiles.state, 'ready'))
  return db.select({ name: mediaFiles.name }).from(mediaFiles).where(own).get() ? 'publishers' : null
}
