import type { Pair } from '#app/i18n/languages.ts'
import { tellingWords } from './tokens.ts'

/** What a lesson is learned from: the texts of one offer that say the same in two languages. */
export type Lesson = { title: Pair; summary: Pair }

/** A Dutch and an English word (or two neighbouring words) that stand together in offers: how often each, how often both. */
export type LearnedPair = { nl: string; en: string; together: number; nlAlone: number; enAlone: number; dice: number }

const LEAST_DICE = 0.35
/** A word that stands in both texts of an offer this often is the same word. */
const SHARED = 0.5
/** From here on a pair is believed whatever else competes for the same word. */
const SURE_DICE = 0.6
const MOST_A_WORD = 3
/** In a small catalogue twice in titles is already telling; in a large one chance does that too. */
const LARGE = 400
/** From so many titles on, the titles alone teach what there is to learn. */
const MANY = 3_000
/** Summaries are longer than titles, so more words stand in both by chance. */
const LEAST_IN_SUMMARIES = 5
/** Words of a sentence that say nothing of an offer; a pair of them is chance. */
const SENTENCE_WORDS = new Set(
  (
    'niet geen nooit wel ook nog al er hier daar zo nu dan toen heel veel meer meest weer samen iets iemand alles ' +
    'bent was waren wordt worden werd heeft hebt hebben had gaat ging gaan doet doen deed kunt konden moet moeten mag zet zetten laat ' +
    'maakt krijgt krijgen komt komen kwam zegt zei ziet weet hij zij ze hun haar zijn hem ons onze jullie zelf elke elk alle ander andere ' +
    'not no never also still here there so now then very more most again together some someone something everything all each every other ' +
    'am was were be been being has have had having goes going went gone does doing did could would should must may might will shall puts put ' +
    'let makes make made get gets got comes came says said sees saw knows he she it they them their his her our us its own out up off into ' +
    'this that these those who whom while when than just only if but because without within between after before during'
  ).split(' '),
)

function isNoise(word: string): boolean {
  return word.length < 2 || /^\d+$/.test(word) || SENTENCE_WORDS.has(word)
}

/** The words of a text and its pairs of neighbours, each once. */
function unitsOf(text: string): Set<string> {
  const found = new Set<string>()
  const list = tellingWords(text)
  for (const [place, word] of list.entries()) {
    if (isNoise(word)) continue
    found.add(word)
    const next = list[place + 1]
    if (next && !isNoise(next)) found.add(`${word} ${next}`)
  }
  return found
}

type Segment = { nl: string[]; en: string[]; isTitle: boolean }

function segmentOf({ nl, en }: Pair, isTitle: boolean): Segment[] {
  return nl && en ? [{ nl: [...unitsOf(nl)], en: [...unitsOf(en)], isTitle }] : []
}

function segmentsOf(lessons: Iterable<Lesson>): Segment[] {
  const all = [...lessons]
  const titles = all.flatMap(({ title }) => segmentOf(title, true))
  // Summaries are long: every word of one is set beside every word of the other. Where titles abound they are not needed.
  return titles.length > MANY ? titles : [...titles, ...all.flatMap(({ summary }) => segmentOf(summary, false))]
}

function timesEach(segments: ReadonlyArray<Segment>, language: 'nl' | 'en'): Map<string, number> {
  const times = new Map<string, number>()
  for (const segment of segments) for (const unit of segment[language]) times.set(unit, (times.get(unit) ?? 0) + 1)
  return times
}

/** Numbers for the units that occur often enough to learn from; the others cost nothing further. */
function numbered(times: Map<string, number>, least: number): { names: string[]; numbers: Map<string, number> } {
  const names = [...times].filter(([, n]) => n >= least).map(([unit]) => unit)
  return { names, numbers: new Map(names.map((unit, number) => [unit, number])) }
}

