import type { ConfidentialDb } from '#db/confidential/open.server.ts'
import type { DataKeyStore } from '#db/data-keys-store.server.ts'
import { prepared } from '#db/prepare.server.ts'
import type { Sealed } from '#db/schema/sealed.ts'
import { done, type Outcome, refused } from '../outcome.ts'
import { type DataKey, dataKeyById, keyIdsOfText, type SealProblem } from './data-keys.server.ts'
import { decrypt, encryptPadded, keyIdOf } from './envelope.server.ts'
import type { Keyring } from './keyring.server.ts'
import { keyTextOf, type VersionedText } from './version-chain.ts'

/** The keys of dossiers and what unwraps them. */
export type DataKeys = { readonly dataKeys: DataKeyStore; readonly keyring: Keyring }

const DOOMED = 'SELECT 1 FROM keys_to_destroy WHERE key_id = ?'

/**
 * The key to seal the next version of a text with: its youngest. One that is about to be destroyed seals nothing more, which is why this
 * is asked in the transaction that saves.
 */
export function keyToSealWith(
  tx: ConfidentialDb,
  { dataKeys, keyring }: DataKeys,
  text: VersionedText,
): Outcome<DataKey, SealProblem> {
  const textId = keyTextOf(text)
  const id = keyIdsOfText(dataKeys, text.record, textId).find((one) => prepared(tx, DOOMED).get(one) === undefined)
  return id === undefined ? refused('locked') : dataKeyById(dataKeys, keyring, text.record, textId, id)
}

/** Seals a text, padded, with everything it is bound to. */
export function sealContent(key: DataKey, binding: ReadonlyArray<string>, text: string): Sealed {
  return encryptPadded(key.secret, key.id, binding, Buffer.from(text)) as Sealed
}

/** What was sealed with this binding, by the key that its envelope names. For this folder alone: whoever else reads opens by a proof. */
export function contentOf(
  { dataKeys, keyring }: DataKeys,
  text: VersionedText,
  binding: ReadonlyArray<string>,
  sealed: Sealed,
): Outcome<Buffer, SealProblem> {
  const keyId = keyIdOf(sealed)
  if (keyId === null) return refused('damaged')
  const key = dataKeyById(dataKeys, keyring, text.record, keyTextOf(text), keyId)
  if (!key.ok) return key
  const content = decrypt(key.value.secret, binding, sealed)
  return content ? done(content) : refused('damaged')
}
