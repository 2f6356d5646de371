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
  payloadHash: string
  previousHash: string
}
