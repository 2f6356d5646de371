import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { saveOffer } from '#app/features/catalogue/save-offer.server.ts'
import { clearMedia } from '#app/features/media/clear-media.server.ts'
import { audienceOfMedia, findMediaOf } from '#app/features/media/find-media.server.ts'
import { mediaFoldersIn } from '#app/features/media/media-folder.server.ts'
import { prepareMedia } from '#app/features/media/prepare-media.server.ts'
import { StoredUpload } from '#app/platform/http/form/stored-upload.ts'
import { jobs } from '#db/schema/jobs.ts'
import { mediaFiles } from '#db/schema/media.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { demoPerson } from '#tests/support/demo-person.ts'
import { mp4, photo } from '#tests/support/hostile-media.ts'
import { checkedOffer } from '#tests/support/offers.ts'
import { publisher } from '#tests/support/publishers.ts'
import { mayPreviewMedia } from './draft-media.server.ts'
import { mediaOfFields } from './draft-media.ts'
import type { SentMediaPage } from './media-form.server.ts'
import { findMediaPage } from './media-page.queries.server.ts'
import { markOf } from './merge-fields.ts'
import { readOfferDraft } from './offer-drafts.server.ts'
import { publishDraft } from './publish-draft.server.ts'
import { saveDraftFields } from './save-draft.server.ts'
import { putMediaToUse, saveOfferMedia } from './save-media.server.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'koers-save-media-'))
afterAll(() => rmSync(folder, { recursive: true }))
const folders = mediaFoldersIn(folder)
const db = peopleDatabase()
const fatima = publisher(db, 'fatima')
const pieter = publisher(db, 'pieter')
const DAY_MS = 86_400_000
let count = 0

function stored(): string {
  const saved = inTransaction(db, (tx) => saveOffer(tx, fatima, checkedOffer({}), NOW))
  if (!saved.ok) throw new Error(JSON.stringify(saved))
  return saved.value.id
}

const fieldsOf = (id: string) => readOfferDraft(db, fatima, id)?.fields ?? new Map()

/** A file that arrived with the form. */
function arrived(bytes: Buffer): StoredUpload {
  const name = `${++count}`.padStart(32, 'a')
  const file = path.join(folders.incoming, `${name}.part`)
  writeFileSync(file, bytes)
  return new StoredUpload({ name, path: file, bytes: bytes.length, isTooLarge: false })
}

/** The page as it is sent, with the marks of what stands there now. */
function sent(id: string, change: Partial<SentMediaPage> = {}): SentMediaPage {
  const { picture, film } = mediaOfFields(fieldsOf(id))
  return {
    intent: 'save',
    'was.picture': markOf(fieldsOf(id).get('picture')),
    'was.film': markOf(fieldsOf(id).get('film')),
    'alt.nl': picture.alt.nl,
    'alt.en': picture.alt.en,
    link: film.link ?? '',
    'transcript.nl': film.transcript.nl,
    'transcript.en': film.transcript.en,
    remove: [],
    picture: null,
    film: null,
    'captions.nl': null,
    'captions.en': null,
    ...change,
  }
}

/** Saves the page, while the worker does what it was asked. */
async function save(id: string, value: SentMediaPage) {
  const saving = saveOfferMedia(db, folders, fatima, { id, value }, NOW)
  for (;;) {
    const waiting = findMediaOf(db, id).filter(({ state }) => state === 'waiting')
    for (const { name } of waiting) await prepareMedia(db, folders, name)
    const outcome = await Promise.race([saving, new Promise<null>((resolve) => setImmediate(resolve, null))])
    if (outcome) return outcome
  }
}

const ALT = { 'alt.nl': 'Een collega', 'alt.en': 'A colleague' }

test('a picture waits in the draft for publishers alone, and is for everybody from the moment it is published', async () => {
  const id = stored()
  expect(await save(id, sent(id, { ...ALT, picture: arrived(await photo()) }))).toEqual({ ok: true, value: 'saved' })
  const { picture } = mediaOfFields(fieldsOf(id))
  const name = picture.file?.slice(0, 32) ?? ''
  expect([picture.alt.en, audienceOfMedia(db, name, Number(NOW))]).toEqual(['A colleague', 'publishers'])
  const { fingerprint = '' } = readOfferDraft(db, fatima, id) ?? {}
  const window = { state: 'published', from: null, until: null, fingerprint } as const
  expect(inTransaction(db, (tx) => publishDraft(tx, fatima, id, window, NOW)).ok).toBe(true)
  expect(audienceOfMedia(db, name, Number(NOW))).toBe('everybody')
  db.$client.prepare("UPDATE offers SET state = 'archived' WHERE id = ?").run(id)
  expect(audienceOfMedia(db, name, Number(NOW))).toBe('publishers')
  expect(audienceOfMedia(db, '0'.repeat(32), Number(NOW))).toBeNull()
})

