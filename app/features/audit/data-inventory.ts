import { TECHNICAL } from '#app/platform/inventory/facts.ts'
import { type Facts, type Line, tableLines } from '#app/platform/inventory/line.ts'

const EVENT: Facts = {
  purpose: 'access-log',
  level: 'personal',
  keep: 'P24M',
  from: 'event',
  export: { under: 'accessLog' },
  // The event stays, so that the chain stays whole; once a person is erased its ids lead to nobody.
  erase: 'unlink',
  seenBy: ['self', 'administrator'],
}

export const AUDIT_LINES: ReadonlyArray<Line> = [
  ...tableLines(
    'koers',
    'audit_events',
    EVENT,
    `seq at operation_id actor_id actor_roles action object_type object_id subject_id fields ground result payload_hash previous_hash
    hash`,
    { payload_hash: TECHNICAL, previous_hash: TECHNICAL, hash: TECHNICAL },
  ),
  ...tableLines('koers', 'audit_payloads', { ...EVENT, erase: 'blank' }, 'seq salt reason', { salt: TECHNICAL }),
]
