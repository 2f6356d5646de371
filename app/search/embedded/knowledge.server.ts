import type Database from 'better-sqlite3'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import type { Knowledge } from '../words/forms.ts'
import { addTerm, emptyLexicon, expectMany, type Lexicon, type Term } from '../words/lexicon.ts'
import { PRODUCT_SYNONYMS } from '../words/product-synonyms.ts'
import { isSameGroup, readGroup, type SynonymGroup, synonymsFrom, type TaughtPair } from '../words/synonyms.ts'
import { type Understanding, understand } from '../words/understand.ts'
import { readState } from './state.server.ts'

type Kept = Knowledge & { seq: number; wordsVersion: string; synonymsVersion: string }

const kept = new WeakMap<Database.Database, Kept>()

const understood = new WeakMap<Knowledge, Map<string, Understanding>>()
const MOST_UNDERSTOOD = 200
const LONGEST_KEPT = 300

/** The query as it is understood with this knowledge; a page asks for the same one several times. */
export function understoodOnce(knowledge: Knowledge, q: string, asTyped: boolean): Understanding {
  let known = understood.get(knowledge)
  if (!known || known.size >= MOST_UNDERSTOOD) {
    known = new Map()
    understood.set(knowledge, known)
  }
  const key = `${asTyped ? 1 : 0}${q}`
  const before = known.get(key)
  if (before) return before
  const now = understand(q, knowledge.lexicon, knowledge.synonyms, { asTyped })
  // A long query is rare, and not worth the memory.
  if (q.length <= LONGEST_KEPT) known.set(key, now)
  return now
}

/** The product's list as groups; a test holds that each line can be read. */
export function productGroups(): SynonymGroup[] {
  return PRODUCT_SYNONYMS.flatMap((line) => {
    const read = readGroup(line)
    return read.ok ? [read.group] : []
  })
}

/** The synonym groups in force: the product's without those an editor took out, and those an editor added. */
export function groupsInForce(db: Db): SynonymGroup[] {
  const rows = prepared(db, 'SELECT sides, state FROM search_synonym ORDER BY created_at, sides').all() as Array<{
    sides: string
    state: 'added' | 'removed'
  }>
  const groups = (state: string) => rows.filter((row) => row.state === state).map((row) => row.sides.split(';'))
  const removed = groups('removed')
  return [...productGroups().filter((group) => !removed.some((other) => isSameGroup(group, other))), ...groups('added')]
}

/** Learned pairs count a little less when they are less sure; one that an editor kept counts in full. */
function taughtPairs(db: Db): TaughtPair[] {
  const rows = prepared(db, "SELECT nl, en, dice, state FROM search_pair WHERE state <> 'refused'").all() as Array<{
    nl: string
    en: string
    dice: number
    state: string
  }>
  return rows.map(({ nl, en, dice, state }) => ({
    nl,
    en,
    weight: state === 'kept' ? 1 : Math.min(1, 0.75 + dice / 3),
  }))
}

function loadTerms(db: Db, lexicon: Lexicon, after: number): void {
  const changed = prepared(
    db,
    'SELECT term AS word, places, languages, documents, nl, en, family FROM search_term WHERE seq > ? ORDER BY seq',
  )
  if (after === 0) expectMany(lexicon)
  for (const term of changed.iterate(after)) addTerm(lexicon, term as Term)
}

/** What is known of words as the database has it now: three small questions a search, and only what changed since is read. */
export function currentKnowledge(db: Db): Knowledge {
  const seq = Number(prepared(db, 'SELECT coalesce(max(seq), 0) FROM search_term').pluck().get())
  const wordsVersion = readState(db, 'words-version')
  const synonymsVersion = readState(db, 'synonyms-version')
  const known = kept.get(db.$client)
  const sameSynonyms = known?.synonymsVersion === synonymsVersion
  if (known && known.seq === seq && known.wordsVersion === wordsVersion && sameSynonyms) return known
  // Inside a transaction that may be undone, what it changed is read apart and not kept.
  const mayKeep = !db.$client.inTransaction
  const goesOn = known && mayKeep && known.wordsVersion === wordsVersion && seq >= known.seq
  const lexicon = goesOn ? known.lexicon : emptyLexicon()
  if (!goesOn || seq !== known.seq) loadTerms(db, lexicon, goesOn ? known.seq : 0)
  const synonyms = known && sameSynonyms && mayKeep ? known.synonyms : synonymsFrom(groupsInForce(db), taughtPairs(db))
  const current = { lexicon, synonyms, seq, wordsVersion, synonymsVersion }
  if (mayKeep) kept.set(db.$client, current)
  return current
}
