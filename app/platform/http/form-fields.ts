/** The fields of a form as one text each; null when there is no form, a name comes twice, or a file is among them: no form of the portal sends such. */
export function fieldsOf(form: FormData | null): Record<string, string> | null {
  if (!form) return null
  const fields = new Map<string, string>()
  for (const [name, value] of form) {
    if (typeof value !== 'string' || fields.has(name)) return null
    fields.set(name, value)
  }
  return Object.fromEntries(fields)
}