function countTogether(
  segments: ReadonlyArray<Segment>,
  nl: Map<string, number>,
  en: Map<string, number>,
): Map<number, number> {
  const together = new Map<number, number>()
  const known = (units: string[], numbers: Map<string, number>) =>
    units.map((unit) => numbers.get(unit)).filter((number) => number !== undefined)
  for (const segment of segments) {
    const right = known(segment.en, en)
    for (const left of known(segment.nl, nl)) {
      for (const number of right) {
        const key = left * en.size + number
        together.set(key, (together.get(key) ?? 0) + 1)
      }
    }
  }
  return together
}

/** Words that stand in both languages alike (data, steward, workshop) translate themselves: what else stands beside them is chance. */
function sharedWords(pairs: ReadonlyArray<LearnedPair>): Set<string> {
  return new Set(
    pairs.filter((p) => p.nl === p.en && p.together >= SHARED * Math.min(p.nlAlone, p.enAlone)).map((p) => p.nl),
  )
}

function overlap(a: string, b: string): boolean {
  const words = new Set(a.split(' '))
  return b.split(' ').some((word) => words.has(word))
}

/** Whether a pair can teach: two neighbours by chance need to be seen more often, a summary proves less, and what shares a word says nothing new. */
function teaches(pair: LearnedPair, inTitles: number, shared: ReadonlySet<string>, least: number): boolean {
  if (shared.has(pair.nl) || shared.has(pair.en) || overlap(pair.nl, pair.en)) return false
  const isPhrase = pair.nl.includes(' ') || pair.en.includes(' ')
  return inTitles >= (isPhrase ? least + 2 : least) || pair.together >= LEAST_IN_SUMMARIES
}

/** So that what is learned does not depend on the order in which offers are read. */
function inOrder(a: LearnedPair, b: LearnedPair): number {
  return a.nl === b.nl ? (a.en < b.en ? -1 : 1) : a.nl < b.nl ? -1 : 1
}

/** The best few of each word, and of those that compete for one word only the best, unless they are sure. */
function strongest(pairs: LearnedPair[]): LearnedPair[] {
  const taken = { nl: new Map<string, number>(), en: new Map<string, number>() }
  const kept: LearnedPair[] = []
  for (const pair of pairs.sort((a, b) => b.dice - a.dice || b.together - a.together || inOrder(a, b))) {
    const nl = taken.nl.get(pair.nl) ?? 0
    const en = taken.en.get(pair.en) ?? 0
    if (nl >= MOST_A_WORD || en >= MOST_A_WORD) continue
    if ((nl > 0 || en > 0) && pair.dice < SURE_DICE) continue
    taken.nl.set(pair.nl, nl + 1)
    taken.en.set(pair.en, en + 1)
    kept.push(pair)
  }
  return kept
}

/**
 * Learns which words mean the same from offers that say everything twice (field measure: Dice, 2 x together / (nl + en)). Answers with
 * the pairs worth believing, best first. Offers in one language teach nothing.
 */
export function learnPairs(lessons: Iterable<Lesson>): LearnedPair[] {
  const segments = segmentsOf(lessons)
  const least = segments.length > LARGE ? 3 : 2
  const times = { nl: timesEach(segments, 'nl'), en: timesEach(segments, 'en') }
  const nl = numbered(times.nl, least)
  const en = numbered(times.en, least)
  const titles = countTogether(
    segments.filter((segment) => segment.isTitle),
    nl.numbers,
    en.numbers,
  )
  const pairs: LearnedPair[] = []
  const provenIn = new Map<LearnedPair, number>()
  for (const [key, together] of countTogether(segments, nl.numbers, en.numbers)) {
    if (together < least) continue
    const left = nl.names[Math.floor(key / en.numbers.size)]!
    const right = en.names[key % en.numbers.size]!
    const nlAlone = times.nl.get(left)!
    const enAlone = times.en.get(right)!
    const dice = (2 * together) / (nlAlone + enAlone)
    if (dice < LEAST_DICE) continue
    const pair = { nl: left, en: right, together, nlAlone, enAlone, dice }
    pairs.push(pair)
    provenIn.set(pair, titles.get(key) ?? 0)
  }
  const shared = sharedWords(pairs)
  return strongest(pairs.filter((pair) => teaches(pair, provenIn.get(pair)!, shared, least)))
}
