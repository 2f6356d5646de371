import { expect, test } from 'vitest'
import { textsFor } from '#app/i18n/instance.server.ts'
import { LANGUAGES, type Language } from '#app/i18n/languages.ts'
import { EXIT } from '#app/platform/command/command.server.ts'
import { groupsInForce, productGroups } from '#app/search/embedded/knowledge.server.ts'
import { countMisses, noteMiss } from '#app/search/embedded/misses.server.ts'
import { storedPairs, storePairs } from '#app/search/embedded/pairs.server.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import nl from '#locales/nl/server/search.json' with { type: 'json' }
import { demoDatabase, freshDatabase, NOW } from '#tests/support/database.ts'
import { runWords } from './words-command.server.ts'

async function run(db: Db, ...argv: string[]) {
  const out: string[] = []
  const err: string[] = []
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line), isTTY: false }
  const code = await runWords(argv, io, { db, now: NOW })
  return { code, out, err }
}

const vacancy =
  productGroups()
    .find((group) => group.includes('vacature'))
    ?.join('; ') ?? ''
const supervisor =
  productGroups()
    .find((group) => group.includes('supervisor'))
    ?.join('; ') ?? ''

/** What a sentence may name. */
const NOTHING = { side: '', other: '', group: '', word: '', nl: '', en: '' }
type Refused = { argv: string[]; key: keyof typeof nl.words.refusal; values: Partial<typeof NOTHING> }
const REFUSALS: Refused[] = [
  { key: 'empty', argv: ['add', 'vacature'], values: {} },
  { key: 'empty', argv: ['add'], values: {} },
  { key: 'circular', argv: ['add', 'café; Cafe'], values: { side: 'Cafe', other: 'café' } },
  { key: 'too-long', argv: ['add', 'baan; een twee drie vier'], values: { side: 'een twee drie vier' } },
  { key: 'too-common', argv: ['add', 'baan; het'], values: { side: 'het' } },
  { key: 'known', argv: ['add', vacancy.toUpperCase()], values: { group: vacancy } },
  { key: 'unknown', argv: ['remove', 'imkerij; apiary'], values: {} },
  { key: 'unknown', argv: ['remove', 'imkerij'], values: {} },
  { key: 'unknown', argv: ['remove'], values: {} },
  { key: 'several', argv: ['remove', 'supervisor'], values: { word: 'supervisor', group: supervisor } },
  { key: 'no-pair', argv: ['keep', 'imkerij', 'apiary'], values: { nl: 'imkerij', en: 'apiary' } },
  { key: 'no-pair', argv: ['refuse', '<b>', '&'], values: { nl: '<b>', en: '&' } },
  { key: 'no-pair', argv: ['undo', 'a', 'b'], values: { nl: 'a', en: 'b' } },
  { key: 'no-words', argv: ['keep', 'imkerij'], values: {} },
  { key: 'no-words', argv: ['refuse'], values: {} },
  { key: 'no-words', argv: ['undo', 'a', 'b', 'c'], values: {} },
]

test.each(REFUSALS.flatMap((one) => LANGUAGES.map((language) => ({ ...one, language }))))(
  'refused with a sentence, and nothing has changed: $argv in $language',
  async ({ argv, key, values, language }) => {
    const db = freshDatabase()
    const sentence = textsFor(language)(`search:words.refusal.${key}`, { ...NOTHING, ...values })
    expect(await run(db, ...argv, '--lang', language)).toEqual({ code: EXIT.refused, out: [], err: [sentence] })
    expect(sentence).toContain(language === 'nl' ? 'Er is niets veranderd.' : 'Nothing has changed.')
    expect(sentence).not.toContain('{{')
    expect(groupsInForce(db)).toEqual(productGroups())
  },
)

test('every refusal that has a sentence was met', () => {
  expect([...new Set(REFUSALS.map(({ key }) => key as string))].sort()).toEqual(Object.keys(nl.words.refusal).sort())
})

test.each(['dance', 'constructor', '__proto__', ''])('a command that does not exist is named: %j', async (word) => {
  for (const language of LANGUAGES)
    expect(await run(freshDatabase(), word, '--lang', language)).toEqual({
      code: EXIT.unusable,
      out: [],
      err: [textsFor(language)('operator:call.unknown-word', { word })],
    })
})

test('without a command it tells how it stands and what there is', async () => {
  const db = demoDatabase()
  await run(db, 'learn')
  const [first] = storedPairs(db)
  await run(db, 'refuse', first?.nl ?? '', first?.en ?? '')
  const { code, out } = await run(db, '--lang', 'en')
  expect([code, out[0]]).toEqual([
    EXIT.done,
    textsFor('en')('search:words.overview', {
      count: productGroups().length,
      pairs: storedPairs(db).length,
      kept: 0,
      refused: 1,
      misses: 0,
    }),
  ])
  expect(out).toHaveLength(1 + Object.keys(nl.words.usage).length)
})

