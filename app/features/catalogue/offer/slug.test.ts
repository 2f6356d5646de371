import { expect, test } from 'vitest'
import { freeSlug, slugFrom } from './slug.ts'

test.each([
  ['Feedback geven zonder omwegen', 'feedback-geven-zonder-omwegen'],
  ['"Na zes gesprekken wist ik: ik wil blijven, maar anders."', 'na-zes-gesprekken-wist-ik-ik-wil-blijven-maar-anders'],
  ['Café Søren & Yıldız', 'cafe-soren-yildiz'],
  ['R&O-gesprek: 100%', 'r-o-gesprek-100'],
  ['../../etc/passwd', 'etc-passwd'],
  ['日本語', 'offer'],
  ['日本語 cursus', 'cursus'],
  ['½ dag', 'dag'],
  ['!?', 'offer'],
  ['', 'offer'],
])('«%s» gets the address %s', (title, slug) => {
  expect(slugFrom(title)).toBe(slug)
})

test('a long title is cut between words, at seventy signs', () => {
  const slug = slugFrom('Promovendi begeleiden in het eerste jaar van hun onderzoek aan de universiteit Lindehoven')
  expect(slug).toBe('promovendi-begeleiden-in-het-eerste-jaar-van-hun-onderzoek-aan-de')
  expect(slugFrom('x'.repeat(200))).toBe('offer')
})

test('an address that is taken gets the first free number', () => {
  const taken = new Set(['data', 'data-2', 'data-3'])
  expect(freeSlug('data', (slug) => taken.has(slug))).toBe('data-4')
  expect(freeSlug('steward', (slug) => taken.has(slug))).toBe('steward')
})
