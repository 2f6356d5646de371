import { labelInLetters } from './punycode.ts'

const LONGEST_LINK = 500
/** White space, control characters, and what cannot be seen or turns the order of letters. */
const UNSEEN = /[\s\p{C}\p{Zl}\p{Zp}]/u
const NOT_IN_LINKS = /[<>"`\\^{|}]/
/** Of a name on the internet: two labels or more, of which the last is no number, so no address of a machine. */
const HOST = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$/
/** Names that lead to the reader's own machine or network. */
const OF_THE_HOUSE = /(?:^|\.)(?:localhost|local|internal|lan|home|corp|intranet|test|invalid|onion|home\.arpa)$/

/** Why a link is refused. */
export type LinkProblem = 'link-not-https' | 'link-host' | 'link-unreadable' | 'link-too-long'
/** A link as it is stored, and its host as a page shows it. */
export type CheckedLink = { readonly href: string; readonly host: string }

/** The host in letters where all of them are Latin; as `xn--…` where others could look like them. */
export function shownHost(host: string): string {
  const letters = host.split('.').map(labelInLetters).join('.')
  return /^[\p{Script=Latin}\p{Nd}.-]+$/u.test(letters) ? letters : host
}

/**
 * Checks a link that somebody gave: an https address of a named host, with no name or password in it and no port of its own, at most 500
 * characters. What is missing a scheme is taken as https. Pure; nothing is looked up.
 */
export function checkedLink(text: string): { ok: true; value: CheckedLink } | { ok: false; problem: LinkProblem } {
  const typed = text.trim()
  if (typed.length > LONGEST_LINK) return { ok: false, problem: 'link-too-long' }
  if (typed === '' || UNSEEN.test(typed) || NOT_IN_LINKS.test(typed) || !typed.isWellFormed())
    return { ok: false, problem: 'link-unreadable' }
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(typed)?.[1]?.toLowerCase()
  const isBare = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[/?#]|$)/u.test(typed)
  if (scheme !== 'https' && !(scheme === undefined && isBare)) return { ok: false, problem: 'link-not-https' }
  const whole = scheme === undefined ? `https://${typed}` : typed
  // With one or three slashes a browser mends an address; a reader of the file would not.
  if (!/^https:\/\/[^/]/i.test(whole) || !URL.canParse(whole)) return { ok: false, problem: 'link-unreadable' }
  const { href, username, password, port, hostname } = new URL(whole)
  const authority = /^https:\/\/([^/?#]*)/i.exec(whole)?.[1] ?? ''
  if (username || password || port || /[@:%]/.test(authority)) return { ok: false, problem: 'link-host' }
  if (!HOST.test(hostname) || OF_THE_HOUSE.test(hostname)) return { ok: false, problem: 'link-host' }
  if (hostname.split('.').some((label) => labelInLetters(label) === null)) return { ok: false, problem: 'link-host' }
  return href.length > LONGEST_LINK
    ? { ok: false, problem: 'link-too-long' }
    : { ok: true, value: { href, host: shownHost(hostname) } }
}
