import { index, route } from '@remix-run/route-config'

/** What browsers, search engines and pages ask for by themselves. */
export const machineRoutes = {
  bare: [
    index('routes/machine/choose-language.ts'),
    route('robots.txt', 'routes/machine/robots.ts'),
    route('sitemap.xml', 'routes/machine/sitemap.ts'),
    route('manifest.webmanifest', 'routes/machine/manifest.ts'),
    route('brand/colours.css', 'routes/machine/brand-colours.ts'),
    route('brand/logo.png', 'routes/machine/brand-logo.ts'),
    route('calendar/feed/:file', 'routes/machine/own-calendar-file.ts'),
    route('.well-known/security.txt', 'routes/machine/security-txt.ts'),
  ],
  inLanguage: [
    route('suggest', 'routes/machine/suggest.ts'),
    route('feeds/:file', 'routes/machine/theme-feed.ts'),
    route('embed/calendar', 'routes/machine/embed-calendar.ts'),
    route('embed/search', 'routes/machine/embed-search.ts'),
    route('calendar.ics', 'routes/machine/calendar-file.ts'),
    route('calendar/session/:file', 'routes/machine/session-file.ts'),
  ],
}
