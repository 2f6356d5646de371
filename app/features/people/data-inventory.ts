import { OF_A_PERSON, OF_A_SIGN_IN, SECRET, TECHNICAL } from '#app/platform/inventory/facts.ts'
import { type Facts, type Line, tableLines } from '#app/platform/inventory/line.ts'

const under = (part: string): Facts => ({ ...OF_A_PERSON, export: { under: part } })

export const PEOPLE_LINES: ReadonlyArray<Line> = [
  ...tableLines(
    'koers',
    'people',
    OF_A_PERSON,
    'id handle name email language home_organisation staff_number epoch disabled_at created_at updated_at',
    { epoch: TECHNICAL },
  ),
  ...tableLines('koers', 'identities', under('identities'), 'issuer subject person_id home_organisation created_at', {
    subject: { seenBy: ['nobody'] },
  }),
  // What the service says of somebody of whom the portal does not know yet whether they are this person.
  ...tableLines(
    'koers',
    'held_sign_ins',
    {
      ...under('heldSignIns'),
      purpose: 'sign-in',
      from: 'last-change',
      seenBy: ['administrator', 'operations'],
    },
    'number issuer subject person_id name email home_organisation staff_number is_somebody_else first_at last_at',
    { number: TECHNICAL, subject: { seenBy: ['nobody'] } },
  ),
  ...tableLines('koers', 'person_aliases', under('merged'), 'alias_id into_id person_id merged_by merged_at moved', {
    moved: TECHNICAL,
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
  ...tableLines(
    'auth',
    'auth_sessions',
    OF_A_SIGN_IN,
    'hash id person_id epoch method assured device created_at seen_at ends_at replaced_at confirmed_at sid',
    { hash: SECRET, epoch: TECHNICAL, replaced_at: TECHNICAL, sid: SECRET },
  ),
  // Of somebody who is on their way to sign in: the portal does not know yet who.
  ...tableLines(
    'auth',
    'sign_in_flows',
    { ...OF_A_SIGN_IN, ...SECRET, level: 'internal', from: 'creation' },
    'hash state nonce verifier step_up go_to started_at ends_at',
  ),
  ...tableLines('auth', 'sign_in_flows', { ...OF_A_SIGN_IN, ...TECHNICAL, from: 'creation' }, 'person_id'),
  // Which messages of the sign-in service, that somebody signed out there, were carried out.
  ...tableLines(
    'auth',
    'logout_tokens',
    { ...OF_A_SIGN_IN, ...SECRET, level: 'internal', from: 'creation' },
    'hash ends_at',
  ),
]
