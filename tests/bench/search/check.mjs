// node tests/bench/search/check.mjs: is the judged set sound? Ends with 1 when it is not.
import process from 'node:process'
import { CONCEPTS } from './concepts.mjs'
import { corpus } from './corpus.mjs'
import { CLASSES, queries, relevantIds } from './queries.mjs'
import { scoreQueries } from './score.mjs'

const LEAST = { 'typo-1': 18, 'compound-part': 18, codes: 18, 'cross-language': 18 }
const LEAST_OTHERWISE = 12
const LEAST_QUERIES = 200
const VOCABULARY = { 1000: [6_000, 10_000], 10000: [15_000, 25_500] }
const LETTERS = { ø: 'o', ı: 'i', ß: 'ss', æ: 'ae', ł: 'l', þ: 'th' }

const problems = []
const expect = (holds, problem) => holds || problems.push(problem)

/** Lower case without accents: a word is no typo only because its accent is missing. */
const fold = (text) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[øıßæłþ]/g, (letter) => LETTERS[letter])

const wordsOf = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? []

/** The distinct words of all texts and labels. */
function vocabularyOf(offers) {
  const found = new Set()
  for (const { title, summary, body, labels } of offers) {
    for (const text of [title.nl, title.en, summary.nl, summary.en, body.nl, body.en, ...labels]) {
      for (const word of wordsOf(text)) found.add(word)
    }
  }
  return found
}

/** Edits between two texts, where two neighbours that changed places are one edit. */
function edits(a, b) {
  const rows = [Array.from({ length: b.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= a.length; i++) {
    rows[i] = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (same ? 0 : 1))
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1)
    }
  }
  return rows[a.length][b.length]
}

const large = corpus(10_000)
const small = large.slice(0, 1_000)
const vocabulary = vocabularyOf(large)
const counts = { 1000: vocabularyOf(small).size, 10000: vocabulary.size }

expect(new Set(large.map(({ id }) => id)).size === large.length, 'ids of offers are not unique')
expect(JSON.stringify(corpus(1_000)) === JSON.stringify(small), 'the catalogue is not the same twice')
expect(new Set(queries.map(({ id }) => id)).size === queries.length, 'ids of queries are not unique')
expect(queries.length >= LEAST_QUERIES, `${queries.length} queries are too few`)
for (const [size, [least, most]] of Object.entries(VOCABULARY)) {
  expect(counts[size] >= least && counts[size] <= most, `${counts[size]} words at ${size} offers`)
}

const twice = new Set()
const seen = new Set()
for (const { class: name, q, kind, only } of queries) {
  const key = [name, q, kind, only].join('|')
  if (seen.has(key)) twice.add(key)
  seen.add(key)
  expect(CLASSES.includes(name), `no such class: ${name}`)
}
expect(twice.size === 0, `asked twice: ${[...twice].join(', ')}`)

const known = new Set(CONCEPTS.map(({ id }) => id))
expect(known.size === CONCEPTS.length, 'a subject stands there twice')

const sizes = []
for (const query of queries) {
  const here = relevantIds(query, small).size
  const there = relevantIds(query, large).size
  sizes.push({ query, here, there })
  expect(here > 0, `${query.id} "${query.q}" finds nothing among 1,000`)
  expect(there >= 5, `${query.id} "${query.q}" should find only ${there} among 10,000`)
  if (query.class === 'unknown-compound') expect(!vocabulary.has(fold(query.q)), `"${query.q}" is in the texts`)
  if (query.class.startsWith('typo-')) {
    const meant = wordsOf(query.meant)
    const distance = edits(fold(query.q), fold(query.meant))
    expect(`typo-${distance}` === query.class, `"${query.q}" is ${distance} edits from "${query.meant}"`)
    for (const word of meant) expect(vocabulary.has(word), `"${word}" was meant and is in no text`)
    for (const word of wordsOf(query.q)) {
      expect(meant.includes(word) || !vocabulary.has(word), `"${word}" is a typo and in the texts`)
    }
  }
}

// Perfect answers score 1, and a first relevant answer at the second place scores a half.
const perfect = queries.map((query) => ({
  ...query,
  hits: [...relevantIds(query, small)],
  relevant: relevantIds(query, small),
}))
const best = scoreQueries(perfect).overall.all
expect(best.recall === 1 && best.mrr === 1, 'perfect answers do not score 1')
const second = scoreQueries([{ class: 'exact', half: 'tune', hits: ['x', 'y'], relevant: new Set(['y']) }])
expect(second.overall.tune.mrr === 0.5 && second.overall.held.count === 0, 'the second place does not score a half')

for (const name of CLASSES) {
  const mine = sizes.filter(({ query }) => query.class === name)
  const held = mine.filter(({ query }) => query.half === 'held').length
  expect(mine.length >= (LEAST[name] ?? LEAST_OTHERWISE), `${name}: ${mine.length} queries are too few`)
  const range = (key) => {
    const sorted = mine.map((one) => one[key]).sort((a, b) => a - b)
    return `${sorted[0]} – ${sorted[sorted.length >> 1]} – ${sorted.at(-1)}`
  }
  console.log(
    `${name}: ${mine.length} (${held} held); relevant at 1,000: ${range('here')}, at 10,000: ${range('there')}`,
  )
}
console.log(`${queries.length} queries; distinct words: ${counts[1000]} at 1,000 offers, ${counts[10000]} at 10,000`)
for (const problem of problems) console.error(problem)
process.exitCode = problems.length === 0 ? 0 : 1
