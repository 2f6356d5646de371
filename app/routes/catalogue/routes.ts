import { route } from '@remix-run/route-config'

/** The offer, and what somebody saved of it. */
export const catalogueRoutes = {
  bare: [],
  inLanguage: [
    route('catalogue', 'routes/catalogue/catalogue.tsx'),
    route('catalogue/:slug', 'routes/catalogue/offer.tsx'),
    route('calendar', 'routes/catalogue/calendar.tsx'),
    route('calendar/subscribe', 'routes/catalogue/subscribe.tsx'),
    route('catalogue/:slug/ask', 'routes/catalogue/ask.tsx'),
    route('saved', 'routes/catalogue/saved.tsx'),
  ],
}
