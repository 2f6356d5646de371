import { allow } from '#app/access/actor.ts'
import { idOfHandle } from '#app/features/people/find-person.server.ts'
import { readPerson } from '#app/features/people/read-person.server.ts'
import { saveAccessNeeds } from '#app/features/privacy/save-access-needs.server.ts'
import type { Keyring } from '#app/platform/crypto/keyring.server.ts'
import type { Tx } from '#db/transaction.server.ts'
import type { DemoPerson } from './demo-people.server.ts'

/** Keeps what demo people need to take part, each as themselves, by the same verb as the page. Without keys it keeps nothing; throws when a text does not fit. */
export function seedAccessNeeds(tx: Tx, keyring: Keyring, list: ReadonlyArray<DemoPerson>, now: Date): void {
  if (keyring.keys.length === 0) return
  for (const { handle, accessNeeds } of list) {
    if (accessNeeds === undefined) continue
    const known = readPerson(tx, idOfHandle(tx, handle) ?? '', now)
    if (!known) throw new Error(`demo person ${handle} is not there`)
    const kept = saveAccessNeeds(tx, keyring, allow(known.person, 'access-needs.save-own'), accessNeeds, now)
    if (!kept.ok) throw new Error(`what demo person ${handle} needs: ${kept.problem}`)
  }
}
