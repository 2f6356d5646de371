import { expect, test } from 'vitest'
import { isLanguage, otherLanguage, pick } from './languages.ts'

test('a text that exists in one language only is shown in that one, and says so', () => {
  expect(pick({ nl: 'Aanbod', en: 'Offers' }, 'en')).toEqual({ text: 'Offers', language: 'en' })
  expect(pick({ nl: 'Aanbod', en: '  ' }, 'en')).toEqual({ text: 'Aanbod', language: 'nl' })
  expect(pick({ nl: '', en: 'Offers' }, 'nl')).toEqual({ text: 'Offers', language: 'en' })
  expect(pick({ nl: '', en: '' }, 'nl')).toEqual({ text: '', language: 'nl' })
})

test('there are two languages, each the other one of the other', () => {
  expect([otherLanguage('nl'), otherLanguage('en')]).toEqual(['en', 'nl'])
  expect([isLanguage('nl'), isLanguage('en'), isLanguage('de'), isLanguage(undefined)]).toEqual([
    true,
    true,
    false,
    false,
  ])
})
