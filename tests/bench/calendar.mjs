// A month of the calendar with 100 sessions beside the catalogue page, both rendered anew in the same run: processor time, elements, and the
// file for calendar programs.
import path from 'node:path'
import Database from 'better-sqlite3'
import { cpuPerRequest, get, median, startServer } from './measure.mjs'
import { CATALOGUE_PATHS } from './pages.mjs'

const ROUNDS = 5
const REQUESTS = 200
const WARM_UP = 400
const SESSIONS = 100
/** Far ahead: the demo has nothing there. */
const MONTH = '2033-06'
const MONTHS = ['/nl/calendar', '/en/calendar'].map((page) => `${page}?month=${MONTH}`)

/** Gives offers of the demo a session each, five on every weekday of the month. */
function fillMonth(folder) {
  const db = new Database(path.join(folder, 'koers.sqlite'), { timeout: 5_000 })
  const offers = db
    .prepare("SELECT id FROM offers WHERE state = 'published' AND kind IN ('training', 'event')")
    .pluck()
    .all()
  const add = db.prepare(`INSERT INTO sessions
    (id, offer_id, starts_at, ends_at, days, zone, place_nl, place_en, online, seats, seats_taken, waiting)
    VALUES (?, ?, ?, ?, ?, 'Europe/Amsterdam', 'Zaal 2', 'Room 2', 0, 12, 3, 0)`)
  const weekdays = Array.from({ length: 30 }, (_, day) => `${MONTH}-${String(day + 1).padStart(2, '0')}`).filter(
    (date) => ![0, 6].includes(new Date(`${date}T12:00:00Z`).getUTCDay()),
  )
  const insert = db.transaction(() => {
    for (let n = 0; n < SESSIONS; n++) {
      const date = weekdays[n % weekdays.length]
      const days = JSON.stringify([{ date, from: '09:30', until: '12:00' }])
      const at = Date.parse(`${date}T07:30:00Z`)
      add.run(`bench-${n}`, offers[n % offers.length], at, at + 9_000_000, days)
    }
  })
  insert()
  db.close()
}

export async function measureCalendar(env) {
  const portal = await startServer('portal', { ...env, PAGE_CACHE: 'off' })
  try {
    await get(`${portal.origin}/nl`)
    fillMonth(env.DATA_DIR)
    const page = (await get(portal.origin + MONTHS[0])).body.toString()
    const shown = (page.match(/href="\/nl\/catalogue\/[^"]+" data-icon=/g) ?? []).length
    for (const paths of [MONTHS, CATALOGUE_PATHS]) await cpuPerRequest(portal, paths, WARM_UP)
    const rounds = []
    for (let round = 0; round < ROUNDS; round++) {
      const catalogue = await cpuPerRequest(portal, CATALOGUE_PATHS, REQUESTS)
      const month = await cpuPerRequest(portal, MONTHS, REQUESTS)
      rounds.push({ month, ratio: month / catalogue, file: await cpuPerRequest(portal, ['/nl/calendar.ics'], 50) })
    }
    const embed = await get(`${portal.origin}/nl/embed/calendar`)
    return {
      sessions: shown,
      elements: (page.match(/<[a-z][a-z0-9-]*[\s>/]/gi) ?? []).length,
      htmlBytes: Buffer.byteLength(page),
      ms: median(rounds.map(({ month }) => month)),
      ratio: median(rounds.map(({ ratio }) => ratio)),
      fileMs: median(rounds.map(({ file }) => file)),
      embedBytes: embed.body.length,
    }
  } finally {
    await portal.stop()
  }
}
