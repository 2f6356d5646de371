import type { Allowed } from '#app/access/actor.ts'
import type { DataKeyStore } from '#db/data-keys-store.server.ts'
import type { Sealed } from '#db/schema/sealed.ts'
import { done, type Outcome, refused } from '../outcome.ts'
import { type DataKey, type Dossier, dataKeyOf, type SealProblem } from './data-keys.server.ts'
import { decrypt, encryptPadded, keyIdOf } from './envelope.server.ts'
import type { Keyring } from './keyring.server.ts'

export type { SealProblem }

/** Where confidential text of before there were versions stands, and whose it is. Text that was sealed for one place opens in no other. */
export type Place = {
  readonly table: string
  readonly column: string
  readonly row: string
  /** The person it is about, by id. */
  readonly subject: string
  /** A number of this version, such as the moment of its last change: an older text put back does not open. */
  readonly version?: number
  readonly dossier: Dossier
}

function bindingOf({ table, row, column, subject, version, dossier }: Place): string[] {
  return [table, row, column, subject, String(version ?? ''), dossier.type, dossier.id]
}

/** Seals a text as it was done before there were versions: what is kept today is saved by `saveText` (versions.server.ts), behind a proof. */
export function sealText(key: DataKey, place: Place, text: string): Sealed {
  return encryptPadded(key.secret, key.id, bindingOf(place), Buffer.from(text)) as Sealed
}

function contentOf(store: DataKeyStore, keyring: Keyring, place: Place, sealed: Sealed): Outcome<Buffer, SealProblem> {
  const key = dataKeyOf(store, keyring, place.dossier)
  if (!key.ok) return key
  if (keyIdOf(sealed) !== key.value.id) return refused('damaged')
  const content = decrypt(key.value.secret, bindingOf(place), sealed)
  return content ? done(content) : refused('damaged')
}

/** Whether what was sealed for this place would open. It shows nothing of it, so it is no reading. */
export function wouldOpen(
  store: DataKeyStore,
  keyring: Keyring,
  _actor: Allowed<'keys.manage'>,
  place: Place,
  sealed: Sealed,
): 'open' | SealProblem {
  const content = contentOf(store, keyring, place, sealed)
  return content.ok ? 'open' : content.problem
}
