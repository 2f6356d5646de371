import { route } from '@remix-run/route-config'

/** The own pages of who is signed in. */
export const myRoutes = {
  bare: [],
  inLanguage: [
    route('my', 'routes/my/account.tsx'),
    route('my/access-needs', 'routes/my/access-needs.tsx'),
    route('my/asked', 'routes/my/todo.tsx'),
    route('my/calendar', 'routes/my/calendar.tsx'),
    route('my/calendar/sessions', 'routes/my/own-sessions.ts'),
    route('my/requests', 'routes/my/own-requests.tsx'),
    route('my/requests/:id', 'routes/my/own-request.tsx'),
    route('my/sign-ups', 'routes/my/own-sign-ups.tsx'),
    route('sessions/:id/sign-up', 'routes/my/sign-up.tsx'),
    route('my/open', 'routes/my/open.tsx'),
    route('my/stay', 'routes/my/stay.ts'),
  ],
}
