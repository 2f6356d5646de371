import { index, type RouteConfig, route } from '@remix-run/route-config'

/** The site map: every URL and the file that answers it. */
export default [
  index('routes/machine/choose-language.ts'),
  route('robots.txt', 'routes/machine/robots.ts'),
  route('sitemap.xml', 'routes/machine/sitemap.ts'),
  route('manifest.webmanifest', 'routes/machine/manifest.ts'),
  route('.well-known/security.txt', 'routes/machine/security-txt.ts'),
  route('sign-in/demo', 'routes/door/demo-sign-in.ts'),
  route('sign-out', 'routes/door/sign-out.ts'),
  route(':language', 'routes/public/language.tsx', [
    index('routes/public/home.tsx'),
    route('catalogue', 'routes/catalogue/catalogue.tsx'),
    route('catalogue/:slug', 'routes/catalogue/offer.tsx'),
    route('stories', 'routes/public/stories.tsx'),
    route('guides/:name', 'routes/public/guide.tsx'),
    route('saved', 'routes/catalogue/saved.tsx'),
    route('wish', 'routes/public/wish.tsx'),
    route('sign-in', 'routes/door/sign-in.tsx'),
    route('my', 'routes/my/account.tsx'),
    route('suggest', 'routes/machine/suggest.ts'),
    route('*', 'routes/public/not-found.tsx'),
  ]),
] satisfies RouteConfig
