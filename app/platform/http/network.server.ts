import { isIP } from 'node:net'

/** The first three groups of an IPv6 address, without leading zeros. */
function firstGroups(address: string): string {
  const [head = '', tail] = address.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  const missing = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  const groups = [...before, ...Array<string>(missing).fill('0'), ...after]
  return groups
    .slice(0, 3)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

/** The address alone: some proxies write the port of the connection behind it (`10.9.0.1:1234`, `[2001:db8::1]:443`). */
function withoutPort(address: string): string {
  return /^\[([^\]]*)\](?::\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address
}

/** The network an address is in (/24, or /48 for IPv6), which is all that is used of it; `unknown` for what is no address. */
export function networkOf(address: string | undefined): string {
  const bare = withoutPort(address ?? '').replace(/%.*$/, '')
  const four = /^(?:::ffff:)?(\d+\.\d+\.\d+)\.\d+$/i.exec(bare)?.[1]
  if (four && isIP(`${four}.0`) === 4) return `${four}.0/24`
  return isIP(bare) === 6 ? `${firstGroups(bare)}::/48` : 'unknown'
}
