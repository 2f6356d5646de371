/** A list of things as a field of a draft holds it in JSON; what is no thing is left out, and what cannot be read is an empty list. */
export function thingsIn(json: string | undefined): Array<Record<string, unknown>> {
  try {
    const list: unknown = JSON.parse(json || '[]')
    return Array.isArray(list) ? list.filter((one) => one && typeof one === 'object' && !Array.isArray(one)) : []
  } catch {
    return []
  }
}

/** Whether a field holds nothing, or a list of things and nothing else. */
export function isListOfThings(json: string): boolean {
  try {
    const list: unknown = JSON.parse(json || '[]')
    return Array.isArray(list) && thingsIn(json).length === list.length
  } catch {
    return false
  }
}
