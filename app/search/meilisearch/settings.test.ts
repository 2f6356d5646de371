import type { Settings } from 'meilisearch'
import { expect, test } from 'vitest'
import { RECORDED, recorded } from '#tests/support/meilisearch/recorded.ts'
import { differingSettings, settingsWith } from './settings.ts'

/** The sheet as it was sent when the answers were recorded. */
const sent: Settings = {
  searchableAttributes: ['title', 'labels', 'x_parts', 'summary', 'people', 'body'],
  sortableAttributes: ['startsAt', 'deadline', 'cost', 'publishedAt'],
  stopWords: [
    'de',
    'het',
    'een',
    'en',
    'van',
    'voor',
    'in',
    'op',
    'met',
    'the',
    'a',
    'an',
    'and',
    'of',
    'for',
    'to',
    'with',
  ],
  synonyms: { vacature: ['vacancy'], vacancy: ['vacature'], leiderschap: ['leadership'], leadership: ['leiderschap'] },
  typoTolerance: { enabled: true, minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 }, disableOnNumbers: true },
  localizedAttributes: [
    { attributePatterns: ['*.en'], locales: ['eng'] },
    { attributePatterns: ['*.nl'], locales: ['nld'] },
  ],
  pagination: { maxTotalHits: 50_000 },
  distinctAttribute: null,
}
const readBack: Settings = recorded('settings read back').body

test('what a server gives back in another order, and filled in, is what was sent', () => {
  expect(RECORDED['settings read back']).toBeDefined()
  expect(differingSettings(sent, readBack)).toEqual({})
})

test.each<[name: keyof Settings, value: Settings]>([
  ['searchableAttributes', { searchableAttributes: ['labels', 'title', 'x_parts', 'summary', 'people', 'body'] }],
  ['stopWords', { stopWords: ['de', 'het'] }],
  ['synonyms', { synonyms: { vacature: ['vacancy'], vacancy: ['vacature'] } }],
  ['synonyms', { synonyms: { ...sent.synonyms, vacature: ['vacancy', 'baan'] } }],
  ['typoTolerance', { typoTolerance: { minWordSizeForTypos: { oneTypo: 4, twoTypos: 9 } } }],
  ['pagination', { pagination: { maxTotalHits: 1_000 } }],
  ['distinctAttribute', { distinctAttribute: 'id' }],
  ['rankingRules', { rankingRules: ['typo', 'words'] }],
])('another value of %s is seen, and only that one is sent', (name, value) => {
  const wanted = { ...sent, ...value }
  expect(differingSettings(wanted, readBack)).toEqual({ [name]: wanted[name] })
})

test('an index as it comes differs in what we set, and settings of later versions do not matter', () => {
  const ours = settingsWith({ a: ['b'] })
  expect(Object.keys(differingSettings(ours, {})).sort()).toContain('searchableAttributes')
  expect(differingSettings(ours, { ...structuredClone(ours), embedders: {}, chat: { on: true } } as Settings)).toEqual(
    {},
  )
})
