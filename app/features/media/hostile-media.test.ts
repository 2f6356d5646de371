import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { mediaFiles } from '#db/schema/media.ts'
import { freshDatabase, NOW } from '#tests/support/database.ts'
import { HOSTILE_CAPTIONS, hostileFilms, hostilePictures, mp4, photo, webm } from '#tests/support/hostile-media.ts'
import { findMedia } from './find-media.server.ts'
import { mediaFoldersIn } from './media-folder.server.ts'
import { prepareMedia } from './prepare-media.server.ts'
import type { MediaPlace } from './vocabulary.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'koers-media-'))
afterAll(() => rmSync(folder, { recursive: true }))
const folders = mediaFoldersIn(folder)
const db = freshDatabase()
let count = 0

/** What becomes of a file that somebody gave. */
async function given(place: MediaPlace, bytes: Buffer) {
  const name = (++count).toString(16).padStart(32, '0')
  writeFileSync(path.join(folders.incoming, name), bytes)
  db.insert(mediaFiles)
    .values({ name, offerId: 'o', place, state: 'waiting', bytes: bytes.length, addedAt: Number(NOW) })
    .run()
  await prepareMedia(db, folders, name)
  const row = findMedia(db, name)
  const files = readdirSync(folder).filter((file) => file.startsWith(name))
  return { state: row?.state, problem: row?.problem, file: row?.file, files }
}

test('of hostile pictures, films and captions none is kept and none is shown', async () => {
  const all = [
    ...(await hostilePictures()).map((one) => ['picture', one] as const),
    ...(await hostileFilms()).map((one) => ['film', one] as const),
    ...HOSTILE_CAPTIONS.map((one) => ['captions.nl', one] as const),
  ]
  const letIn: string[] = []
  for (const [place, { what, bytes }] of all) {
    const outcome = await given(place, bytes)
    if (outcome.state !== 'refused' || outcome.files.length > 0) letIn.push(`${place}: ${what}`)
  }
  expect(letIn).toEqual([])
  expect(readdirSync(folders.incoming)).toEqual([])
  expect(all.length).toBeGreaterThanOrEqual(50)
})

test('a photo becomes pictures of our own: turned, in three widths, without place, device, name or a byte of what came in', async () => {
  const bytes = await photo()
  const { state, file, files } = await given('picture', bytes)
  expect([state, file?.slice(32)]).toEqual(['ready', '-1200x1600'])
  expect(files.map((one) => one.slice(32))).toEqual(['-1200.webp', '-320.webp', '-640.webp'])
  for (const one of files) {
    const made = readFileSync(path.join(folder, one))
    const told = await sharp(made).metadata()
    expect([told.format, told.exif, told.xmp, told.icc, told.iptc]).toEqual([
      'webp',
      undefined,
      undefined,
      undefined,
      undefined,
    ])
    expect(made.includes('Anna') || made.includes('Telefoon') || made.includes(bytes.subarray(-64))).toBe(false)
  }
})

test.each([
  ['MP4', mp4(), '.mp4'],
  ['WebM', webm(), '.webm'],
])('a film (%s) is kept without where it was made and by whom', async (_, bytes, ending) => {
  const { state, files } = await given('film', bytes)
  expect([state, files.map((one) => one.slice(32))]).toEqual(['ready', [ending]])
  const kept = readFileSync(path.join(folder, files[0] ?? ''))
  expect(bytes.includes('+52.1583')).toBe(true)
  expect(kept.includes('+52.1583') || kept.includes('Anna')).toBe(false)
  expect(kept.length).toBe(bytes.length)
})

test('captions with a script in them become times and text', async () => {
  const { files } = await given(
    'captions.en',
    Buffer.from('WEBVTT\n\n00:01.000 --> 00:02.000\n<script>alert(1)</script>'),
  )
  expect(readFileSync(path.join(folder, files[0] ?? ''), 'utf8')).toBe(
    'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nalert(1)\n',
  )
})
