import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { contentSecurityPolicy, withHashedScripts } from './content-security-policy.server.ts'
import { acceptsGzip } from './header-values.ts'
import { isAnonymous } from './page-cache.server.ts'

const hash = (script: string) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`

test('a policy allows nothing unsafe and nothing from elsewhere', () => {
  const policy = contentSecurityPolicy(["'nonce-abc'"])
  expect(policy).toContain("script-src 'self' 'nonce-abc'")
  expect(policy).not.toMatch(/unsafe|https?:|\*/)
})

test('the own scripts of a page are named by hash and lose their nonce', () => {
  const page = '<script nonce="abc">one()</script><script nonce="abc" type="module" src="/x.js"></script><p>text</p>'
  const { html, policy } = withHashedScripts(page, 'abc')
  expect(html).not.toContain('nonce')
  expect(policy).toContain(hash('one()'))
})

test('a script that got in without the nonce is not named', () => {
  const page = '<script>evil()</script><script nonce="other">evil2()</script><script nonce="abc">one()</script>'
  const { policy } = withHashedScripts(page, 'abc')
  expect(policy).not.toContain(hash('evil()'))
  expect(policy).not.toContain(hash('evil2()'))
})

test.each([
  [undefined, true],
  ['', true],
  ['language=nl', true],
  ['language=en; session=1', false],
  ['session=1', false],
  ['language=nl; language=en', false],
  ['language=fr', false],
] as const)('only a request without any cookie but the language shares pages: %s', (cookie, shares) => {
  expect(isAnonymous(cookie)).toBe(shares)
})

test.each([
  ['gzip', true],
  ['br, gzip;q=0.8', true],
  ['gzip;q=0', false],
  ['gzip-foo', false],
  ['', false],
] as const)('a browser that says %s takes gzip or not', (header, takes) => {
  expect(acceptsGzip(header)).toBe(takes)
})
