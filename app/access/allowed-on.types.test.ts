import { expect, test } from 'vitest'
import type { DataKeys } from '#app/platform/crypto/sealed-content.server.ts'
import type { VersionedText } from '#app/platform/crypto/version-chain.ts'
import { openText, saveText, versionsOf } from '#app/platform/crypto/versions.server.ts'
import type { ConfidentialTx } from '#db/confidential/transaction.server.ts'
import type { Tx } from '#db/transaction.server.ts'
import type { Actor, Allowed, Person } from './actor.ts'
import type { AllowedOn } from './allowed-on.ts'

type Text = VersionedText<'access-needs'>
type Given = {
  tx: ConfidentialTx
  mainTx: Tx
  keys: DataKeys
  text: Text
  reads: AllowedOn<'access-needs.read-own'>
  saves: AllowedOn<'access-needs.save-own'>
  erases: AllowedOn<'access-needs.forget'>
  allowed: Allowed<'access-needs.read-own'>
  person: Person
  actor: Actor
}
const entry = { action: 'access-needs.read' } as const
const now = new Date(0)

/** Never called: `tsc` checks it, and each line marked as an error must be one. */
function compiles({ tx, mainTx, keys, text, reads, saves, erases, allowed, person, actor }: Given) {
  openText(tx, keys, reads, text, entry, now)
  saveText(tx, keys, saves, text, 'x', entry, now)
  versionsOf(tx, reads, text)

  // @ts-expect-error a permission without the relation opens nothing
  openText(tx, keys, allowed, text, entry, now)
  // @ts-expect-error nor does somebody whose permission nobody checked
  openText(tx, keys, person, text, entry, now)
  // @ts-expect-error nor an actor
  openText(tx, keys, actor, text, entry, now)
  // @ts-expect-error what may be saved is not thereby opened
  openText(tx, keys, saves, text, entry, now)
  // @ts-expect-error nor what may be erased
  openText(tx, keys, erases, text, entry, now)
  // @ts-expect-error reading lets nobody save
  saveText(tx, keys, reads, text, 'x', entry, now)
  // @ts-expect-error a permission without the relation saves nothing
  saveText(tx, keys, allowed, text, 'x', entry, now)
  // @ts-expect-error a transaction of the main file proves nothing here
  openText(mainTx, keys, reads, text, entry, now)
  // @ts-expect-error an action of the audit log is none of this log
  openText(tx, keys, reads, text, { action: 'role.grant' }, now)
  // @ts-expect-error who saved what is no business of somebody who may only save
  versionsOf(tx, saves, text)
  // @ts-expect-error a text of a kind of record that nobody has a permission for
  const other: VersionedText<'diary'> = text
  // @ts-expect-error a proof is about the kind of record of its permission
  const wrong: AllowedOn<'access-needs.read-own', 'diary'> = reads
  // @ts-expect-error a permission that is about no record makes no proof
  const none: AllowedOn<'keys.manage'> = reads
  // @ts-expect-error `Allowed` is no `AllowedOn`
  const stronger: AllowedOn<'access-needs.read-own'> = allowed
  // @ts-expect-error nor is it the other way about
  const weaker: Allowed<'access-needs.read-own'> = reads
  return [other, wrong, none, stronger, weaker]
}

test('the types hold: this file is checked by tsc, which refuses a line that is expected to fail and does not', () => {
  expect(compiles).toBeTypeOf('function')
})
