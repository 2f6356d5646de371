/** A form that came after its sign-in had ended: what was in it, so that it can be sent once more. */
export type TypedForm = {
  /** Where it goes: a page of the portal. */
  action: string
  fields: ReadonlyArray<readonly [name: string, value: string]>
  /** The names of the fields somebody typed in; the others belong to the form. */
  typed: ReadonlyArray<string>
}

/** What somebody typed in these fields of a form; null when they typed nothing, so that there is nothing to lose. */
export function typedIn(form: FormData | null, typed: ReadonlyArray<string>, action: string): TypedForm | null {
  const fields = [...(form ?? [])].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  )
  const isTyped = fields.some(([name, value]) => typed.includes(name) && value.trim() !== '')
  return isTyped ? { action, fields, typed } : null
}

/** The typed form in the data of an answer 401, as the page that shows it reads it. */
export function readTypedForm(data: unknown): TypedForm | null {
  if (typeof data !== 'object' || data === null || !('typedForm' in data)) return null
  return (data as { typedForm: TypedForm }).typedForm
}
