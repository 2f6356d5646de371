import { route } from '@remix-run/route-config'

/** The pages of HR. */
export const hrRoutes = {
  bare: [],
  inLanguage: [route('hr', 'routes/hr/hr.tsx'), route('hr/closing-days', 'routes/hr/closing-days.tsx')],
}
