import type { CareerStage, StaffCategory } from '../vocabulary.ts'
import type { ColumnId } from './columns.ts'

/** What can be wrong with a row; each has a sentence in locales/{nl,en}/server/operator.json. */
export const ROW_PROBLEMS = [
  'too-many-cells',
  'missing',
  'too-long',
  'formula',
  'wrong-number',
  'wrong-organisation',
  'not-an-email',
  'unknown-unit',
  'unclear-unit',
  'unknown-category',
  'not-a-date',
  'far-date',
  'end-before-start',
  'double',
  'contradiction',
  'own-manager',
  'other-row',
] as const
export type RowProblemCode = (typeof ROW_PROBLEMS)[number]

/**
 * One thing wrong with a row. `staffNumber` only where it can be read as one. `value` is what stood there, never a name or an address:
 * what a command says ends up in logs. `other` is the row it clashes with.
 */
export type RowProblem = {
  line: number
  staffNumber: string | null
  /** Whose number it is, where that could be read. */
  homeOrganisation?: string | null
  column: ColumnId | null
  code: RowProblemCode
  value?: string
  other?: number
}

/** A row that reads well. What its file has no column for is undefined, and stays as it is; what is empty is null, and is cleared. */
export type PersonRow = {
  line: number
  homeOrganisation: string | null
  staffNumber: string
  name: string
  email?: string | null
  unitId: string
  staffCategory: StaffCategory
  careerStage?: CareerStage | null
  startsOn: string
  endsOn?: string | null
  managerNumber?: string | null
}

/** Somebody of an HR file: a number is unique within one organisation. Null is a portal that names no organisation. */
export type RowKey = { homeOrganisation: string | null; staffNumber: string }

/** The key as one text. */
export function keyText({ homeOrganisation, staffNumber }: RowKey): string {
  return `${homeOrganisation ?? ''} ${staffNumber}`
}

export const PEOPLE_FILE_PROBLEMS = ['no-columns', 'same-columns', 'too-many-rows'] as const
export type PeopleFileProblemCode = (typeof PEOPLE_FILE_PROBLEMS)[number]
