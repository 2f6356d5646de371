const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/
const LONGEST = 255

/**
 * A home organisation as it is compared: a domain name in lower case. ASCII only, looked at before the case is changed, because a
 * look-alike such as the Kelvin sign becomes a `k` in lower case. A dot more or less is another organisation.
 */
export function homeOrganisationOf(text: string): string | null {
  return text.length <= LONGEST && NAME.test(text) ? text.toLowerCase() : null
}