test('what cannot be used is said, and the rest of the page is kept', async () => {
  const id = stored()
  const value = sent(id, { ...ALT, picture: arrived(mp4()), film: arrived(mp4()), link: 'javascript:alert(1)' })
  expect(await save(id, value)).toEqual({
    ok: false,
    problems: [
      { field: 'picture', problem: 'not-a-picture' },
      { field: 'link', problem: 'link-not-https' },
    ],
  })
  const { picture, film } = mediaOfFields(fieldsOf(id))
  expect([picture.file, picture.alt.nl, film.link]).toEqual([null, 'Een collega', 'javascript:alert(1)'])
  expect(film.file).toMatch(/\.mp4$/)
})

test('who saves over a change of somebody else hears it; the file they gave waits to be used', async () => {
  const id = stored()
  const old = sent(id, { ...ALT, picture: arrived(await photo()) })
  expect(await save(id, sent(id, { 'alt.nl': 'Van een ander' }))).toMatchObject({ ok: true })
  expect(await save(id, old)).toEqual({ ok: false, problems: [{ field: null, problem: 'changed' }] })
  expect(mediaOfFields(fieldsOf(id)).picture).toEqual({ file: null, alt: { nl: 'Van een ander', en: '' } })
  const [unused] = findMediaPage(db, fatima, id, 'nl', NOW)?.unused ?? []
  expect(putMediaToUse(db, fatima, { id, name: unused?.name ?? '' }, NOW)).toMatchObject({ ok: true })
  expect(mediaOfFields(fieldsOf(id)).picture.file?.slice(0, 32)).toBe(unused?.name)
  expect(findMediaPage(db, fatima, id, 'nl', NOW)?.unused).toEqual([])
  expect(putMediaToUse(db, fatima, { id: stored(), name: unused?.name ?? '' }, NOW)).toMatchObject({ ok: false })
})

test("another unit's offer does not exist: no page of it, nothing saved and nothing put to use", async () => {
  const id = stored()
  expect(findMediaPage(db, pieter, id, 'nl', NOW)).toBeNull()
  const saved = await saveOfferMedia(db, folders, pieter, { id, value: sent(id, ALT) }, NOW)
  expect(saved).toEqual({ ok: false, problems: [{ field: null, problem: 'gone' }] })
  expect(fieldsOf(id).get('picture')).toBeUndefined()
})

test('the night after the next day deletes what no offer and no draft names, and uploads that never ended', async () => {
  const id = stored()
  await save(id, sent(id, { film: arrived(mp4()) }))
  const kept = mediaOfFields(fieldsOf(id)).film.file ?? ''
  await save(id, sent(id, { film: arrived(mp4()), remove: ['film'] }))
  const left = arrived(mp4())
  const old = new Date(Date.now() - 2 * DAY_MS)
  for (const place of [folders.served, folders.incoming])
    for (const file of readdirSync(place)) if (file !== 'incoming') utimesSync(path.join(place, file), old, old)
  const breathe = () => Promise.resolve()
  await clearMedia(db, folders, NOW, { breathe })
  expect(readdirSync(folders.served)).toContain(kept)
  await clearMedia(db, folders, new Date(Number(NOW) + 2 * DAY_MS), { breathe })
  const now = mediaOfFields(fieldsOf(id)).film.file ?? ''
  const names = readdirSync(folders.served)
  expect([names.includes(kept), names.includes(now)]).toEqual([false, true])
  expect(readdirSync(folders.incoming)).not.toContain(path.basename(left.path))
  expect(db.select({ name: jobs.name }).from(jobs).all().length).toBeGreaterThan(0)
})

test('a file of a draft of somebody else is no preview for others, and cannot be made public by naming it', () => {
  const id = stored()
  const name = '7'.repeat(32)
  const file = {
    name,
    offerId: id,
    place: 'picture',
    state: 'ready',
    file: `${name}-10x10`,
    bytes: 9,
    addedAt: 0,
  } as const
  db.insert(mediaFiles).values(file).run()
  const picture = JSON.stringify({ file: `${name}-10x10`, alt: { nl: 'Een zaal', en: 'A room' } })
  const own = inTransaction(db, (tx) =>
    saveOffer(tx, fatima, checkedOffer({ units: ['science'], owner: { unit: 'science', email: 's@x.example' } }), NOW),
  )
  if (!own.ok) throw new Error(own.problem)
  expect([
    mayPreviewMedia(db, demoPerson(db, 'fatima'), name),
    mayPreviewMedia(db, demoPerson(db, 'pieter'), name),
  ]).toEqual([true, false])
  inTransaction(db, (tx) =>
    saveDraftFields(tx, pieter, own.value.id, [{ name: 'picture', values: [picture], was: markOf([]) }], NOW),
  )
  const { fingerprint } = readOfferDraft(db, pieter, own.value.id) ?? { fingerprint: '' }
  const publish = () =>
    inTransaction(db, (tx) => publishDraft(tx, pieter, own.value.id, { fingerprint, from: null, until: null }, NOW))
  expect(publish()).toEqual({
    ok: false,
    problem: 'not-ready',
    problems: [{ field: 'picture', problem: 'wrong-value' }],
  })
})
