import process from 'node:process'
import { expect, test } from 'vitest'
import { languageCookie, rememberedLanguage } from './language.server.ts'
import { isAnonymous, sharingGroup } from './page-cache.server.ts'

process.env.PUBLIC_ORIGIN = 'https://koers.example'

test('over https the language has a cookie that no neighbouring host can set', () => {
  const set = languageCookie('/en/stories', null)
  expect(set).toMatch(/^__Host-language=en; Path=\/; Max-Age=\d+; SameSite=Lax; HttpOnly; Secure$/)
  expect(languageCookie('/en/stories', '__Host-language=en')).toBeNull()
  expect(rememberedLanguage('__Host-language=en')).toBe('en')
})

test('one without the prefix is not believed, and keeps nobody from the shared pages', () => {
  expect(rememberedLanguage('language=en')).toBeNull()
  expect(rememberedLanguage('__Host-language=nl; language=en')).toBe('nl')
  for (const cookie of ['language=en', '__Host-language=nl', '__Host-language=nl; language=en']) {
    expect(isAnonymous(cookie)).toBe(true)
    expect(sharingGroup(cookie, () => null)).toBe('')
  }
  for (const cookie of ['__Host-language=fr', '__Host-language=nl; __Host-language=nl', '__Host-language=nl; x=1'])
    expect(isAnonymous(cookie)).toBe(false)
})
