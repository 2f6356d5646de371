import { expect, test } from 'vitest'
import { hostName, mediaType, stripBlanks } from './header-values.ts'

test('strips spaces and tabs, and no other white space', () => {
  expect(stripBlanks(' \t a b \t')).toBe('a b')
  for (const other of ['\u00a0', '\u2000', '\ufeff', '\v', '\f', '\n'])
    expect(stripBlanks(`${other}a`)).toBe(`${other}a`)
})

test.each([
  ['koers.example', 'koers.example'],
  ['127.0.0.1:3000', '127.0.0.1'],
  ['[::1]:3000', '[::1]'],
  ['[::1]', '[::1]'],
  ['a_b-c.example:65535', 'a_b-c.example'],
])('%s names the host %s', (value, name) => {
  expect(hostName(value)).toBe(name)
})

test.each([
  '',
  ':',
  ':80',
  'a b',
  'a/b',
  'a@b',
  'a:',
  'a:123456',
  'a:8x',
  '[::1',
  '[]',
  '[x]',
  '::1',
  'a\u00a0',
  'a?b',
  'a#b',
  'a\\b',
])('%j names no host', (value) => {
  expect(hostName(value)).toBeNull()
})

test('a media type is compared without its parameters, blanks and capitals', () => {
  expect(mediaType('Multipart/Form-Data ; boundary=x')).toBe('multipart/form-data')
  expect(mediaType('\u00a0multipart/form-data')).not.toBe('multipart/form-data')
})
