import { allow } from '#app/access/actor.ts'
import { idOfHandle } from '#app/features/people/find-person.server.ts'
import { readPerson } from '#app/features/people/read-person.server.ts'
import { saveAccessNeeds } from '#app/features/privacy/save-access-needs.server.ts'
import type { PortalFiles } from '#app/platform/crypto/confidential-files.ts'
import type { Keyring } from '#app/platform/crypto/keyring.server.ts'
import { readFact, writeFact } from '#app/platform/portal/facts.server.ts'
import type { Tx } from '#db/transaction.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import type { DemoPerson } from './demo-people.server.ts'

/** Keeps what demo people need to take part, each as themselves, by the same verb as the page. Without keys it keeps nothing; throws when a text does not fit. */
export function seedAccessNeeds(
  files: PortalFiles,
  keyring: Keyring,
  list: ReadonlyArray<DemoPerson>,
  now: Date,
): void {
  if (keyring.keys.length === 0) return
  for (const { handle, accessNeeds } of list) {
    if (accessNeeds === undefined) continue
    const known = readPerson(files.db, idOfHandle(files.db, handle) ?? '', now)
    if (!known) throw new Error(`demo person ${handle} is not there`)
    const kept = saveAccessNeeds(files, keyring, allow(known.person, 'access-needs.save-own'), accessNeeds, now)
    if (!kept.ok) throw new Error(`what demo person ${handle} needs: ${kept.problem}`)
  }
}

const TO_SEED = 'demo.access-needs'

/** Notes with the people of the demo that what they need is still to be written: it stands in another file. */
export function leaveAccessNeedsToSeed(tx: Tx): void {
  writeFact(tx, TO_SEED, 'to-seed')
}

/** Writes what demo people need, once, after they are there. Cut off, it is done again at the next start; without keys it waits for them. */
export function prepareDemoAccessNeeds(
  files: PortalFiles,
  keyring: Keyring,
  list: ReadonlyArray<DemoPerson>,
  now: Date,
): void {
  if (readFact(files.db, TO_SEED) !== 'to-seed' || keyring.keys.length === 0) return
  seedAccessNeeds(files, keyring, list, now)
  inTransaction(files.db, (tx) => writeFact(tx, TO_SEED, 'seeded'))
}
