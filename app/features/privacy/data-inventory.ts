import { OF_A_PERSON, SECRET } from '#app/platform/inventory/facts.ts'
import { type Facts, type Line, tableLines } from '#app/platform/inventory/line.ts'
import { ACCESS_NEEDS } from './access-needs-rules.ts'

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
const KEY_COLUMNS = 'id dossier_type dossier_id wrapped wrapped_by created_at'

export const PRIVACY_LINES: ReadonlyArray<Line> = [
  ...tableLines('data-keys', 'data_keys', A_KEY, KEY_COLUMNS),
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
    { ...OF_A_DOSSIER, purpose: 'access-needs', export: { under: 'accessNeeds' }, erase: 'destroy-key' },
    'dossier_id arrangement updated_at',
    { arrangement: { level: 'confidential' } },
  ),
  ...tableLines('koers', 'data_keys', A_KEY, KEY_COLUMNS),
  ...tableLines(
    'koers',
    'access_needs',
    {
      ...OF_A_PERSON,
      purpose: 'access-needs',
      keep: 'P1Y',
      from: 'last-change',
      export: { under: 'accessNeeds' },
      erase: 'destroy-key',
      seenBy: ['self'],
    },
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
