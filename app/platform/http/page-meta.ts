import type { MetaDescriptor } from '@remix-run/react'

/** Title, description, canonical and language addresses, and what machines may read, of a page. */
export function pageMeta(page: {
  title: string
  name: string
  description?: string
  addresses?: { nl: string; en: string; own: string }
  jsonLd?: Record<string, unknown>
  hidden?: boolean
}): MetaDescriptor[] {
  const title = page.title === page.name ? page.name : `${page.title} · ${page.name}`
  return [
    { title },
    ...(page.description
      ? [
          { name: 'description', content: page.description },
          { property: 'og:description', content: page.description },
        ]
      : []),
    { property: 'og:title', content: title },
    ...(page.addresses
      ? [
          { tagName: 'link' as const, rel: 'canonical', href: page.addresses.own },
          { tagName: 'link' as const, rel: 'alternate', hrefLang: 'nl', href: page.addresses.nl },
          { tagName: 'link' as const, rel: 'alternate', hrefLang: 'en', href: page.addresses.en },
        ]
      : []),
    ...(page.hidden ? [{ name: 'robots', content: 'noindex' }] : []),
    ...(page.jsonLd ? [{ 'script:ld+json': page.jsonLd as never }] : []),
  ]
}
