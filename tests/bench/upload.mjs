// A film of 200 MB is uploaded by a publisher of the demo: how much the memory of the portal grows meanwhile, and how long the worker thread needs.
import http from 'node:http'
import path from 'node:path'
import Database from 'better-sqlite3'
import { get, startServer } from './measure.mjs'

const TOKEN = 'bench-of-uploads-0001'
const MB = 1_000_000
const FILM = 200 * MB
const CHUNK = Buffer.alloc(64 * 1024, 0x2a)
const SAMPLE_MS = 100

function box(type, content) {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(content + 8)
  head.write(type, 4, 'latin1')
  return head
}

/** An MP4 of so many bytes, piece by piece. */
function* film(bytes) {
  const [brand, moov] = [Buffer.from('isom\0\0\0\0isommp42'), Buffer.alloc(100)]
  yield Buffer.concat([box('ftyp', brand.length), brand, box('moov', moov.length + 8), box('mvhd', moov.length), moov])
  let left = bytes - brand.length - moov.length - 32
  yield box('mdat', left)
  for (; left > 0; left -= CHUNK.length) yield CHUNK.subarray(0, Math.min(left, CHUNK.length))
}

function post(url, headers, body) {
  return new Promise((resolve, reject) => {
    const sent = http.request(url, { method: 'POST', headers }, (response) => {
      response.resume()
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers }))
    })
    sent.on('error', reject)
    const pieces = body[Symbol.iterator]()
    const write = () => {
      for (let next = pieces.next(); !next.done; next = pieces.next())
        if (!sent.write(next.value)) return void sent.once('drain', write)
      sent.end()
    }
    write()
  })
}

async function signIn(origin) {
  const door = await get(`${origin}/?demo=${TOKEN}`)
  const opened = (door.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ')
  const form = Buffer.from('person=fatima')
  const headers = { Origin: origin, Cookie: opened, 'Content-Type': 'application/x-www-form-urlencoded' }
  const answer = await post(`${origin}/sign-in/demo`, { ...headers, 'Content-Length': form.length }, [form])
  return (answer.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).find((one) => /koers=/.test(one)) ?? ''
}

/** Uploads a film of so many bytes on the page of an offer, as a browser without script does. */
async function upload(origin, cookie, id, bytes) {
  const page = `${origin}/nl/hr/offers/${id}/media`
  const html = (await get(page, { Cookie: cookie })).body.toString()
  const hidden = (name) => html.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1] ?? ''
  const boundary = 'bench-boundary'
  const texts = {
    token: hidden('token'),
    'was.picture': hidden('was.picture'),
    'was.film': hidden('was.film'),
    intent: 'save',
    'alt.nl': '',
    'alt.en': '',
    link: '',
    'transcript.nl': '',
    'transcript.en': '',
  }
  const fields = Object.entries(texts).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="film"; filename="f.mp4"\r\nContent-Type: video/mp4\r\n\r\n`
  const [first, last] = [Buffer.from(fields.join('') + head), Buffer.from(`\r\n--${boundary}--\r\n`)]
  function* body() {
    yield first
    yield* film(bytes)
    yield last
  }
  const length = first.length + last.length + [...film(bytes)].reduce((sum, piece) => sum + piece.length, 0)
  const headers = { Origin: origin, Cookie: cookie, 'Content-Type': `multipart/form-data; boundary=${boundary}` }
  return post(page, { ...headers, 'Content-Length': length }, body())
}

export async function measureUpload(env) {
  const portal = await startServer('portal', { ...env, KOERS_DEMO_TOKEN: TOKEN })
  try {
    const cookie = await signIn(portal.origin)
    const db = new Database(path.join(env.DATA_DIR, 'koers.sqlite'), { readonly: true })
    const id = db.prepare("SELECT id FROM offers WHERE kind = 'story' LIMIT 1").pluck().get()
    db.close()
    for (const bytes of [5 * MB, 20 * MB]) await upload(portal.origin, cookie, id, bytes)
    const { rssMb: before } = await portal.used()
    let most = before
    let isOver = false
    const sampling = (async () => {
      while (!isOver) {
        most = Math.max(most, (await portal.used()).rssMb)
        await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS))
      }
    })()
    const started = performance.now()
    const answer = await upload(portal.origin, cookie, id, FILM)
    const seconds = (performance.now() - started) / 1_000
    isOver = true
    await sampling
    if (answer.status !== 303 || !/done=saved/.test(answer.headers.location ?? ''))
      throw new Error(`the upload was answered with ${answer.status} ${answer.headers.location ?? ''}`)
    return { beforeMb: before, growthMb: most - before, seconds }
  } finally {
    await portal.stop()
  }
}
