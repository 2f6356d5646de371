import type { NextFunction, Request, RequestHandler, Response } from 'express'
import { startTick } from '#app/platform/jobs/tick.server.ts'
import { answerBrokenRequest } from './broken-request.server.ts'

/** How long a body may take to arrive, and how often that is looked at; in milliseconds. */
const WITHIN_MS = 30_000
const LOOK_MS = 5_000
/** One that may take longer still arrives: this much in each thirty seconds (16 kB a second), and within half an hour. */
const LEAST_BYTES = 480 * 1024
const LONGEST_MS = 30 * 60_000

type Arriving = { request: Request; startedAt: number; isSlow: boolean; seen: number; seenAt: number }

/** Whether a body took too long. */
export function isTooSlow(
  body: Pick<Arriving, 'startedAt' | 'isSlow' | 'seen' | 'seenAt'>,
  arrived: number,
  now: number,
): boolean {
  if (!body.isSlow) return now - body.startedAt > WITHIN_MS
  return now - body.startedAt > LONGEST_MS || (now - body.seenAt > WITHIN_MS && arrived - body.seen < LEAST_BYTES)
}

/**
 * Ends what takes too long to arrive with a 408, whoever sends it: after thirty seconds, or as soon as it stalls where its route said that it may take
 * longer (`allowSlowBody`, in `response.locals`). Node's own limit is one for all, so it is the longest here.
 */
export function bodyDeadline(clock: () => number = Date.now, tick = startTick): RequestHandler {
  const open = new Set<Arriving>()

  function look(): void {
    const now = clock()
    for (const body of open) {
      const { socket, complete } = body.request
      if (complete || socket.destroyed) {
        open.delete(body)
        continue
      }
      if (isTooSlow(body, socket.bytesRead, now)) {
        open.delete(body)
        answerBrokenRequest(Object.assign(new Error('slow'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), socket)
      } else if (now - body.seenAt > WITHIN_MS) {
        body.seen = socket.bytesRead
        body.seenAt = now
      }
    }
  }
  tick('ending bodies that take too long', LOOK_MS, look)

  return (request: Request, response: Response, next: NextFunction) => {
    const { 'content-length': length, 'transfer-encoding': encoding } = request.headers
    response.locals.allowSlowBody = () => undefined
    // It stays here until all of it is there, also when it was answered before.
    if (encoding !== undefined || Number(length ?? 0) > 0) {
      const at = clock()
      const body: Arriving = { request, startedAt: at, isSlow: false, seen: request.socket.bytesRead, seenAt: at }
      open.add(body)
      response.locals.allowSlowBody = () => {
        body.isSlow = true
      }
    }
    next()
  }
}
