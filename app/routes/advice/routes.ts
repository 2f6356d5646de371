import { route } from '@remix-run/route-config'

/** The pages of the career centre. */
export const adviceRoutes = {
  bare: [],
  inLanguage: [
    route('advice/requests', 'routes/advice/contact-requests.tsx'),
    route('advice/requests/:id', 'routes/advice/contact-request.tsx'),
  ],
}
