import type { Actor } from '#app/access/actor.ts'
import type { AuditAction } from '#app/platform/audit/event.ts'
import type { AuditEntry } from '#app/platform/audit/record-audit.server.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { oneOf, someOf } from './random.ts'

const ACTIONS: ReadonlyArray<AuditAction> = ['person.add', 'role.grant', 'role.end', 'person.disable', 'identity.add']
const FIELDS = ['employee', 'advisor', 'language', 'name', 'email']
const WORDS = ['op', 'eigen', 'verzoek', 'gestart', 'per', '1', 'maart', 'ø', '“zo”', '\u{1f600}']
const ACTORS: ReadonlyArray<Actor> = [
  { id: 'system:seed', grants: [], system: 'seed' },
  { id: 'a', grants: [{ role: 'administrator', unitId: null, providerId: null }], system: null },
  {
    id: 'b',
    grants: [
      { role: 'employee', unitId: null, providerId: null },
      { role: 'hr-publisher', unitId: 'law', providerId: null },
    ],
    system: null,
  },
]

/** An act that could be told, made up: with or without a subject, fields and a reason. */
export function randomAct(random: () => number): AuditEntry {
  return {
    action: oneOf(random, ACTIONS),
    object: { type: oneOf(random, ['person', 'role-grant']), id: `o${Math.floor(random() * 1e9)}` },
    subjectId: random() < 0.7 ? oneOf(random, ['a', 'b', 'c']) : null,
    fields: someOf(random, FIELDS, 0.3),
    ...(random() < 0.5 ? { reason: `${someOf(random, WORDS, 0.6).join(' ')} ${Math.floor(random() * 1e9)}` } : {}),
    ...(random() < 0.2 ? { result: 'refused' as const } : {}),
  }
}

/** Tells so many made-up acts, some of them together in one transaction, each a minute after the one before. */
export function tellRandomActs(db: Db, random: () => number, count: number, from: Date): void {
  let told = 0
  while (told < count) {
    const together = Math.min(count - told, 1 + Math.floor(random() * 4))
    inTransaction(db, (tx) => {
      for (let n = 0; n < together; n++, told++)
        recordAudit(tx, oneOf(random, ACTORS), randomAct(random), new Date(Number(from) + told * 60_000))
    })
  }
}
