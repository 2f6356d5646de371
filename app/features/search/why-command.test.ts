import { expect, test } from 'vitest'
import { asSystem } from '#app/access/actor.ts'
import { findOfferId } from '#app/features/catalogue/find-offer-id.server.ts'
import { saveOffer } from '#app/features/catalogue/save-offer.server.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { LANGUAGES } from '#app/i18n/languages.ts'
import { EXIT } from '#app/platform/command/command.server.ts'
import { searchEmbedded } from '#app/search/embedded/search.server.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { demoDatabase, NOW } from '#tests/support/database.ts'
import { OFFERS } from '#tests/support/demo-offers.ts'
import { checkedOffer } from '#tests/support/offers.ts'
import { runWhy } from './why-command.server.ts'

const db = demoDatabase()
const SLUG = 'loopbaanadvies-verder-in-je-huidige-functie'

async function run(...argv: string[]) {
  const out: string[] = []
  const err: string[] = []
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line), isTTY: false }
  const code = await runWhy(argv, io, { db, now: NOW })
  return { code, out, err }
}

function save(target: Db, changes: Record<string, unknown>): string {
  const saved = inTransaction(target, (tx) => saveOffer(tx, asSystem('seed', 'offer.save'), checkedOffer(changes), NOW))
  if (!saved.ok) throw new Error(JSON.stringify(saved.problems))
  return saved.value.id
}

test('an offer is named by its id, or by the last part of its address in either language', () => {
  const id = findOfferId(db, SLUG)
  expect(id).toBeDefined()
  const named = [id ?? '', OFFERS['career-advice'].nl, OFFERS['career-advice'].en, `${SLUG}/`, `${SLUG}?q=x#y`]
  for (const one of [...named, `https://koers.example${OFFERS['career-advice'].en}?q=a/b`])
    expect(findOfferId(db, one), one).toBe(id)
  for (const one of ['', '/', 'no-such-offer', "' OR 1=1", 'catalogue'])
    expect(findOfferId(db, one), one).toBeUndefined()
})

test.each(LANGUAGES)('it tells the place, each word, and what that gives together, in %s', async (language) => {
  const { code, out, err } = await run('loopbaanadvies', SLUG, '--lang', language)
  expect([code, err]).toEqual([EXIT.done, []])
  const { total } = searchEmbedded(db, {
    q: 'loopbaanadvies',
    facets: {},
    sort: 'best',
    page: 1,
    pageSize: 1,
    now: Number(NOW),
    count: [],
  })
  const place = language === 'nl' ? `op plaats \\d+ van ${total} voor` : `in place \\d+ of ${total} for`
  expect(out[0]).toMatch(new RegExp(place))
  expect(out.at(-1)).toMatch(language === 'nl' ? /^ {2}Samen: \d+\.\d\d$/ : /^ {2}Together: \d+\.\d\d$/)
  const first =
    language === 'nl' ? '  ‘loopbaanadvies’: vooraan in de titel staat' : '  ‘loopbaanadvies’: at the beginning'
  expect(out.some((line) => line.startsWith(first))).toBe(true)
  expect(out.join('\n')).not.toMatch(/\{\{|search:why/)
})

test('the place told is the place it has, and a mended query is told', async () => {
  const q = 'loopbaanadvis'
  const { ids, total } = searchEmbedded(db, {
    q,
    facets: {},
    sort: 'best',
    page: 1,
    pageSize: 500,
    now: Number(NOW),
    count: [],
    language: 'nl',
  })
  for (const [at, id] of [...ids.entries()].slice(0, 5))
    expect((await run(q, id)).out[0]).toContain(`op plaats ${at + 1} van ${total} voor ‘${q}’`)
  const mended = await run('leidinggevne', ids[0] ?? '')
  expect(mended.out[1]).toBe(`  ${textsFor('nl')('search:why.mended', { q: 'leidinggeven' })}`)
})

test('what is no result is told so, with the word that is missing', async () => {
  for (const language of LANGUAGES) {
    const t = textsFor(language)
    const { code, out } = await run('qqqqqqq', SLUG, '--lang', language)
    expect(code).toBe(EXIT.done)
    expect(out[0]).toMatch(language === 'nl' ? /is geen resultaat voor ‘qqqqqqq’\.$/ : /is no result for ‘qqqqqqq’\.$/)
    expect(out.slice(1)).toEqual([
      `  ${t('search:why.missing', { typed: 'qqqqqqq' })}`,
      `  ${t('search:why.total', { total: '0.00' })}`,
    ])
  }
})

test('an offer that misses one word of a short result is told to stand below it', async () => {
  const id = save(db, { title: { nl: 'Imkerij', en: '' }, summary: { nl: 'Bijen.', en: '' } })
  save(db, { title: { nl: 'Imkerij op het dakterras', en: '' }, summary: { nl: 'Bijen.', en: '' } })
  for (const language of LANGUAGES)
    expect((await run('imkerij dakterras', id, '--lang', language)).out[0]).toBe(
      textsFor(language)('search:why.near', { title: 'Imkerij', q: 'imkerij dakterras' }),
    )
})

test('an offer that visitors cannot see now is told to be hidden', async () => {
  const id = save(db, { title: { nl: 'Glasblazen', en: '' }, publishFrom: Number(NOW) + 1 })
  for (const language of LANGUAGES) {
    const { code, out } = await run('glasblazen', id, '--lang', language)
    expect([code, out.at(-1)]).toEqual([EXIT.done, textsFor(language)('search:why.hidden')])
    expect(out[0]).toBe(textsFor(language)('search:why.absent', { title: 'Glasblazen', q: 'glasblazen' }))
  }
})

test.each(LANGUAGES)(
  'an offer that is not there, not published or not named is refused in a sentence, in %s',
  async (language) => {
    const t = textsFor(language)
    const lang = ['--lang', language]
    expect(await run('data', 'no-such-offer', ...lang)).toEqual({
      code: EXIT.refused,
      out: [],
      err: [t('search:why.unknown', { id: 'no-such-offer' })],
    })
    const draft = save(db, { title: { nl: `Concept ${language}`, en: '' }, state: 'draft' })
    expect(await run('data', draft, ...lang)).toEqual({
      code: EXIT.refused,
      out: [],
      err: [t('search:why.notIndexed', { title: `Concept ${language}` })],
    })
    for (const words of [[], ['data'], ['data', SLUG, 'more']])
      expect(await run(...words, ...lang)).toEqual({ code: EXIT.unusable, out: [], err: [t('search:why.usage')] })
  },
)
