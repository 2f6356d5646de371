import { route } from '@remix-run/route-config'

/** The pages of HR. */
export const hrRoutes = {
  bare: [],
  inLanguage: [
    route('hr', 'routes/hr/hr.tsx'),
    route('hr/closing-days', 'routes/hr/closing-days.tsx'),
    route('hr/requests', 'routes/hr/hr-requests.tsx'),
    route('hr/requests/:id', 'routes/hr/hr-request.tsx'),
  ],
}
