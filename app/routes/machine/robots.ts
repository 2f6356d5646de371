import { paths } from '#app/paths.ts'
import { publicOrigin } from '#app/platform/http/origin.server.ts'

const HIDDEN = [
  '/*/saved',
  '/*/calendar?',
  '/*/calendar/subscribe',
  '/calendar/feed',
  '/*/wish',
  '/*/suggest',
  '/*?*q=',
  '/*/my',
  '/*/desk',
  '/*/sign-in',
  '/sign-in',
  '/sign-out',
]

/** Search engines may read the offer, and no searches, saved offers, forms, sign-in or pages behind it. */
export function loader() {
  const hidden = HIDDEN.map((path) => `Disallow: ${path}`)
  return new Response(['User-agent: *', ...hidden, `Sitemap: ${publicOrigin()}${paths.sitemap()}`, ''].join('\n'), {
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  })
}
