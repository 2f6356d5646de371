import { paths } from '#app/paths.ts'
import { publicOrigin } from '#app/platform/http/origin.server.ts'

/** Search engines may read the offer; searches, saved offers and forms are not for them. */
export function loader() {
  const hidden = ['/*/saved', '/*/wish', '/*/suggest', '/*?*q='].map((path) => `Disallow: ${path}`)
  return new Response(['User-agent: *', ...hidden, `Sitemap: ${publicOrigin()}${paths.sitemap()}`, ''].join('\n'), {
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  })
}
