import { findSiteMap } from '#app/features/catalogue/site-map.queries.server.ts'
import { guideNames } from '#app/features/guidance/guides.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { publicOrigin } from '#app/platform/http/origin.server.ts'
import { moduleIsOn } from '#app/platform/portal/settings.server.ts'

function entry(pathOf: (language: Language) => string, updatedAt?: number): string {
  const full = (language: Language) => `${publicOrigin()}${pathOf(language)}`
  const twins = (['nl', 'en'] as const)
    .map((one) => `<xhtml:link rel="alternate" hreflang="${one}" href="${full(one)}"/>`)
    .join('')
  const changed = updatedAt ? `<lastmod>${new Date(updatedAt).toISOString()}</lastmod>` : ''
  return (['nl', 'en'] as const).map((one) => `<url><loc>${full(one)}</loc>${changed}${twins}</url>`).join('\n')
}

/** Every public page in both languages. Addresses are made of letters, digits and hyphens, so nothing needs escaping. */
export function loader() {
  const stories = moduleIsOn('stories') || moduleIsOn('guides') ? [paths.stories] : []
  const calendar = moduleIsOn('calendar') ? [paths.calendar] : []
  const pages = [paths.home, paths.catalogue, ...calendar, ...stories].map((pathOf) =>
    entry((language) => pathOf(language)),
  )
  const guides = guideNames(moduleIsOn('guides')).map((name) => entry((language) => paths.guide(language, name)))
  const offers = findSiteMap(database(), now()).map((offer) =>
    entry((language) => paths.offer(language, language === 'nl' ? offer.slugNl : offer.slugEn), offer.updatedAt),
  )
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${[...pages, ...guides, ...offers].join('\n')}
</urlset>`
  return new Response(body, { headers: { 'Content-Type': 'application/xml; charset=utf-8' } })
}
