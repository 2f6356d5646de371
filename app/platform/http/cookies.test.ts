import { expect, test } from 'vitest'
import { cookieValue, parseCookies } from './cookies.ts'
import { flowToken } from './flow-cookie.server.ts'
import { rememberedLanguage } from './language.server.ts'
import { isAnonymous, sharingGroup } from './page-cache.server.ts'
import { sessionToken } from './session-cookie.server.ts'

/** Every byte a header can carry that browsers do not count as part of a `__Host-` name, as Node hands it over (latin1). */
const BYTES = Array.from({ length: 0x80 }, (_, place) => String.fromCharCode(0x80 + place))
/** Characters that `trim()` or `\s` would strip. */
const SPACES = ['\u00a0', '\u1680', '\u2000', '\u2028', '\u3000', '\ufeff', '\v', '\f', '\r', '\n']

const READERS = [
  ['the auth session', '__Host-koers', sessionToken],
  ['the sign-in flow', '__Host-koers-flow', flowToken],
  ['the language', 'language', rememberedLanguage],
] as const

test.each(READERS)('reads %s by its exact name, with spaces and tabs around it', (_, name, read) => {
  for (const header of [`${name}=nl`, `a=1; ${name}=nl`, `a=1;\t ${name}=nl \t; b=2`, `a=1;${name}=nl;`]) {
    expect(read(header), JSON.stringify(header)).toBe('nl')
  }
})

test.each(READERS)('a byte outside printable ASCII around the name never makes it %s', (_, name, read) => {
  for (const byte of [...BYTES, ...SPACES]) {
    for (const pair of [
      `${byte}${name}=nl`,
      `${name}${byte}=nl`,
      `${byte} ${name}=nl`,
      ` ${byte}${name}=nl`,
      `${name}=${byte}nl`,
    ]) {
      expect(read(pair), JSON.stringify(pair)).toBeNull()
      expect(read(`b=2; ${pair}`), JSON.stringify(pair)).toBeNull()
      // What was planted leaves the browser's own cookie as it is: nobody is signed out by it.
      expect(read(`${name}=nl; ${pair}`), JSON.stringify(pair)).toBe('nl')
    }
  }
})

test.each(READERS)('two of %s count as none', (_, name, read) => {
  expect(read(`${name}=nl; ${name}=en`)).toBeNull()
})

test.each(READERS)('another name that contains it is not %s', (_, name, read) => {
  for (const other of [`x${name}`, `${name}x`, `__Secure-${name}`, name.toUpperCase(), `"${name}"`])
    expect(read(`${other}=nl`), other).toBeNull()
})

test('a request with a skipped pair shares pages with nobody', () => {
  for (const byte of BYTES) {
    expect(isAnonymous(`language=nl; ${byte}x=1`)).toBe(false)
    expect(sharingGroup(`language=nl; ${byte}__Host-koers=abc`, () => null)).toBeNull()
  }
})

test('pairs are split at the first equals sign, and a cookie without a name has an empty one', () => {
  expect(parseCookies('a=b=c; bare; =x')).toEqual({
    pairs: [
      { name: 'a', value: 'b=c' },
      { name: '', value: 'bare' },
      { name: '', value: 'x' },
    ],
    skipped: 0,
  })
  expect(parseCookies(null)).toEqual({ pairs: [], skipped: 0 })
  expect(cookieValue(undefined, 'a')).toBeNull()
})
