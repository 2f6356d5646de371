import type { DeclaredAction } from '#app/access/audit-visibility.ts'
import type { Resources } from '#app/i18n/resources.server.ts'

type Acts = Resources['log']['act']

/** What has a sentence in both languages, under `log.act` of its feature. */
type Sentence = { [R in keyof Acts & string]: `${R}.${keyof Acts[R] & string}` }[keyof Acts & string]

/** What can be told, as `record.verb`: each has its sentence, and its feature says who may see it (`…_AUDIT` in its vocabulary), or it does not compile. */
export type AuditAction = Extract<Sentence, DeclaredAction>

/** One event of the audit log as its hash covers it: everything but the reason, of which only the hash counts. */
export type AuditEvent = {
  seq: number
  at: number
  operationId: string
  actorId: string
  actorRoles: string
  action: string
  objectType: string
  objectId: string
  subjectId: string | null
  fields: string
  ground: string
  result: 'done' | 'refused'
  /** Empty for an event without a reason. */
  payloadHash: string
  previousHash: string
}
