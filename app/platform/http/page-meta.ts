import type { MetaDescriptor } from '@remix-run/react'
import { readTypedForm } from './typed-form.ts'

/** What a page says in its title when it is not there, when it failed, when a sign-in ended before its form came, or when it asks before it opens. */
export type ProblemTitles = { missing: string; failed: string; signedOut: string; confirm: string; proof: string }

/** The title of a page that is not there or that failed; nothing for any other page. */
export function problemMeta(
  error: unknown,
  root?: { portal: { name: string }; problemTitles: ProblemTitles },
): MetaDescriptor[] {
  if (!error || !root) return []
  const status = typeof error === 'object' && 'status' in error ? Number(error.status) : 500
  const { missing, failed, confirm } = root.problemTitles
  const typed = typeof error === 'object' && 'data' in error ? readTypedForm(error.data) : null
  const signedOut = typed?.why === 'confirm' ? root.problemTitles.proof : root.problemTitles.signedOut
  const title = status === 200 ? confirm : status === 401 ? signedOut : status < 500 ? missing : failed
  return metaTags({ title, hidden: true }, root.portal.name)
}

type Matches = ReadonlyArray<{ id: string; data?: unknown }>

/** The portal's name, from the data of the root route: no other loader has to send it. */
function portalNameIn(matches: Matches): string {
  const data = matches.find(({ id }) => id === 'root')?.data as { portal?: { name?: string } } | undefined
  return data?.portal?.name ?? ''
}

type PageFacts = {
  title: string
  description?: string
  addresses?: { nl: string; en: string; own: string }
  jsonLd?: Record<string, unknown>
  hidden?: boolean
}

/** Title with the portal's name, description, canonical and language addresses, and what machines may read, of a page. */
export function pageMeta(page: PageFacts, matches: Matches): MetaDescriptor[] {
  return metaTags(page, portalNameIn(matches))
}

function metaTags(page: PageFacts, name: string): MetaDescriptor[] {
  const title = page.title === name ? name : `${page.title} · ${name}`
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