test('a group is added, listed as the editor’s, and taken out by one of its words', async () => {
  const db = freshDatabase()
  expect(await run(db, 'add', 'imkerij; beekeeping ;  bijen houden')).toEqual({
    code: EXIT.done,
    out: ['Toegevoegd: imkerij; beekeeping; bijen houden'],
    err: [],
  })
  const shown = ['imkerij; beekeeping; bijen houden  (toegevoegd)']
  for (const word of ['imkerij', 'Bijen  Houden', 'BEEKEEPING'])
    expect((await run(db, 'list', word)).out).toEqual(shown)
  expect((await run(db, 'list', 'vacature', '--lang', 'en')).out).toEqual([`${vacancy}  (from Koers)`])
  expect((await run(db, 'list')).out).toHaveLength(productGroups().length + 1)
  expect(await run(db, 'remove', 'Beekeeping')).toMatchObject({
    code: EXIT.done,
    out: ['Weggehaald: imkerij; beekeeping; bijen houden'],
  })
  expect(await run(db, 'list', 'imkerij')).toEqual({
    code: EXIT.done,
    out: ['Geen synoniemen met dit woord.'],
    err: [],
  })
})

test('a group of the product is taken out whole and put back', async () => {
  const db = freshDatabase()
  const group = supervisor.split('; ').reverse().join(';')
  expect(await run(db, 'remove', group)).toMatchObject({ code: EXIT.done, out: [`Weggehaald: ${supervisor}`] })
  expect((await run(db, 'remove', group)).code).toBe(EXIT.refused)
  expect((await run(db, 'add', supervisor)).code).toBe(EXIT.done)
  expect(groupsInForce(db)).toEqual(productGroups())
})

function withPairs(): Db {
  const db = freshDatabase()
  const evidence = { together: 9, nlAlone: 10, enAlone: 12, dice: 0.818 }
  inTransaction(db, (tx) =>
    storePairs(tx, [
      { nl: 'imkerij', en: 'beekeeping', ...evidence },
      { nl: 'op het dak', en: 'roof', ...evidence, dice: 0.5 },
    ]),
  )
  return db
}
const said = (language: Language, state: 'kept' | 'refused' | 'learned', pair = { nl: 'imkerij', en: 'beekeeping' }) =>
  textsFor(language)(`search:words.marked.${state}`, pair)

test('learned pairs are shown with their evidence, and an editor keeps, refuses and takes that back', async () => {
  const db = withPairs()
  const line = 'imkerij = beekeeping: samen in 9 teksten, van 10 met het Nederlandse en 12 met het Engelse woord (82%)'
  expect((await run(db, 'pairs', 'Imkerij')).out).toEqual([line])
  expect((await run(db, 'pairs')).out).toHaveLength(2)
  expect((await run(db, 'pairs', 'dak')).out).toHaveLength(1)
  expect(await run(db, 'keep', 'Imkerij', 'beekeeping')).toEqual({
    code: EXIT.done,
    out: [said('nl', 'kept')],
    err: [],
  })
  expect((await run(db, 'pairs', 'imkerij')).out).toEqual([`${line}  [goedgekeurd]`])
  expect((await run(db, 'refuse', 'imkerij', 'beekeeping', '--lang', 'en')).out).toEqual([said('en', 'refused')])
  expect((await run(db, 'pairs', 'imkerij')).out).toEqual([textsFor('nl')('search:words.noPairs')])
  expect((await run(db, 'pairs', 'imkerij', '--all')).out).toEqual([`${line}  [geweigerd]`])
  expect((await run(db, 'undo', 'imkerij', 'beekeeping')).out).toEqual([said('nl', 'learned')])
  expect((await run(db, 'pairs', 'imkerij')).out).toEqual([line])
})

test('a pair of phrases is named with quotes', async () => {
  const db = withPairs()
  expect((await run(db, 'keep', 'op het  Dak', 'ROOF')).out).toEqual([
    said('nl', 'kept', { nl: 'op het dak', en: 'roof' }),
  ])
})

test('learning from the demo university teaches pairs, and what was refused stays refused', async () => {
  const db = demoDatabase()
  const first = await run(db, 'learn')
  const pairs = storedPairs(db)
  expect(first).toEqual({ code: EXIT.done, out: [`Geleerd van het aanbod: ${pairs.length} paren.`], err: [] })
  expect(pairs.length).toBeGreaterThan(20)
  const [pair] = pairs
  await run(db, 'refuse', pair?.nl ?? '', pair?.en ?? '')
  await run(db, 'learn')
  expect(storedPairs(db).filter(({ state }) => state === 'refused')).toHaveLength(1)
  expect((await run(freshDatabase(), 'learn', '--lang', 'en')).out).toEqual(['Learned from the offers: 0 pairs.'])
})

test('searches without a result are told when there were three, those that wait are counted first', async () => {
  const db = freshDatabase()
  expect((await run(db, 'misses')).out).toEqual([textsFor('nl')('search:words.noMisses')])
  for (const day of ['2027-01-30', '2027-01-31']) {
    noteMiss('op het dak imkerij', 'nl')
    countMisses(db, day)
  }
  noteMiss('op het dak imkerij', 'nl')
  noteMiss('eenmaal', 'en')
  expect((await run(db, 'misses')).out).toEqual(['3 keer: dak imkerij (nl, laatst op ma 1 februari 2027)'])
  expect((await run(db, 'misses', '--lang', 'en')).out).toEqual([
    '3 times: dak imkerij (nl, last on Mon 1 February 2027)',
  ])
  countMisses(db, '2027-02-01')
})
