import { expect, test } from 'vitest'
import { idleActors } from './acting-verbs.ts'
import { sourcesIn } from './source.ts'

test('whatever takes a transaction and somebody who is allowed uses both', () => {
  expect(idleActors(sourcesIn('app'))).toEqual([])
})

const verb = (parameters: string, body: string) => `export function save(${parameters}) { ${body} }`
const BOTH = "tx: Tx, actor: Allowed<'offer.save'>, now: Date"

test.each([
  ['an actor that is not used', verb(BOTH, 'write(tx, now)'), 'actor'],
  ['an actor with an underscore', verb("tx: Tx, _actor: Allowed<'offer.save'>", 'write(tx)'), '_actor'],
  ['a transaction that is not used', verb(BOTH, 'recordAudit(db, actor, act, now)'), 'tx'],
  ['an actor only in a type', verb(BOTH, 'const a: typeof actor = write(tx)'), 'actor'],
  ['an actor only as a name', verb(BOTH, 'write(tx, { actor: 1 }, one.actor)'), 'actor'],
  ['an actor that is thrown away', verb(BOTH, 'void actor; write(tx)'), 'actor'],
  ['an arrow function', "export const save = (tx: Tx, actor: Allowed<'a'>) => write(tx)", 'actor'],
  ['an actor with one of two permissions', verb("tx: Tx, actor: Allowed<'a'> | Allowed<'b'>", 'write(tx)'), 'actor'],
])('%s is caught', (_, text, parameter) => {
  expect(idleActors([{ file: 'app/x.server.ts', text }])).toEqual([
    `app/x.server.ts: save takes ${parameter} and does not use it`,
  ])
})

test.each([
  ['both used', verb(BOTH, 'write(tx); recordAudit(tx, actor, act, now)')],
  ['passed on', verb(BOTH, 'return saveUnit(tx, actor, { ...unit }, now)')],
  ['in short notation', verb(BOTH, 'return work(tx, { actor })')],
  ['no actor', verb('tx: Tx', 'return 1')],
  ['no transaction', verb("db: Db, actor: Allowed<'a'>", 'return 1')],
  ['not exported', "function save(tx: Tx, actor: Allowed<'a'>) { return 1 }"],
])('%s is left alone', (_, text) => {
  expect(idleActors([{ file: 'app/x.server.ts', text }])).toEqual([])
})
