/** Everything that ends a line somewhere, or that nobody sees: none of it belongs in a header. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what goes
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g
const LONGEST_LOCAL = 64
const LONGEST_ADDRESS = 254
const LONGEST_HEADER = 200
/** What a university gives out as an address. Anything with quotes, comments, routes or a second @ is none. */
const ADDRESS =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*$/

/** Whether a mail can go to this address, and to nobody else by it. */
export function isMailAddress(text: string): boolean {
  return text.length <= LONGEST_ADDRESS && text.indexOf('@') <= LONGEST_LOCAL && ADDRESS.test(text)
}

/** Text as a header can hold it: one line, without signs that cannot be seen, at most 200 characters. */
export function headerText(text: string): string {
  // An encoded word would be read as what it encodes.
  const line = text.toWellFormed().replace(UNSEEN, ' ').replaceAll('=?', '= ?').replace(/\s+/g, ' ').trim()
  const signs = [...line]
  return signs.length <= LONGEST_HEADER ? line : `${signs.slice(0, LONGEST_HEADER - 1).join('')}…`
}

/** A line of a text: what breaks lines breaks them here, and what cannot be seen goes. */
export function bodyText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .split('\n')
    .map((line) => line.replace(UNSEEN, ' ').trimEnd())
    .join('\n')
}
