/** The token of every demo that the tests start, so that they need not read it from what a portal prints. */
export const DEMO_TOKEN = 'token-of-the-tests'

/** Shows the token of the demo, as a script does. */
export const WITH_DEMO_TOKEN = { 'X-Koers-Demo': DEMO_TOKEN } as const

/** The cookie of a browser that opened the printed address, for portals on this host and every port. */
export const DEMO_COOKIE = {
  name: 'koers-demo',
  value: DEMO_TOKEN,
  domain: '127.0.0.1',
  path: '/sign-in',
  expires: -1,
  httpOnly: true,
  secure: false,
  sameSite: 'Strict',
} as const
