import { expect, test } from 'vitest'
import { checkedLink } from './checked-link.ts'
import { labelInLetters } from './punycode.ts'

test.each([
  ['https://leren.example.nl/cursus?id=3#a', 'https://leren.example.nl/cursus?id=3#a', 'leren.example.nl'],
  ['  https://LEREN.example.nl  ', 'https://leren.example.nl/', 'leren.example.nl'],
  ['leren.example.nl/cursus', 'https://leren.example.nl/cursus', 'leren.example.nl'],
  ['https://bücher.example.de/één', 'https://xn--bcher-kva.example.de/%C3%A9%C3%A9n', 'bücher.example.de'],
  ['https://xn--bcher-kva.example.de/', 'https://xn--bcher-kva.example.de/', 'bücher.example.de'],
  // Cyrillic letters that look Latin, mixed and throughout.
  ['https://exаmple.com/', 'https://xn--exmple-4nf.com/', 'xn--exmple-4nf.com'],
  ['https://аррӏе.com/', 'https://xn--80ak6aa92e.com/', 'xn--80ak6aa92e.com'],
])('takes %s', (typed, href, host) => {
  expect(checkedLink(typed)).toEqual({ ok: true, value: { href, host } })
})

const HOSTILE = `
javascript:alert(1)
JaVaScRiPt://leren.example.nl/%0aalert(1)
data:text/html,<script>alert(1)</script>
vbscript:msgbox(1)
file:///etc/passwd
ftp://leren.example.nl/
http://leren.example.nl/
//leren.example.nl/
/nl/hr
mailto:a@example.nl
https:leren.example.nl
https:/leren.example.nl
https:///leren.example.nl
https:\\\\leren.example.nl
https://user@leren.example.nl/
https://user:pass@leren.example.nl/
https://leren.example.nl@boos.example.com/
https://leren.example.nl:8443/
https://leren.example.nl:443/
https://127.0.0.1/
https://2130706433/
https://0x7f.1/
https://[::1]/
https://[fe80::1]/
https://192.168.1.1.:443/
https://localhost/
https://portaal.localhost/
https://printer.local/
https://intranet/
https://.example.nl/
https://example..nl/
https://-example.nl/
https://exam%70le.nl/
https://example.nl\\@boos.example.com
https://example.nl/"onmouseover="alert(1)
https://example.nl/<script>
https://exa mple.nl/
https://xn--a-.nl/
https://xn--99999999.nl/
`
  .trim()
  .split('\n')

test.each([
  ...HOSTILE,
  'https://example.nl/\u202Egpj.exe',
  'https://exam\u0000ple.nl/',
  'https://exam\tple.nl/',
  'java\nscript:alert(1)',
  'https://example.nl/\uD800',
  `https://example.nl/${'a'.repeat(500)}`,
  `https://${'a.'.repeat(130)}nl/`,
  '',
])('refuses %j', (typed) => {
  expect(checkedLink(typed).ok).toBe(false)
})

test('reads the examples of RFC 3492', () => {
  expect(labelInLetters('xn--bcher-kva')).toBe('bücher')
  expect(labelInLetters('xn--ihqwcrb4cv8a8dqg056pqjye')).toBe('他们为什么不说中文')
  expect(labelInLetters('xn--!!')).toBeNull()
})
