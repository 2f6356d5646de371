import { createHash } from 'node:crypto'
import { publicOrigin } from './origin.server.ts'

/** Where browsers tell that a page broke its policy. */
export const REPORTS = '/csp-report'

/** The policy of a page: nothing from elsewhere, no inline styles, and only the scripts that `scriptSources` names. Icons are masks with `data:` addresses. */
export function contentSecurityPolicy(scriptSources: ReadonlyArray<string>, dev = false): string {
  return [
    "default-src 'none'",
    `script-src ${["'self'", ...scriptSources].join(' ')}`,
    `style-src 'self'${dev ? " 'unsafe-inline'" : ''}`,
    "img-src 'self' data:",
    "media-src 'self'",
    "font-src 'self'",
    `connect-src 'self'${dev ? ' ws:' : ''}`,
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(publicOrigin().startsWith('https:') ? ['upgrade-insecure-requests'] : []),
    `report-uri ${REPORTS}`,
  ].join(';')
}

/**
 * A rendered page that can be sent again: its own inline scripts, known by the nonce that only this rendering had, are named
 * in the policy by their hash, and the nonce is taken out. A script that got in by any other way has no nonce and no hash.
 */
export function withHashedScripts(html: string, nonce: string): { html: string; policy: string } {
  const attribute = ` nonce="${nonce}"`
  const hashes = new Set<string>()
  for (const [, attributes = '', script = ''] of html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)) {
    if (!attributes.includes(attribute) || / src=/.test(attributes)) continue
    hashes.add(`'sha256-${createHash('sha256').update(script).digest('base64')}'`)
  }
  return { html: html.replaceAll(attribute, ''), policy: contentSecurityPolicy([...hashes]) }
}
