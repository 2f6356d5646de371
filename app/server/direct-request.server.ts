import { isIPv4 } from 'node:net'
import type { Request } from 'express'
import { hostName } from '#app/platform/http/header-values.ts'
import { isLoopback } from '#app/platform/loopback.ts'

/** What proxies and delivery networks add to a request. The list is wide on purpose: no browser sends any of these. */
const FORWARDING =
  /^(?:via|forwarded|x-forwarded|x-original-|cdn-|cf-|fly-|fastly-|x-azure-|x-envoy-|x-arr-|x-amzn-|x-appengine-)|forwarded|(?:real|client|user|cluster|connecting)-?ip|proxy/

/** Whether a Host header names this machine: `localhost`, `[::1]` or an address of 127.0.0.0/8, with or without a port. */
function isLoopbackHost(host: string | undefined): boolean {
  const name = hostName(host ?? '')?.toLowerCase() ?? ''
  return isLoopback(name) || (isIPv4(name) && name.startsWith('127.'))
}

/** Whether this came straight from this machine: behind a proxy everybody's address is this machine's, so any trace of one says no. */
export function isDirect(request: Request): boolean {
  const address = request.socket.remoteAddress ?? ''
  const isForwarded = Object.keys(request.headers).some((name) => FORWARDING.test(name))
  return !isForwarded && /^(::1$|(::ffff:)?127\.)/.test(address) && isLoopbackHost(request.headers.host)
}
