import { OF_A_PERSON, SECRET } from '#app/platform/inventory/facts.ts'
import { type Line, tableLines } from '#app/platform/inventory/line.ts'
import { ACCESS_NEEDS } from './access-needs-rules.ts'

export const PRIVACY_LINES: ReadonlyArray<Line> = [
  ...tableLines(
    'koers',
    'data_keys',
    { ...OF_A_PERSON, ...SECRET, purpose: 'encryption', keep: 'P0D', from: 'removal' },
    'id dossier_type dossier_id wrapped wrapped_by created_at',
  ),
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
