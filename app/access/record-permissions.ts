import { ENQUIRY_RECORD_RULES } from '#app/features/enquiries/vocabulary.ts'
import { PRIVACY_RECORD_RULES } from '#app/features/privacy/vocabulary.ts'
import type { Permission } from './permissions.ts'
import type { RecordAct, RecordRelation } from './vocabulary.ts'

type Rule = { readonly on: string; readonly carriedBy: ReadonlyArray<RecordRelation>; readonly lets: RecordAct }

/**
 * The permissions about one record, joined from the vocabularies of the features. A permission that is not here opens, seals and erases
 * nothing: which record it is about is then not proven.
 */
export const RECORD_RULES = { ...PRIVACY_RECORD_RULES, ...ENQUIRY_RECORD_RULES } as const satisfies Partial<
  Record<Permission, Rule>
>

type Rules = typeof RECORD_RULES

/** A permission that is about one record. */
export type RecordPermission = keyof Rules

/** The kinds of record that a permission can be about. */
export type RecordType = Rules[RecordPermission]['on']

/** The kind of record that this permission is about. */
export type RecordTypeOf<P extends RecordPermission> = Rules[P]['on']

/** The permissions that let somebody do this with the sealed texts of a record. */
export type PermissionTo<Act extends RecordAct> = {
  [P in RecordPermission]: Rules[P]['lets'] extends Act ? P : never
}[RecordPermission]

/** The rule of a permission, with its lists as wide as any. */
export function recordRuleOf(permission: RecordPermission): Rule {
  return RECORD_RULES[permission]
}
