import type { Columns, DocumentRow } from './columns.server.ts'

/** What depends on the clock, worked out for every document at once; true from `from` until the first moment at which something changes. */
export type VisibilityAt = {
  from: number
  until: number
  visible: Uint8Array
  anyTime: Uint8Array
  /** The first start to come, or infinity. */
  nextStart: Float64Array
  /** The next moment at which sign-up for something of it closes, or infinity. */
  nextClosing: Float64Array
  publishedAt: Float64Array
  titleWords: Float64Array
  /** The languages of its title, one bit each. */
  texts: Uint8Array
}

function earliestAfter(moments: ReadonlyArray<number>, now: number): number {
  let next = Number.POSITIVE_INFINITY
  for (const moment of moments) if (moment > now && moment < next) next = moment
  return next
}

/** When it comes into view or goes out of it, whichever is next. */
function nextTurn(row: DocumentRow, now: number): number {
  return earliestAfter([row.visibleFrom, row.visibleUntil], now)
}

function workOut(columns: Columns, now: number): VisibilityAt {
  const size = columns.rows.length
  const moment: VisibilityAt = {
    from: now,
    until: Number.POSITIVE_INFINITY,
    visible: new Uint8Array(size),
    anyTime: new Uint8Array(size),
    nextStart: new Float64Array(size),
    nextClosing: new Float64Array(size),
    publishedAt: new Float64Array(size),
    titleWords: new Float64Array(size),
    texts: new Uint8Array(size),
  }
  columns.rows.forEach((row, id) => {
    if (!row) return
    const start = earliestAfter(row.starts, now)
    const closing = earliestAfter(row.openUntil, now)
    moment.visible[id] = row.visibleFrom <= now && row.visibleUntil > now ? 1 : 0
    moment.anyTime[id] = row.anyTime ? 1 : 0
    moment.nextStart[id] = start
    moment.nextClosing[id] = closing
    moment.publishedAt[id] = row.publishedAt
    moment.titleWords[id] = row.titleWords
    moment.texts[id] = row.texts
    moment.until = Math.min(moment.until, start, closing, nextTurn(row, now))
  })
  return moment
}

/** The state of all documents at this moment, worked out again only after a change or when a session has started, sign-up has closed or an offer has come or gone. */
export function visibilityAt(columns: Columns, now: number): VisibilityAt {
  if (!columns.moment || now < columns.moment.from || now >= columns.moment.until)
    columns.moment = workOut(columns, now)
  return columns.moment
}
