import { route } from '@remix-run/route-config'

/** Signing in and out. */
export const authRoutes = {
  bare: [
    route('sign-in/demo', 'routes/auth/demo-sign-in.ts'),
    route('sign-in/start', 'routes/auth/start-sign-in.ts'),
    route('sign-in/callback', 'routes/auth/finish-sign-in.ts'),
    route('sign-in/backchannel-logout', 'routes/auth/backchannel-logout.ts'),
    route('sign-out', 'routes/auth/sign-out.ts'),
  ],
  inLanguage: [
    route('sign-in', 'routes/auth/sign-in.tsx'),
    route('sign-in/problem', 'routes/auth/sign-in-problem.tsx'),
  ],
}
