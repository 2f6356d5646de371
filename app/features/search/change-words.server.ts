import { createHash } from 'node:crypto'
import { type Allowed, hasRole, unitsOf } from '#app/access/actor.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import { words } from '#app/platform/text/fold.ts'
import { visibleText } from '#app/platform/text/visible-text.ts'
import { groupsInForce } from '#app/search/embedded/knowledge.server.ts'
import { addGroup, removeGroup } from '#app/search/embedded/synonyms.server.ts'
import { type GroupProblem, isSameGroup, readGroup, type SynonymGroup } from '#app/search/words/synonyms.ts'
import type { Tx } from '#db/transaction.server.ts'

/** Whether somebody may change the words of the search: an administrator, and who publishes for the whole university. */
export function mayChangeSearchWords(actor: Allowed<'search-words.view'> | Allowed<'search-words.save'>): boolean {
  if (actor.system) return true
  return hasRole(actor, 'administrator') || unitsOf(actor, 'hr-publisher') === 'all'
}

/** The name under which the log knows a group: the words themselves stand in no log. */
export function groupId(group: SynonymGroup): string {
  const sides = group.map((side) => words(side).join(' ')).sort()
  return createHash('sha256').update(sides.join(';')).digest('hex').slice(0, 16)
}

/** Why a group is not added; `side`, `other` and `group` are what the sentence names. */
export type AddRefusal = {
  ok: false
  problem: GroupProblem['problem'] | 'known' | 'not-yours'
  side?: string
  other?: string
  group?: SynonymGroup
}

/**
 * Adds words that mean the same, parted by `;`, for everybody who searches from now on. Refuses what `readGroup` refuses, a group that is there already, and
 * who publishes for some units only.
 */
export function addSearchWords(
  tx: Tx,
  actor: Allowed<'search-words.save'>,
  line: string,
  now: Date,
): { ok: true; value: SynonymGroup } | AddRefusal {
  if (!mayChangeSearchWords(actor)) return refused('not-yours')
  const read = readGroup(visibleText(line))
  if (!read.ok) return read
  const known = groupsInForce(tx).find((group) => isSameGroup(group, read.group))
  if (known) return { ok: false, problem: 'known', group: known }
  addGroup(tx, read.group, now)
  const id = groupId(read.group)
  recordAudit(tx, actor, { action: 'search-words.add', object: { type: 'search-words', id } }, now)
  return done(read.group)
}

/** Takes a group out: its words no longer find each other. Refuses one that is not in force, and who publishes for some units only. */
export function removeSearchWords(
  tx: Tx,
  actor: Allowed<'search-words.save'>,
  group: SynonymGroup,
  now: Date,
): Outcome<'removed', 'gone' | 'not-yours'> {
  if (!mayChangeSearchWords(actor)) return refused('not-yours')
  if (!removeGroup(tx, group, now)) return refused('gone')
  const id = groupId(group)
  recordAudit(tx, actor, { action: 'search-words.remove', object: { type: 'search-words', id } }, now)
  return done('removed')
}
