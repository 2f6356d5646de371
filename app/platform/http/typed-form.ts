/** A form that came after its sign-in had ended: what was in it, so that it can be sent once more. */
export type TypedForm = {
  /** Where it goes: a page of the portal. */
  action: string
  fields: ReadonlyArray<readonly [name: string, value: string]>
  /** The names of the fields somebody typed in; the others belong to the form. */
  typed: ReadonlyArray<string>
}

/** The typed form in the data of an answer 401, as the page that shows it reads it. */
export function readTypedForm(data: unknown): TypedForm | null {
  if (typeof data !== 'object' || data === null || !('typedForm' in data)) return null
  return (data as { typedForm: TypedForm }).typedForm
}
