import type { Request } from 'express'

const FORWARDING = [
  'forwarded',
  'via',
  'x-real-ip',
  'x-client-ip',
  'true-client-ip',
  'cf-connecting-ip',
  'x-original-host',
]
const LOOPBACK_HOST = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])(?::\d{1,5})?$/i

/** Whether this came straight from this machine: behind a proxy everybody's address is this machine's, so any trace of one says no. */
export function isDirect(request: Request): boolean {
  const address = request.socket.remoteAddress ?? ''
  const isForwarded = Object.keys(request.headers).some(
    (name) => FORWARDING.includes(name) || name.startsWith('x-forwarded-'),
  )
  return !isForwarded && /^(::1$|(::ffff:)?127\.)/.test(address) && LOOPBACK_HOST.test(request.headers.host ?? '')
}
