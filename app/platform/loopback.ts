const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1'])

/** Whether a host name or address is this machine itself; an IPv6 address with or without its brackets. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.has(hostname.replace(/^\[|\]$/g, ''))
}

/** Whether something may be asked there that others must not read or change on the way: over TLS, or on this machine itself. */
export function isSafeOrigin({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
}
