import { type Facts, type Line, tableLines } from '../inventory-line.ts'

const PERSON: Facts = {
  purpose: 'account',
  level: 'personal',
  keep: 'P30D',
  from: 'end-of-employment',
  export: { under: 'account' },
  erase: 'delete',
  seenBy: ['self', 'administrator'],
}

/** Numbers and marks that say nothing of somebody. */
const TECHNICAL = { export: { not: 'technical' }, seenBy: ['nobody'] } as const satisfies Partial<Facts>

const under = (part: string): Facts => ({ ...PERSON, export: { under: part } })

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

const SIGN_IN: Facts = {
  purpose: 'sign-in',
  level: 'personal',
  keep: 'P1D',
  from: 'end-of-sign-in',
  export: { under: 'signIns' },
  erase: 'delete',
  seenBy: ['self'],
}
const SECRET = { export: { not: 'secret' }, seenBy: ['nobody'] } as const satisfies Partial<Facts>

export const PEOPLE_LINES: ReadonlyArray<Line> = [
  ...tableLines(
    'koers',
    'people',
    PERSON,
    'id handle name email language staff_number epoch disabled_at created_at updated_at',
    { epoch: TECHNICAL },
  ),
  ...tableLines('koers', 'identities', under('identities'), 'issuer subject person_id home_organisation created_at', {
    subject: { seenBy: ['nobody'] },
  }),
  ...tableLines(
    'koers',
    'affiliations',
    under('affiliations'),
    'id person_id unit_id staff_category career_stage manager_id starts_on ends_on source',
  ),
  ...tableLines(
    'koers',
    'role_grants',
    under('roles'),
    'id person_id role unit_id provider_id starts_on ends_on granted_by created_at',
  ),
  ...tableLines(
    'koers',
    'relations',
    under('relations'),
    'id person_id relation record_type record_id starts_at ends_at created_at',
  ),
]

export const ACCESS_LOG_LINES: ReadonlyArray<Line> = [
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

export const SIGN_IN_LINES: ReadonlyArray<Line> = [
  ...tableLines(
    'auth',
    'auth_sessions',
    SIGN_IN,
    'hash id person_id epoch method assured device created_at seen_at ends_at replaced_at',
    { hash: SECRET, epoch: TECHNICAL, replaced_at: TECHNICAL },
  ),
  // Of somebody who is on their way to sign in: the portal does not know yet who.
  ...tableLines(
    'auth',
    'sign_in_flows',
    { ...SIGN_IN, ...SECRET, level: 'internal', from: 'creation' },
    'hash state nonce verifier step_up go_to started_at ends_at',
  ),
  ...tableLines('auth', 'sign_in_flows', { ...SIGN_IN, ...TECHNICAL, from: 'creation' }, 'person_id'),
  ...tableLines('auth', 'attempts', { ...SIGN_IN, ...TECHNICAL, from: 'creation' }, 'what who until'),
  ...tableLines('auth', 'salts', { ...SIGN_IN, ...SECRET, level: 'internal', from: 'creation' }, 'day salt'),
]

export const CONFIDENTIAL_LINES: ReadonlyArray<Line> = [
  ...tableLines(
    'koers',
    'data_keys',
    { ...PERSON, ...SECRET, purpose: 'encryption', keep: 'P0D', from: 'removal' },
    'id dossier_type dossier_id wrapped wrapped_by created_at',
  ),
  ...tableLines(
    'koers',
    'access_needs',
    {
      ...PERSON,
      purpose: 'access-needs',
      keep: 'P1Y',
      from: 'last-change',
      export: { under: 'accessNeeds' },
      erase: 'destroy-key',
      seenBy: ['self'],
    },
    'person_id arrangement updated_at',
    { arrangement: { level: 'confidential' } },
  ),
]
