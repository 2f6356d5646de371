import { asSystem } from '#app/access/actor.ts'
import { formatDate } from '#app/i18n/format.ts'
import type { Translate } from '#app/i18n/instance.server.ts'
import type { CommandIo } from '#app/platform/command/command.server.ts'
import { type Call, carryOut, EXIT } from '#app/platform/command/command.server.ts'
import { words } from '#app/platform/text/fold.ts'
import { groupsInForce, productGroups } from '#app/search/embedded/knowledge.server.ts'
import { countMisses, frequentMisses } from '#app/search/embedded/misses.server.ts'
import { markPair, type PairState, type StoredPair, storedPairs } from '#app/search/embedded/pairs.server.ts'
import { isSameGroup, readGroup, type SynonymGroup } from '#app/search/words/synonyms.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { addSearchWords, removeSearchWords } from './change-words.server.ts'
import { learnFromOffers } from './learn-words.server.ts'

type CommandContext = { db: Db; now: Date; call: Call }

const editor = () => asSystem('operator', 'search-words.save')
const MOST_MISSES = 100
const USAGE = ['call', 'list', 'add', 'remove', 'pairs', 'keep', 'refuse', 'undo', 'learn', 'misses', 'lang'] as const

function usage(t: Translate): string[] {
  return USAGE.map((part) => (part === 'call' ? '' : '  ') + t(`search:words.usage.${part}`))
}

function shown(group: SynonymGroup): string {
  return group.join('; ')
}

function folded(text: string): string {
  return words(text).join(' ')
}

function groupsWith(db: Db, word: string): SynonymGroup[] {
  return groupsInForce(db).filter((group) => group.some((side) => folded(side) === folded(word)))
}

function list({ db, call: { io, t, words: said } }: CommandContext): number {
  const groups = said[1] ? groupsWith(db, said[1]) : groupsInForce(db)
  if (groups.length === 0) io.out(t('search:words.none'))
  const product = productGroups()
  for (const group of groups) {
    const from = product.some((other) => isSameGroup(other, group)) ? 'product' : 'editor'
    io.out(`${shown(group)}  (${t(`search:words.from.${from}`)})`)
  }
  return EXIT.done
}

function add({ db, now, call: { io, t, words: said } }: CommandContext): number {
  const outcome = inTransaction(db, (tx) => addSearchWords(tx, editor(), said.slice(1).join(' '), now))
  if (!outcome.ok) {
    const { side = '', other = '', group = [] } = outcome
    // An operator is never somebody who publishes for some units only.
    const problem = outcome.problem === 'not-yours' ? 'unknown' : outcome.problem
    io.err(t(`search:words.refusal.${problem}`, { side, other, group: shown(group) }))
    return EXIT.refused
  }
  io.out(t('search:words.added', { group: shown(outcome.value) }))
  return EXIT.done
}

/** The group that is meant: named whole, or by one word that is in one group only. */
function groupMeant({ db, call: { io, t, words: said } }: CommandContext): SynonymGroup | undefined {
  const text = said.slice(1).join(' ')
  const read = readGroup(text)
  const matching = read.ok ? groupsInForce(db).filter((group) => isSameGroup(group, read.group)) : groupsWith(db, text)
  if (matching.length === 1) return matching[0]
  if (matching.length === 0) io.err(t('search:words.refusal.unknown'))
  else io.err(t('search:words.refusal.several', { word: text, group: shown(matching[0] ?? []) }))
  return undefined
}

function remove(context: CommandContext): number {
  const { db, now, call } = context
  const group = groupMeant(context)
  if (!group || !inTransaction(db, (tx) => removeSearchWords(tx, editor(), group, now)).ok) return EXIT.refused
  call.io.out(call.t('search:words.removed', { group: shown(group) }))
  return EXIT.done
}

function pairLine(t: Translate, pair: StoredPair): string {
  const line = t('search:words.pair', { ...pair, percent: Math.round(pair.dice * 100) })
  return pair.state === 'learned' ? line : `${line}  [${t(`search:words.state.${pair.state}`)}]`
}

function pairs({ db, call: { io, t, words: said, is } }: CommandContext): number {
  const word = said[1]
  const wanted = storedPairs(db)
    .filter((pair) => is('all') || pair.state !== 'refused')
    .filter(
      (pair) =>
        !word || [pair.nl, pair.en].some((side) => side.split(' ').includes(folded(word)) || side === folded(word)),
    )
  if (wanted.length === 0) io.out(t('search:words.noPairs'))
  for (const pair of wanted) io.out(pairLine(t, pair))
  return EXIT.done
}

function mark(state: PairState) {
  return ({ db, call: { io, t, words: said } }: CommandContext): number => {
    const [, nl, en, more] = said
    if (!nl || !en || more !== undefined) {
      io.err(t('search:words.refusal.no-words'))
      return EXIT.refused
    }
    if (!inTransaction(db, (tx) => markPair(tx, folded(nl), folded(en), state))) {
      io.err(t('search:words.refusal.no-pair', { nl, en }))
      return EXIT.refused
    }
    io.out(t(`search:words.marked.${state}`, { nl: folded(nl), en: folded(en) }))
    return EXIT.done
  }
}

function learn({ db, now, call: { io, t } }: CommandContext): number {
  io.out(t('search:words.learnt', { count: learnFromOffers(db, now) }))
  return EXIT.done
}

function misses({ db, now, call: { io, t, language } }: CommandContext): number {
  countMisses(db, now.toISOString().slice(0, 10))
  const found = frequentMisses(db, MOST_MISSES)
  if (found.length === 0) io.out(t('search:words.noMisses'))
  for (const miss of found) {
    const day = formatDate(language, Date.parse(miss.lastDay))
    io.out(t('search:words.miss', { times: miss.times, words: miss.words, language: miss.language, day }))
  }
  return EXIT.done
}

function overview({ db, call: { io, t } }: CommandContext): number {
  const known = storedPairs(db)
  const count = (state: PairState) => known.filter((pair) => pair.state === state).length
  io.out(
    t('search:words.overview', {
      count: groupsInForce(db).length,
      pairs: known.length,
      kept: count('kept'),
      refused: count('refused'),
      misses: frequentMisses(db, MOST_MISSES).length,
    }),
  )
  for (const line of usage(t)) io.out(line)
  return EXIT.done
}

const COMMANDS: Readonly<Record<string, (context: CommandContext) => number>> = {
  list,
  add,
  remove,
  pairs,
  keep: mark('kept'),
  refuse: mark('refused'),
  undo: mark('learned'),
  learn,
  misses,
}

/** `npm run search:words`: edits the words of the search: synonyms, pairs, misses. Answers with the exit code. */
export function runWords(
  argv: ReadonlyArray<string>,
  io: CommandIo,
  { db, now }: { db: Db; now: Date },
): Promise<number> {
  return carryOut(argv, io, { flags: { all: 'switch' }, usage }, (call) => {
    const [name] = call.words
    if (name === undefined) return overview({ db, now, call })
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
    if (command) return command({ db, now, call })
    call.io.err(call.t('operator:call.unknown-word', { word: name }))
    return EXIT.unusable
  })
}
