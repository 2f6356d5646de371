import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { textsFor } from '#app/i18n/instance.server.ts'
import { settings } from '#app/platform/env.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireAllowed } from '#app/platform/http/visitor.server.ts'
import galleryStyles from '#app/ui/gallery/gallery.css?url'
import { GALLERY_SORTS, GALLERY_THEMES, GalleryPage, type GalleryState } from '#app/ui/gallery/gallery-page.tsx'
import themes from '#app/ui/gallery/themes.css?url'

export const handle = { texts: ['admin'] }
export const links = () => [galleryStyles, themes].map((href) => ({ rel: 'stylesheet', href }))

/** The parts of the design system, for who builds with them: administrators of a demo. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  requireAllowed(request, context, 'admin.view')
  if (!settings().KOERS_DEMO) throw new Response(null, { status: 404 })
  const asked = new URL(request.url).searchParams
  const state: GalleryState = {
    theme: GALLERY_THEMES.find((theme) => theme === asked.get('theme')) ?? 'device',
    sort: GALLERY_SORTS.find((sort) => sort === asked.get('sort')) ?? 'title',
    isDescending: asked.get('order') === 'descending',
    hasDialog: asked.get('dialog') === 'open',
  }
  return {
    language,
    state,
    meta: { title: textsFor(language)('admin:gallery.title'), hidden: true },
  }
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => (data ? pageMeta(data.meta, matches) : [])

export default function GalleryRoute() {
  return <GalleryPage {...useLoaderData<typeof loader>()} />
}
