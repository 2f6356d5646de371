import { brandNow } from '#app/features/portal/brand.server.ts'
import { portalName } from '#app/platform/portal/settings.server.ts'

/** Lets the portal be pinned like an application. */
export function loader() {
  const name = portalName()
  const manifest = {
    name,
    short_name: name,
    start_url: '/',
    display: 'minimal-ui',
    background_color: '#fbfaf7',
    theme_color: brandNow().themeColour?.light ?? '#0f4c5c',
    icons: [{ src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml' }],
  }
  return new Response(JSON.stringify(manifest), { headers: { 'Content-Type': 'application/manifest+json' } })
}
