import { expect, test } from 'vitest'
import { shelf, written } from '#tests/support/meilisearch/portal.ts'
import { currentKnowledge } from '../embedded/knowledge.server.ts'
import { synonymsFrom } from '../words/synonyms.ts'
import { partsOfTexts } from './compound-parts.ts'
import { derivedSynonyms } from './derived-synonyms.ts'
import { meiliDocument } from './document.ts'

const { db } = shelf(
  written('a', 'Loopbaangesprek', { labels: ['Loopbaan'] }),
  written('b', 'Een gesprek over gesprekken', { body: { nl: 'adviesgesprek', en: '' } }),
  written('c', 'Beleidsadviseur gezocht', { summary: { nl: 'Beleid en adviseur', en: '' } }),
  written('d', 'Burn-outpreventie', { labels: ['Preventie'] }),
  written('e', 'Vacature'),
)
const { lexicon } = currentKnowledge(db)
const synonyms = synonymsFrom(
  [
    ['vacature', 'vacancy', 'open positie'],
    ['een veel te lange zin hier', 'x'],
  ],
  [{ nl: 'beleid', en: 'policy', weight: 0.9 }],
)

test('editors, offers, forms of a word and compounds that end in it all become synonyms', () => {
  const derived = derivedSynonyms(lexicon, synonyms)
  expect(derived).toMatchObject({
    vacature: ['vacancy', 'open positie'],
    'open positie': ['vacature', 'vacancy'],
    beleid: ['policy'],
    policy: ['beleid'],
  })
  expect(derived.gesprek).toEqual(expect.arrayContaining(['gesprekken', 'loopbaangesprek']))
  expect(derived.adviseur).toContain('beleidsadviseur')
  // What stands in a body only makes the list long.
  expect(derived.gesprek).not.toContain('adviesgesprek')
})

test('they come in the same order every time, at most fifty a word, keys of at most three words', () => {
  const many = synonymsFrom(Array.from({ length: 80 }, (_, number) => ['gesprek', `ander${number}`]))
  const derived = derivedSynonyms(lexicon, many)
  expect(JSON.stringify(derived)).toBe(JSON.stringify(derivedSynonyms(lexicon, many)))
  expect(Object.values(derived).every((values) => values.length <= 50)).toBe(true)
  expect(Object.keys(derivedSynonyms(lexicon, synonyms)).every((word) => word.split(' ').length <= 3)).toBe(true)
})

test.each([
  [['Loopbaangesprek'], ['gesprek', 'loopbaan']],
  [['Beleidsadviseur'], ['adviseur', 'beleid', 'beleids']],
  [['Burn-outpreventie'], ['burnout', 'burnoutpreventie', 'outp', 'preventie']],
  [['Gesprek', 'Vacature'], []],
])('the words of %j are also found by %j', (texts, parts) => {
  for (const part of partsOfTexts(texts, lexicon)) expect(parts).toContain(part)
})

test('a document goes folded, with its facets under their own names, and its change', () => {
  const document = written('x', 'Cursus C# met Aylin Yıldız', { facets: { theme: ['a'], 'not one': ['b'] } })
  expect(meiliDocument(document, 7, lexicon)).toMatchObject({
    id: 'x',
    rev: 7,
    title: { nl: 'cursus csharp met aylin yildiz', en: '' },
    f_theme: ['a'],
  })
  expect(Object.keys(meiliDocument(document, 7, lexicon)).filter((name) => name.startsWith('f_'))).toEqual(['f_theme'])
})
