import { settings } from '#app/platform/env.server.ts'

/** Lets the portal be pinned like an application. */
export function loader() {
  const { KOERS_NAME } = settings()
  const manifest = {
    name: KOERS_NAME,
    short_name: KOERS_NAME,
    start_url: '/',
    display: 'minimal-ui',
    background_color: '#fbfaf7',
    theme_color: '#0f4c5c',
    icons: [{ src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml' }],
  }
  return new Response(JSON.stringify(manifest), { headers: { 'Content-Type': 'application/manifest+json' } })
}
