import { stripBlanks } from './header-values.ts'

export type CookiePair = { readonly name: string; readonly value: string }

function isPrintableAscii(text: string): boolean {
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place)
    if (code < 0x20 || code > 0x7e) return false
  }
  return true
}

/**
 * The one parser of the Cookie header: split on `;`, only spaces and tabs stripped, everything before the first `=` is the name. A pair with
 * a byte outside printable ASCII is counted as `skipped` and never matches a name: a sibling host can plant such a pair past `__Host-`.
 */
export function parseCookies(header: string | null | undefined): { pairs: ReadonlyArray<CookiePair>; skipped: number } {
  const pairs: CookiePair[] = []
  let skipped = 0
  for (const raw of header ? header.split(';') : []) {
    const part = stripBlanks(raw)
    if (part === '') continue
    if (!isPrintableAscii(part)) {
      skipped++
      continue
    }
    const equals = part.indexOf('=')
    // Browsers send a cookie without a name as its bare value.
    if (equals < 0) pairs.push({ name: '', value: part })
    else pairs.push({ name: stripBlanks(part.slice(0, equals)), value: stripBlanks(part.slice(equals + 1)) })
  }
  return { pairs, skipped }
}

/** The value of the cookie with exactly this name; null when there is none, or more than one. */
export function cookieValue(header: string | null | undefined, name: string): string | null {
  const found = parseCookies(header).pairs.filter((pair) => pair.name === name)
  return found.length === 1 ? (found[0]?.value ?? null) : null
}
