/** Somebody as a sign-in service knows them: what it tells, by the names of SURFconext. */
export type Account = {
  sub: string
  name?: string
  given_name?: string
  family_name?: string
  email?: string
  preferred_language?: string
  schac_home_organization?: string
  eduperson_affiliation?: string[]
  employee_number?: string
  /** Whether they have a second factor. */
  hasSecondFactor?: boolean
}

export const ORGANISATION = 'universiteit.example'
export const LOA2 = 'http://sign-in.example/assurance/loa2'
export const CLIENT = { id: 'koers.example', secret: 'a secret of this test & its portal' } as const

/** What a portal at `origin` is told of the sign-in service at `issuer`. */
export function serviceSettings(origin: string, issuer: string): Record<string, string> {
  return {
    PUBLIC_ORIGIN: origin,
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
    OIDC_HOME_ORGANISATIONS: ORGANISATION,
    OIDC_STEP_UP: LOA2,
  }
}

/** An employee in every respect, with what is given changed. */
export function employee(sub: string, changes: Partial<Account> = {}): Account {
  return {
    sub,
    name: 'Mirthe Bøsveld-İnan',
    email: 'm.bosveld@universiteit.example',
    preferred_language: 'en',
    schac_home_organization: ORGANISATION,
    eduperson_affiliation: ['employee', 'member'],
    hasSecondFactor: true,
    ...changes,
  }
}
