const MINUTE = 60_000
const QUARTER = 15 * MINUTE
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * How often something may be done within a time. `account`: by somebody who is signed in. `address`: by all who are not and share a
 * network (/24 or /48). A whole campus can sit behind one address, so those are high (decision 012). In milliseconds.
 */
export type RateLimit = { readonly account: number; readonly address: number; readonly within: number }

/** What is counted, and how often it may be. `pages` is what reads; what sends a form is one of the others. */
export const RATE_LIMITS = {
  pages: { account: 300, address: 3_000, within: MINUTE },
  search: { account: 60, address: 600, within: MINUTE },
  suggest: { account: 120, address: 1_200, within: MINUTE },
  forms: { account: 30, address: 300, within: MINUTE },
  // An editor keeps what is typed by itself, at most every 1.2 seconds in each tab, beside the forms somebody sends.
  keep: { account: 150, address: 1_500, within: MINUTE },
  wish: { account: 20, address: 100, within: DAY },
  // Somebody's own feed, by whose it is; and by network the addresses that lead nowhere, since a program reads many feeds from one network.
  feed: { account: 60, address: 300, within: HOUR },
  remark: { account: 20, address: 100, within: DAY },
  'sign-in': { account: 10, address: 300, within: QUARTER },
  callback: { account: 20, address: 300, within: QUARTER },
  // The sign-in service tells of everybody who signs out there, from one address.
  logout: { account: 600, address: 600, within: MINUTE },
  // Only who comes straight from this machine gets in there, so no campus shares it.
  'demo-sign-in': { account: 50, address: 50, within: QUARTER },
  reports: { account: 20, address: 20, within: MINUTE },
} as const satisfies Record<string, RateLimit>

export type Counted = keyof typeof RATE_LIMITS
export type RateLimits = Readonly<Record<Counted, RateLimit>>

/** `off` counts nothing; `load` counts as `on` does, and refuses only at a thousand times as much, so that a load test meets the real cost. */
export const PROFILES = ['on', 'off', 'load'] as const
export type Profile = (typeof PROFILES)[number]
const UNDER_LOAD = 1_000

export const COUNTED = Object.keys(RATE_LIMITS) as ReadonlyArray<Counted>

function isCounted(name: string): name is Counted {
  return Object.hasOwn(RATE_LIMITS, name)
}

/** Reads `forms:60,search:120/1200`: how often for an account, and for an address when it is another number. Null when that is not what it says. */
export function parseRateLimits(text: string): Partial<Record<Counted, RateLimit>> | null {
  const read: Partial<Record<Counted, RateLimit>> = {}
  for (const part of text.split(',').map((one) => one.trim())) {
    const [, name = '', account = '', address = account] =
      /^([a-z-]+):([1-9]\d{0,6})(?:\/([1-9]\d{0,6}))?$/.exec(part) ?? []
    if (!isCounted(name)) return null
    read[name] = { account: Number(account), address: Number(address), within: RATE_LIMITS[name].within }
  }
  return read
}

/** The limits that hold; null when nothing is counted. */
export function rateLimitsFor(profile: Profile, changed: Partial<Record<Counted, RateLimit>>): RateLimits | null {
  if (profile === 'off') return null
  const all: RateLimits = { ...RATE_LIMITS, ...changed }
  if (profile === 'on') return all
  const raised = COUNTED.map((name) => {
    const { account, address, within } = all[name]
    return [name, { account: account * UNDER_LOAD, address: address * UNDER_LOAD, within }] as const
  })
  return Object.fromEntries(raised) as RateLimits
}
