import { createHash } from 'node:crypto'
import { paths } from '#app/paths.ts'
import { readFact } from '#app/platform/portal/facts.server.ts'
import { PORTAL_KEYS, type PortalSettings, portalSettings } from '#app/platform/portal/settings.server.ts'
import type { Db } from '#db/open.server.ts'
import { brandTokensFor, styleSheet } from './brand-colours.ts'

/** What is a university's own: a stylesheet over the standard one, what a phone paints its bars with, and a logo. Nothing where it is standard. */
export type Brand = {
  readonly css: string
  readonly version: string
  readonly href: string | null
  readonly themeColour: { readonly light: string; readonly dark: string } | null
  readonly logo: { readonly href: string; readonly width: number; readonly height: number } | null
}

/** The brand of these settings. */
export function brandOf({ brand, accent, logo }: PortalSettings): Brand {
  const tokens = brandTokensFor({ brand, accent })
  const css = styleSheet(tokens)
  const version = createHash('sha256').update(css).digest('hex').slice(0, 16)
  const { brand: light } = tokens.light
  const { 'brand-tint': dark } = tokens.dark
  return {
    css,
    version,
    href: css ? paths.brandColours(version) : null,
    themeColour: light && dark ? { light, dark } : null,
    logo: logo && { href: paths.brandLogo(logo.version), width: logo.width, height: logo.height },
  }
}

const made = new WeakMap<PortalSettings, Brand>()

/** The brand as it is now; worked out once after each change. */
export function brandNow(): Brand {
  const settings = portalSettings()
  let brand = made.get(settings)
  if (!brand) {
    brand = brandOf(settings)
    made.set(settings, brand)
  }
  return brand
}

/** The picture of the logo, as it was written anew when it came in. */
export function findLogo(db: Db): { png: Buffer; version: string } | undefined {
  // The version stands beside the picture, so that the two always belong together.
  const [version, picture] = readFact(db, PORTAL_KEYS.logo)?.split(' ') ?? []
  return version && picture ? { png: Buffer.from(picture, 'base64'), version } : undefined
}

/** How long a browser keeps it: for ever under the address of its own version, not at all under any other. */
export function lifetimeOf(request: Request, version: string): string {
  const isOwn = new URL(request.url).searchParams.get('v') === version
  return isOwn ? 'public, max-age=31536000, immutable' : 'no-store'
}
