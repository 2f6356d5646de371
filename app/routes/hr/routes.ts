import { route } from '@remix-run/route-config'

/** The pages of HR. */
export const hrRoutes = {
  bare: [],
  inLanguage: [
    route('hr', 'routes/hr/hr.tsx'),
    route('hr/closing-days', 'routes/hr/closing-days.tsx'),
    route('hr/requests', 'routes/hr/hr-requests.tsx'),
    route('hr/requests/:id', 'routes/hr/hr-request.tsx'),
    route('hr/offers', 'routes/hr/offers.tsx'),
    route('hr/offers.csv', 'routes/hr/offers-file.ts'),
    route('hr/offers/:id/copy', 'routes/hr/copy-offer.tsx'),
    route('hr/offers/:id/review', 'routes/hr/review-offer.tsx'),
    route('hr/search-words', 'routes/hr/search-words.tsx'),
    route('hr/import', 'routes/hr/import.tsx'),
    route('hr/import/:id', 'routes/hr/import-preview.tsx'),
    route('hr/import/:id/refused.csv', 'routes/hr/import-refused.ts'),
    route('hr/offers/new', 'routes/hr/new-offer.tsx'),
    route('hr/offers/:id/keep', 'routes/hr/keep-offer.ts'),
    route('hr/offers/:id/preview', 'routes/hr/preview-offer.tsx'),
    route('hr/offers/:id/media', 'routes/hr/offer-media.tsx'),
    route('hr/offers/:id/check', 'routes/hr/check-offer.tsx'),
    route('hr/offers/:id/sessions', 'routes/hr/edit-sessions.tsx'),
    route('hr/offers/:id/sessions/:key', 'routes/hr/edit-session.tsx'),
    route('hr/sessions/:id/decision', 'routes/hr/decide-session.tsx'),
    route('sessions/:id/list', 'routes/hr/session-list.tsx'),
    route('sessions/:id/list.csv', 'routes/hr/session-list-file.ts'),
    route('hr/offers/:id/:part?', 'routes/hr/edit-offer.tsx'),
  ],
}
