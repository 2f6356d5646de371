import type { Request } from 'express'

/** What proxies and delivery networks add to a request. The list is wide on purpose: no browser sends any of these. */
const FORWARDING =
  /^(?:via|forwarded|x-forwarded|x-original-|cdn-|cf-|fly-|fastly-|x-azure-|x-envoy-|x-arr-|x-amzn-|x-appengine-)|forwarded|(?:real|client|user|cluster|connecting)-?ip|proxy/
const LOOPBACK_HOST = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])(?::\d{1,5})?$/i

/** Whether this came straight from this machine: behind a proxy everybody's address is this machine's, so any trace of one says no. */
export function isDirect(request: Request): boolean {
  const address = request.socket.remoteAddress ?? ''
  const isForwarded = Object.keys(request.headers).some((name) => FORWARDING.test(name))
  return !isForwarded && /^(::1$|(::ffff:)?127\.)/.test(address) && LOOPBACK_HOST.test(request.headers.host ?? '')
}
