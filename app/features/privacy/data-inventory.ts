import { CONFIDENTIAL_EVENTS_KEPT, CONFIDENTIAL_HEADS_KEPT } from '#app/platform/confidential-log/kept.ts'
import { OF_A_PERSON, OF_THE_PORTAL, SECRET, TECHNICAL } from '#app/platform/inventory/facts.ts'
import { type Facts, type Line, tableLines } from '#app/platform/inventory/line.ts'
import { ACCESS_NEEDS, ARRANGEMENT } from './access-needs-rules.ts'

const A_KEY: Facts = { ...OF_A_PERSON, ...SECRET, purpose: 'encryption', keep: 'P0D', from: 'removal' }
/** Of a dossier that is open: it goes with the dossier. */
const OF_A_DOSSIER: Facts = {
  ...OF_A_PERSON,
  purpose: 'dossiers',
  keep: 'P0D',
  from: 'removal',
  export: { under: 'dossiers' },
  seenBy: ['self'],
}
/** What the confidential log says outlives its dossier for a while, and is seen by nobody but the person. */
const OF_THE_CONFIDENTIAL_LOG: Facts = {
  ...OF_A_PERSON,
  purpose: 'access-log',
  keep: CONFIDENTIAL_EVENTS_KEPT,
  from: 'end-of-record',
  export: { under: 'confidentialLog' },
  seenBy: ['self'],
}
/** Hashes under salts: who has them finds nothing out by trying. */
const OF_THE_CHAIN: Facts = { ...OF_THE_PORTAL, ...TECHNICAL, purpose: 'access-log' }
const KEY_COLUMNS = 'id dossier_type dossier_id wrapped wrapped_by created_at'

export const PRIVACY_LINES: ReadonlyArray<Line> = [
  ...tableLines('data-keys', 'data_keys', A_KEY, `${KEY_COLUMNS} text_id`),
  ...tableLines('confidential', 'dossiers', OF_A_DOSSIER, 'id type subject_id created_at closed_at'),
  ...tableLines(
    'confidential',
    'dossier_relations',
    OF_A_DOSSIER,
    'id dossier_id person_id relation starts_at ends_at created_at',
  ),
  ...tableLines(
    'confidential',
    'erasures',
    { ...OF_A_DOSSIER, ...SECRET },
    'dossier_id dossier_type subject_id marked_at',
  ),
  ...tableLines(
    'confidential',
    'access_needs',
    {
      ...OF_A_DOSSIER,
      purpose: 'access-needs',
      keep: 'P1Y',
      from: 'last-change',
      export: { under: 'accessNeeds' },
      erase: 'destroy-key',
    },
    'dossier_id arrangement updated_at version_number previous_hash saved_by struck_at',
    {
      arrangement: {
        level: 'confidential',
        sealedAt: { versions: ARRANGEMENT, dossier: [ACCESS_NEEDS, 'dossier_id'] },
      },
    },
  ),
  ...tableLines(
    'confidential',
    'confidential_events',
    OF_THE_CONFIDENTIAL_LOG,
    `seq at operation_id actor_id actor_roles action record_type record_id subject_id fields ground reason came_by result text_id version
    version_hash salt`,
    { text_id: TECHNICAL, version_hash: TECHNICAL, salt: TECHNICAL },
  ),
  ...tableLines('confidential', 'confidential_links', OF_THE_CHAIN, 'seq leaf previous_hash hash'),
  ...tableLines(
    'confidential',
    'confidential_heads',
    { ...OF_THE_CHAIN, keep: CONFIDENTIAL_HEADS_KEPT, from: 'creation', erase: 'delete' },
    'digest salt seq at',
  ),
  ...tableLines('confidential', 'keys_to_destroy', { ...OF_THE_CHAIN, purpose: 'encryption' }, 'key_id marked_at'),
  // Where they stood before they had a file of their own: empty since the first start that moved them (move-to-files.server.ts).
  ...tableLines('koers', 'data_keys', A_KEY, KEY_COLUMNS),
  ...tableLines(
    'koers',
    'access_needs',
    { ...OF_A_DOSSIER, purpose: 'access-needs', export: { under: 'accessNeeds' }, erase: 'destroy-key' },
    'person_id arrangement updated_at',
    {
      arrangement: {
        level: 'confidential',
        sealedAt: {
          row: 'person_id',
          subject: 'person_id',
          version: 'updated_at',
          dossier: [ACCESS_NEEDS, 'person_id'],
        },
      },
    },
  ),
]
