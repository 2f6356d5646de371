import type { IncomingHttpHeaders } from 'node:http'

type Policy = ReadonlyMap<string, ReadonlyArray<string>>

const BROAD = new Set(['ftp:', 'http:', 'https:', '*', 'http://*', 'https://*'])
const INLINE = new Set(["'unsafe-inline'", 'data:'])
const GOOD_REFERRER = new Set(['no-referrer', 'same-origin', 'strict-origin', 'strict-origin-when-cross-origin'])
const SIX_MONTHS = 15_552_000
const A_YEAR = 31_536_000
/** Below this there is no extra credit. */
const EXTRA_FROM = 90

function one(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name]
  return (Array.isArray(value) ? value.join(', ') : (value ?? '')).trim()
}

/** The directives of a policy; null when one stands twice or there is none. */
function policyOf(headers: IncomingHttpHeaders): Policy | null {
  const text = one(headers, 'content-security-policy')
  const policy = new Map<string, string[]>()
  for (const part of text.split(';')) {
    const [name, ...values] = part.trim().toLowerCase().split(/\s+/)
    if (!name) continue
    if (policy.has(name)) return null
    policy.set(name, values)
  }
  return policy.size > 0 ? policy : null
}

function policyPoints(policy: Policy | null): number {
  if (!policy) return -25
  const sources = (name: string) => policy.get(name) ?? policy.get('default-src') ?? ['*']
  const hasNonce = (list: ReadonlyArray<string>) =>
    list.some((source) => /^'(?:nonce|sha256|sha384|sha512)-/.test(source))
  const script = sources('script-src')
  const unsafe = (list: ReadonlyArray<string>) =>
    list.some(
      (source) => BROAD.has(source) || (INLINE.has(source) && !(source === "'unsafe-inline'" && hasNonce(list))),
    )
  if (unsafe(script) || sources('object-src').some((source) => BROAD.has(source))) return -20
  const active = [...policy].filter(([name]) => name !== 'img-src' && name !== 'media-src').flatMap(([, list]) => list)
  if (active.some((source) => /^(?:http|ftp):/.test(source))) return -20
  if ([...script, ...sources('style-src')].includes("'unsafe-eval'")) return -10
  if ([...sources('img-src'), ...sources('media-src')].some((source) => /^(?:http|ftp):/.test(source))) return -10
  if (unsafe(sources('style-src'))) return 0
  return policy.get('default-src')?.join(' ') === "'none'" ? 10 : 5
}

function cookiePoints(headers: IncomingHttpHeaders): number {
  const cookies = headers['set-cookie'] ?? []
  if (cookies.length === 0) return 0
  const every = (pattern: RegExp) => cookies.every((cookie) => pattern.test(cookie))
  if (!every(/; *Secure/i)) return one(headers, 'strict-transport-security') ? -5 : -20
  if (cookies.some((cookie) => /SameSite/i.test(cookie) && !/SameSite=(?:Lax|Strict)/i.test(cookie))) return -20
  return every(/; *SameSite=(?:Lax|Strict)/i) ? 5 : 0
}

function transportPoints(headers: IncomingHttpHeaders): number {
  const seconds = /^max-age=(\d+)(?:;|$)/i.exec(one(headers, 'strict-transport-security'))?.[1]
  return seconds === undefined ? -20 : Number(seconds) < SIX_MONTHS ? -10 : 0
}

function framePoints(headers: IncomingHttpHeaders, policy: Policy | null): number {
  if (policy?.has('frame-ancestors')) return 5
  return /^(?:deny|sameorigin)$/i.test(one(headers, 'x-frame-options')) ? 5 : -20
}

function referrerPoints(headers: IncomingHttpHeaders): number {
  const value = one(headers, 'referrer-policy')
  if (value === '') return 0
  return GOOD_REFERRER.has(value.split(',').at(-1)?.trim().toLowerCase() ?? '') ? 5 : -5
}

function isolationPoints(value: string, good: ReadonlyArray<string>, neutral: ReadonlyArray<string>): number {
  if (value === '' || neutral.includes(value)) return 0
  return good.includes(value) ? 10 : -5
}

/**
 * What Mozilla's HTTP Observatory gives for these headers of an https answer (its score table of 2026): 100 points, less what is wrong, and
 * what is better than needed only when 90 are left. Preloading, redirects to https and integrity of foreign scripts are not counted.
 */
export function observatoryScore(headers: IncomingHttpHeaders): number {
  const policy = policyOf(headers)
  const cors = one(headers, 'access-control-allow-origin')
  const points = [
    policyPoints(policy),
    cookiePoints(headers),
    transportPoints(headers),
    framePoints(headers, policy),
    referrerPoints(headers),
    one(headers, 'x-content-type-options').toLowerCase() === 'nosniff' ? 0 : -5,
    cors !== '' && one(headers, 'access-control-allow-credentials') ? -50 : 0,
    isolationPoints(one(headers, 'cross-origin-resource-policy'), ['same-origin', 'same-site'], ['cross-origin']),
    isolationPoints(
      one(headers, 'cross-origin-opener-policy'),
      ['same-origin'],
      ['same-origin-allow-popups', 'unsafe-none'],
    ),
    isolationPoints(one(headers, 'cross-origin-embedder-policy'), ['require-corp', 'credentialless'], ['unsafe-none']),
  ]
  const base = 100 + points.filter((point) => point < 0).reduce((sum, point) => sum + point, 0)
  const extra = points.filter((point) => point > 0).reduce((sum, point) => sum + point, 0)
  return Math.max(0, base >= EXTRA_FROM ? base + extra : base)
}

const NO_HOST = /^(?:'self'|'none')$/

/** The rules of internet.nl for headers (its test of 2026) that these do not pass; an empty list is five of five. */
export function internetNlProblems(headers: IncomingHttpHeaders): string[] {
  const policy = policyOf(headers)
  const all = policy ? [...policy.values()].flat() : []
  const only = (name: string) =>
    (policy?.get(name)?.length ?? 0) > 0 && policy?.get(name)?.every((source) => NO_HOST.test(source))
  const seconds = Number(/^max-age=(\d+)/i.exec(one(headers, 'strict-transport-security'))?.[1] ?? 0)
  const referrer = one(headers, 'referrer-policy').split(',').at(-1)?.trim() ?? ''
  const rules: Array<[string, boolean]> = [
    ['HSTS of a year', seconds >= A_YEAR],
    ['X-Frame-Options', /^(?:DENY|SAMEORIGIN)(?:,|$)/i.test(one(headers, 'x-frame-options'))],
    ['X-Content-Type-Options', /^nosniff(?:,|$)/i.test(one(headers, 'x-content-type-options'))],
    ['Referrer-Policy', referrer === 'same-origin' || referrer === 'no-referrer'],
    ['CSP: nothing unsafe', !all.some((source) => /^'unsafe-(?:inline|eval|hashes)'$/.test(source))],
    [
      'CSP: no bare scheme or wildcard',
      !all.some((source) => /^(?:https?:|\*)$/.test(source) || /^(?:http:\/\/|\*\.?)/.test(source)),
    ],
    ['CSP: no host without scheme', !all.some((source) => /^[\w*-]+(?:\.[\w*-]+)+/.test(source))],
    ['CSP: data: not for scripts', !['script-src', 'object-src'].some((name) => policy?.get(name)?.includes('data:'))],
    ...['default-src', 'frame-ancestors', 'base-uri', 'form-action'].map((name): [string, boolean] => [
      `CSP: ${name}`,
      only(name) === true,
    ]),
  ]
  return rules.filter(([, passes]) => !passes).map(([rule]) => rule)
}
