import { prepared } from '#db/prepare.server.ts'
import type { Tx } from '#db/transaction.server.ts'
import { isSameGroup, type SynonymGroup } from '../words/synonyms.ts'
import { productGroups } from './knowledge.server.ts'
import { nextVersion } from './state.server.ts'

type Row = { sides: string; state: 'added' | 'removed' }

function rowFor(tx: Tx, group: SynonymGroup): Row | undefined {
  const rows = prepared(tx, 'SELECT sides, state FROM search_synonym').all() as Row[]
  return rows.find((row) => isSameGroup(row.sides.split(';'), group))
}

/** Adds a group, or takes one of the product's back in. */
export function addGroup(tx: Tx, group: SynonymGroup, now: Date): void {
  const row = rowFor(tx, group)
  if (row) prepared(tx, 'DELETE FROM search_synonym WHERE sides = ?').run(row.sides)
  if (!productGroups().some((other) => isSameGroup(other, group))) {
    prepared(tx, "INSERT INTO search_synonym (sides, state, created_at) VALUES (?, 'added', ?)").run(
      group.join(';'),
      Number(now),
    )
  }
  nextVersion(tx, 'synonyms-version')
}

/** Puts these groups in the place of all that are in force, the product's too. */
export function replaceGroups(tx: Tx, groups: ReadonlyArray<SynonymGroup>): void {
  prepared(tx, 'DELETE FROM search_synonym').run()
  const put = prepared(tx, 'INSERT OR REPLACE INTO search_synonym (sides, state, created_at) VALUES (?, ?, 0)')
  const product = productGroups()
  const holds = (list: ReadonlyArray<SynonymGroup>, group: SynonymGroup) =>
    list.some((other) => isSameGroup(other, group))
  for (const group of product) if (!holds(groups, group)) put.run(group.join(';'), 'removed')
  for (const group of groups) if (!holds(product, group)) put.run(group.join(';'), 'added')
  nextVersion(tx, 'synonyms-version')
}

/** Takes a group out: an added one is deleted, one of the product's is marked. False when there is no such group. */
export function removeGroup(tx: Tx, group: SynonymGroup, now: Date): boolean {
  const row = rowFor(tx, group)
  if (row?.state === 'removed') return false
  const isProduct = productGroups().some((other) => isSameGroup(other, group))
  if (!row && !isProduct) return false
  if (row) prepared(tx, 'DELETE FROM search_synonym WHERE sides = ?').run(row.sides)
  if (isProduct) {
    prepared(tx, "INSERT INTO search_synonym (sides, state, created_at) VALUES (?, 'removed', ?)").run(
      group.join(';'),
      Number(now),
    )
  }
  nextVersion(tx, 'synonyms-version')
  return true
}
