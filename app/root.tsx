import './ui/tokens.css'
import './ui/base.css'
import './ui/icons.css'
import './ui/kinds.css'
import './ui/parts.css'
import './ui/lists.css'
import './ui/search-box.css'
import './ui/field.css'
import './ui/shell.css'
import './features/catalogue/catalogue.css'
import './features/guidance/guidance.css'
import './ui/print.css'
import fontUrl from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2?url'
import type { AppLoadContext, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
import type { ReactNode } from 'react'
import { type Menu, menuOf } from './access/visitor.ts'
import { brandNow } from './features/portal/brand.server.ts'
import { textsFor } from './i18n/instance.server.ts'
import { settings } from './platform/env.server.ts'
import { languageOf } from './platform/http/language.server.ts'
import { problemMeta } from './platform/http/page-meta.ts'
import { visitorOf } from './platform/http/visitor.server.ts'
import { portalSettings } from './platform/portal/settings.server.ts'
import { ErrorPage, NotFoundPage } from './ui/error-pages.tsx'
import { useNonce } from './ui/nonce.ts'
import { Shell } from './ui/shell.tsx'

export const links: LinksFunction = () => [
  { rel: 'preload', href: fontUrl, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  { rel: 'manifest', href: '/manifest.webmanifest' },
]

/** What every page needs to know of the portal and its reader. */
export function loader({ request, context }: LoaderFunctionArgs) {
  const { name, modules } = portalSettings()
  const { href: colours, themeColour, logo } = brandNow()
  const language = languageOf(request)
  const t = textsFor(language)
  return {
    language,
    portal: { name, logo, modules, demo: settings().KOERS_DEMO, menu: menuFor(context) },
    brand: { colours, themeColour },
    ...(context.isRestored ? { isRestored: true } : {}),
    problemTitles: {
      missing: t('error.notFoundTitle'),
      failed: t('error.title'),
      signedOut: t('typedForm.ended.title'),
      proof: t('typedForm.confirm.title'),
      confirm: t('confirmRead.pageTitle'),
    },
  }
}

/** What stands in the header for who asks; nothing else of them is in what many pages share. */
function menuFor(context: AppLoadContext): Menu | null {
  const visitor = visitorOf(context)
  return visitor && menuOf(visitor)
}

export const meta: MetaFunction<typeof loader> = ({ data, error }) => problemMeta(error, data)

// The language of a page never changes while it is open: another language is another page.
export function shouldRevalidate() {
  return false
}

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>('root')
  const nonce = useNonce()
  const { colours, themeColour: theme } = data?.brand ?? {}
  const texts = useMatches().flatMap((match) => (match.handle as { texts?: string[] } | undefined)?.texts ?? [])
  return (
    <html lang={data?.language ?? 'nl'} data-texts={['common', ...texts].join(' ')}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content={theme?.light ?? '#ffffff'} media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content={theme?.dark ?? '#1c232b'} media="(prefers-color-scheme: dark)" />
        <Meta />
        <Links />
        {colours ? <link rel="stylesheet" href={colours} /> : null}
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

export default function App() {
  return <Outlet />
}

/** What no page inside the shell has caught: an address without a language, or a defect. */
export function ErrorBoundary() {
  const error = useRouteError()
  const data = useRouteLoaderData<typeof loader>('root')
  const language = data?.language ?? 'nl'
  const isMissing = isRouteErrorResponse(error) && error.status < 500
  return (
    <Shell
      language={language}
      portal={data?.portal ?? { name: 'Koers', logo: null, modules: [], demo: false, menu: null }}
    >
      {isMissing ? <NotFoundPage language={language} /> : <ErrorPage language={language} />}
    </Shell>
  )
}
