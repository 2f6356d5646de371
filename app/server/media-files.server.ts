import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Request, RequestHandler, Response } from 'express'
import type { Visitor } from '#app/access/visitor.ts'
import { sendPlainPage } from './plain-page.server.ts'

/** Where files of offers are, and who may be sent one by its random name; null for a name that is nobody's. */
export type MediaSource = {
  readonly folder: () => string
  readonly audienceOf: (name: string) => 'everybody' | 'publishers' | null
  /** Whether somebody may look at a file before an offer with it is shown. */
  readonly mayPreview: (visitor: Visitor, name: string) => boolean
}

const FILE = /^\/([0-9a-f]{32})(?:-[1-9]\d{0,3}\.(webp)|\.(mp4|webm|vtt))$/
const TYPES: Readonly<Record<string, string>> = {
  webp: 'image/webp',
  mp4: 'video/mp4',
  webm: 'video/webm',
  vtt: 'text/vtt; charset=utf-8',
}
/** A name is used once, so what it leads to never changes; a week, because an offer can be withdrawn. */
const A_WEEK = 604_800

type Range = { readonly start: number; readonly end: number }

const UNIT = 'bytes='
const MOST_DIGITS = 15

/** A whole number of a range, null for what is left out; NaN for anything else. */
function placeIn(text: string): number | null {
  if (text === '') return null
  const isNumber = text.length <= MOST_DIGITS && [...text].every((sign) => sign >= '0' && sign <= '9')
  return isNumber ? Number(text) : Number.NaN
}

/** The part of a file that is asked for; `whole` for a header we do not serve, as several parts at once; null when it lies outside. */
export function rangeOf(header: string | undefined, size: number): Range | 'whole' | null {
  if (!header?.startsWith(UNIT)) return 'whole'
  const [first, last, more] = header.slice(UNIT.length).split('-', 3).map(placeIn)
  if (first === undefined || last === undefined || more !== undefined) return 'whole'
  if (Number.isNaN(first) || Number.isNaN(last) || (first === null && last === null)) return 'whole'
  if (first === null) return last === 0 ? null : { start: Math.max(0, size - (last ?? 0)), end: size - 1 }
  if (last !== null && last < first) return 'whole'
  return first >= size ? null : { start: first, end: Math.min(last ?? size - 1, size - 1) }
}

function setHeaders(response: Response, name: string, type: string, isPublic: boolean): void {
  response.set({
    'Content-Type': type,
    'Content-Disposition': `inline; filename="${name}"`,
    'Accept-Ranges': 'bytes',
    ETag: `"${name}"`,
    'Cache-Control': isPublic ? `public, max-age=${A_WEEK}, immutable` : 'private, no-store',
    // Nothing in a file of ours runs or loads anything, whatever a browser makes of it.
    'Content-Security-Policy': "default-src 'none'; sandbox",
  })
}

async function send(request: Request, response: Response, file: string): Promise<void> {
  const { size } = await stat(file)
  const tag = response.get('ETag')
  if (request.headers['if-none-match'] === tag) return void response.status(304).end()
  const { 'if-range': ifRange, range: asked } = request.headers
  const range = ifRange === undefined || ifRange === tag ? rangeOf(asked, size) : 'whole'
  if (range === null) {
    response.status(416).set('Content-Range', `bytes */${size}`).removeHeader('Content-Type')
    return void response.end()
  }
  const { start, end } = range === 'whole' ? { start: 0, end: size - 1 } : range
  if (range !== 'whole') response.status(206).set('Content-Range', `bytes ${start}-${end}/${size}`)
  response.set('Content-Length', String(end - start + 1))
  if (request.method === 'HEAD') return void response.end()
  await pipeline(createReadStream(file, { start, end }), response)
}

/**
 * Sends files of offers, whole or in ranges (206, 416, `If-Range`), as what we made of them and with headers that let nothing in them run. One that no
 * shown offer names is for publishers of that offer, to preview; to anybody else it does not exist.
 */
export function serveMedia(source: MediaSource, visitorOf: (response: Response) => Visitor | null): RequestHandler {
  return (request, response, next) => {
    const [, name, picture, other] = FILE.exec(request.path) ?? []
    const audience = name === undefined || !/^(?:GET|HEAD)$/.test(request.method) ? null : source.audienceOf(name)
    const visitor = audience === 'publishers' ? visitorOf(response) : null
    const mayRead = audience === 'everybody' || (visitor !== null && source.mayPreview(visitor, name ?? ''))
    if (!mayRead) return void sendPlainPage(request, response, 'missing')
    const base = path.basename(request.path)
    setHeaders(response, base, TYPES[picture ?? other ?? ''] ?? '', audience === 'everybody')
    send(request, response, path.join(source.folder(), base)).catch((error: NodeJS.ErrnoException) => {
      if (response.headersSent || response.destroyed) response.destroy()
      else if (error.code === 'ENOENT') {
        for (const header of ['ETag', 'Content-Disposition', 'Accept-Ranges', 'Content-Length', 'Content-Range'])
          response.removeHeader(header)
        sendPlainPage(request, response, 'missing')
      } else next(error)
    })
  }
}
