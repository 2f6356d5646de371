import { expect, test } from 'vitest'
import { arrivalOf } from './arrival.ts'

const FOLLOWED = { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' }
const FETCHED = { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors' }
const PORTAL = 'https://portal.uni.example'

test('a link followed in the portal and a fetch of its own script come from the portal', () => {
  expect(arrivalOf('GET', FOLLOWED)).toBe('portal')
  expect(arrivalOf('GET', FETCHED)).toBe('portal')
  expect(arrivalOf('GET', { ...FOLLOWED, referer: `${PORTAL}/nl/desk/people?role=advisor` })).toBe('portal')
})

test('a form has passed the CSRF guard', () => {
  expect(arrivalOf('POST', {})).toBe('form')
})

test.each<[string, string, Record<string, string | string[]>]>([
  ['a browser without the headers', 'GET', {}],
  ['a typed address', 'GET', { ...FOLLOWED, 'sec-fetch-site': 'none' }],
  ['a neighbouring host', 'GET', { ...FOLLOWED, 'sec-fetch-site': 'same-site' }],
  ['another site', 'GET', { ...FOLLOWED, 'sec-fetch-site': 'cross-site' }],
  ['a doubled site', 'GET', { ...FOLLOWED, 'sec-fetch-site': 'same-origin, same-origin' }],
  ['a site in capitals', 'GET', { ...FOLLOWED, 'sec-fetch-site': 'Same-Origin' }],
  ['a site with a blank of latin1', 'GET', { ...FOLLOWED, 'sec-fetch-site': '\u00a0same-origin' }],
  ['an empty site', 'GET', { ...FOLLOWED, 'sec-fetch-site': '' }],
  ['only the site', 'GET', { 'sec-fetch-site': 'same-origin' }],
  ['only the destination', 'GET', { 'sec-fetch-dest': 'document' }],
  ...[
    'image',
    'iframe',
    'frame',
    'embed',
    'object',
    'script',
    'style',
    'font',
    'audio',
    'video',
    'track',
    'manifest',
  ].map((dest): [string, string, Record<string, string>] => [dest, 'GET', { ...FOLLOWED, 'sec-fetch-dest': dest }]),
  ['a service worker', 'GET', { ...FOLLOWED, 'sec-fetch-dest': 'serviceworker' }],
  ['a report', 'GET', { ...FOLLOWED, 'sec-fetch-dest': 'report' }],
  ['a doubled destination', 'GET', { ...FOLLOWED, 'sec-fetch-dest': 'document, document' }],
  ['HEAD', 'HEAD', FOLLOWED],
  ['HEAD of data', 'HEAD', FETCHED],
  ['prefetch of Chromium', 'GET', { ...FETCHED, 'sec-purpose': 'prefetch' }],
  ['prerender', 'GET', { ...FOLLOWED, 'sec-purpose': 'prefetch;prerender' }],
  ['prerender, anonymous', 'GET', { ...FOLLOWED, 'sec-purpose': 'prefetch;anonymous-client-ip' }],
  ['an unknown purpose', 'GET', { ...FOLLOWED, 'sec-purpose': 'something-new' }],
  ['prefetch of older Chromium', 'GET', { ...FETCHED, purpose: 'prefetch' }],
  ['preview of Safari', 'GET', { ...FOLLOWED, 'x-purpose': 'preview' }],
  ['prefetch of Firefox', 'GET', { ...FETCHED, 'x-moz': 'prefetch' }],
  ['speculation rules', 'GET', { ...FOLLOWED, 'sec-speculation-tags': 'null' }],
  ['the return from the demo sign-in', 'GET', { ...FOLLOWED, referer: `${PORTAL}/nl/sign-in?to=%2Fnl%2Fdesk` }],
  ['the return from the sign-in service', 'GET', { ...FOLLOWED, referer: `${PORTAL}/sign-in/callback?code=a` }],
  ['sign-in in capitals', 'GET', { ...FOLLOWED, referer: `${PORTAL}/EN/SIGN-IN` }],
  ['doubled referers', 'GET', { ...FOLLOWED, referer: [PORTAL, PORTAL] }],
])('comes from elsewhere: %s', (_name, method, headers) => {
  expect(arrivalOf(method, headers)).toBe('elsewhere')
})
