import { randomBytes } from 'node:crypto'

const references = new WeakMap<object, string>()

/** The number of a failed or refused request, for the page and the log: random, so that it says nothing about anybody. */
export function newReference(request: object): string {
  let reference = references.get(request)
  if (!reference) {
    reference = randomBytes(4).toString('hex').toUpperCase()
    references.set(request, reference)
  }
  return reference
}
