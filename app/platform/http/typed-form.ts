/** A form that was not carried out because its sign-in had ended, or because it asks for a fresh proof of who sends it: what was in it. */
export type TypedForm = {
  why: 'ended' | 'confirm'
  /** Whether it waits on the server, and comes back by itself after the sign-in; else it has to be sent once more from this page. */
  waits: boolean
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
