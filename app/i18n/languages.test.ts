import { expect, test } from 'vitest'
import { isLanguage, otherLanguage, textIn } from './languages.ts'

test('a text that exists in one language only is shown in that one, and says so', () => {
  expect(textIn({ nl: 'Aanbod', en: 'Offers' }, 'en')).toEqual({ text: 'Offers', language: 'en' })
  expect(textIn({ nl: 'Aanbod', en: '  ' }, 'en')).toEqual({ text: 'Aanbod', language: 'nl' })
  expect(textIn({ nl: '', en: 'Offers' }, 'nl')).toEqual({ text: 'Offers', language: 'en' })
  expect(textIn({ nl: '', en: '' }, 'nl')).toEqual({ text: '', language: 'nl' })
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
