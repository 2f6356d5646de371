import { stemmer as dutch } from '@orama/stemmers/dutch'
import { stemmer as english } from '@orama/stemmers/english'

/** What is left of a word when its endings go; words that share one are the same word to a searcher. */
export type Stems = { nl: string; en: string; family: string }

const SHORTEST = 4

/** An s that makes a plural and that Snowball leaves, because it stands behind an e: studies, modules, vacatures, stages. */
const PLURAL = /(?:(?<!adv|verl|prec)ies|(?:ul|ur|ak|ag|ut|euz|in|ad|od|ic|it|ys|id|iv|ch)es)$/
/** An s that belongs to the word and that Snowball takes away: beurs (beurzen), grens, kans, koers. */
const NO_PLURAL = /(?:beurs|grens|kans|koers|mens|dans|lens)$/

function undoubled(stem: string): string {
  return stem.replace(/([bcdfgklmnprst])\1$/, '$1')
}

/** Snowball leaves some Dutch plurals and verb forms apart: adviez(en) and advies, studies and studie, schrijft and schrijven. */
function dutchStem(word: string): string {
  if (NO_PLURAL.test(word)) return word
  let stem = undoubled(dutch(PLURAL.test(word) ? word.slice(0, -1) : word))
  if ((stem.length >= 6 && /[^aeiouh]t$/.test(stem)) || /[^aeiou][kpfg]t$/.test(stem)) stem = stem.slice(0, -1)
  return stem.replace(/z$/, 's').replace(/v$/, 'f')
}

/**
 * Endings that make a noun, a verb or an adjective of the same idea, in both languages at once: presentatie, presenteren and
 * presentation; academisch and academic; creativiteit and creativity. Stems do not bridge these.
 */
const DERIVATIONS: ReadonlyArray<[ending: RegExp, shortestRoot: number]> = [
  [
    /(?:eringen|ering|eren|eerde|eert|eer|erend|aties|atie|ations|ation|ating|ated|ates|ate|ator|ators|atief|atieve|ative)$/,
    4,
  ],
  [/(?:iteiten|iteit|ities|ity)$/, 5],
  [/(?:ische|isch|ically|ical|ics|ic|iek|ieken)$/, 5],
  [/(?:ieve|ief|ively|ive)$/, 5],
  [/(?:endus|endi|enda)$/, 4],
  [/(?:ingen|ings|ing)$/, 5],
  [/(?:schappen|schap|ship|ships)$/, 5],
  [/(?:ers|er)$/, 5],
]

function familyOf(word: string, nl: string): string {
  for (const [ending, shortest] of DERIVATIONS) {
    const root = word.replace(ending, '')
    if (root.length < word.length && root.length >= shortest)
      return undoubled(root).replace(/z$/, 's').replace(/v$/, 'f')
  }
  return nl
}

const known = new Map<string, Stems>()
const MOST_KNOWN = 5_000

/** The stems of a folded word, remembered for words that come often. Words of three letters and fewer, and what holds a digit, stay as they are. */
export function stemsOf(word: string): Stems {
  let stems = known.get(word)
  if (!stems) {
    stems = workOut(word)
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(word, stems)
  }
  return stems
}

function workOut(word: string): Stems {
  if (word.length < SHORTEST || !/^[a-z]+$/.test(word)) return { nl: word, en: word, family: word }
  const nl = dutchStem(word)
  return { nl, en: english(word), family: familyOf(word, nl) }
}
