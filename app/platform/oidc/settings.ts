import { z } from 'zod'
import { listSetting } from '../list-setting.ts'
import { isSafeOrigin } from '../loopback.ts'
import { homeOrganisationOf } from './home-organisation.ts'

function isIssuer(value: string): boolean {
  if (!URL.canParse(value)) return false
  const url = new URL(value)
  return isSafeOrigin(url) && url.username + url.password + url.search + url.hash === ''
}

/** What somebody's sign-in service may say they are, as SURFconext names it; the default is who is employed. */
const AFFILIATIONS = ['employee', 'staff', 'faculty', 'affiliate'] as const
export type Affiliation = (typeof AFFILIATIONS)[number]

/** Each setting of signing in with OpenID Connect: how it is read, and the sentence that says what is allowed. They are one whole: `oidcSettings`. */
export const OIDC_SETTINGS = {
  OIDC_ISSUER: [
    z.string().refine(isIssuer).optional(),
    'the address of a sign-in service, such as https://connect.surfconext.nl (http only on this machine)',
  ],
  OIDC_CLIENT_ID: [
    z
      .string()
      .regex(/^[\x21-\x7e]{1,255}$/)
      .optional(),
    'the name under which the sign-in service knows this portal',
  ],
  OIDC_CLIENT_SECRET: [
    z
      .string()
      .regex(/^[\x20-\x7e]{8,1000}$/)
      .optional(),
    'the secret of this portal at the sign-in service, 8 signs or more',
  ],
  OIDC_CLIENT_AUTH: [
    z.enum(['basic', 'post']).optional(),
    'basic or post: how the portal gives its secret to the sign-in service',
  ],
  OIDC_HOME_ORGANISATIONS: [
    listSetting
      .pipe(z.array(z.string().transform(homeOrganisationOf).pipe(z.string())))
      .transform((all) => [...new Set(all)])
      .default([]),
    'the schac_home_organization of who may come in, with commas between, such as universiteit.example',
  ],
  OIDC_AFFILIATIONS: [
    listSetting.pipe(z.array(z.enum(AFFILIATIONS)).min(1)).default(['employee', 'staff', 'faculty']),
    `affiliations with commas between, from: ${AFFILIATIONS.join(', ')}`,
  ],
  OIDC_STEP_UP: [
    listSetting.pipe(z.array(z.string().regex(/^[\x21-\x7e]+$/))).default([]),
    'acr values that count as a second factor, with commas between, such as http://surfconext.nl/assurance/loa2',
  ],
  OIDC_SCOPES: [
    z
      .string()
      .regex(/^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/)
      .refine((value) => value.split(' ').includes('openid'))
      .default('openid profile email'),
    'scopes with spaces between, openid among them',
  ],
  OIDC_STAFF_NUMBER_CLAIM: [
    z
      .string()
      .regex(/^[\w.:/-]{1,100}$/)
      .optional(),
    'the name of the claim that holds the number of the HR system',
  ],
  OIDC_NAME: [
    z.string().trim().min(1).max(40).default('SURFconext'),
    'the name of the sign-in service on the button, at most 40 characters',
  ],
} as const

/** Settings of which the value is not repeated, also when it is wrong. */
export const OIDC_SECRETS = ['OIDC_CLIENT_SECRET'] as const

export type OidcRead = { [K in keyof typeof OIDC_SETTINGS]: z.output<(typeof OIDC_SETTINGS)[K][0]> }

export type OidcSettings = {
  issuer: string
  clientId: string
  clientSecret: string
  /** How the secret is given; null leaves it to what the service says it takes. */
  clientAuth: 'basic' | 'post' | null
  /** Lower case. */
  homeOrganisations: ReadonlyArray<string>
  affiliations: ReadonlyArray<Affiliation>
  /** Empty: every sign-in counts as confirmed. */
  stepUp: ReadonlyArray<string>
  scopes: string
  staffNumberClaim: string | null
  name: string
  /** Where the sign-in service sends people back to. */
  redirectUri: string
}

const NEEDED = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_HOME_ORGANISATIONS'] as const

function isGiven(read: OidcRead, name: (typeof NEEDED)[number]): boolean {
  return (read[name]?.length ?? 0) > 0
}

/**
 * The sign-in service as a whole, or nothing when none is set; a sentence when it is set by half, when the portal's own address is
 * missing, or when it stands beside the demo, in which everybody may be anybody.
 */
export function oidcSettings(
  read: OidcRead,
  portal: { publicOrigin: string | undefined; asksForDemo: boolean },
): { oidc: OidcSettings | null } | { problem: string } {
  const missing = NEEDED.find((name) => !isGiven(read, name))
  if (missing) {
    const given = NEEDED.find((name) => isGiven(read, name))
    return given
      ? { problem: `The setting ${given} is there, and ${missing} is not. Signing in with OpenID Connect needs both.` }
      : { oidc: null }
  }
  // A staff number is unique within one organisation: without it, a file of HR and who signs in could not be told to be one person.
  if (read.OIDC_HOME_ORGANISATIONS.length > 1 && read.OIDC_STAFF_NUMBER_CLAIM === undefined)
    return {
      problem:
        'The setting OIDC_HOME_ORGANISATIONS names several organisations, and OIDC_STAFF_NUMBER_CLAIM is not there. With several organisations people are known by organisation and staff number, so both have to be read. Name that claim, or leave one organisation.',
    }
  if (portal.asksForDemo)
    return {
      problem:
        'The settings KOERS_DEMO=on and OIDC_ISSUER exclude each other: in the demo everybody can sign in as anybody. Leave one of them out.',
    }
  if (!portal.publicOrigin || !isSafeOrigin(new URL(portal.publicOrigin)))
    return {
      problem:
        'The setting OIDC_ISSUER needs PUBLIC_ORIGIN beside it, with https (http only on this machine): the sign-in service sends people back there.',
    }
  return {
    oidc: {
      issuer: read.OIDC_ISSUER ?? '',
      clientId: read.OIDC_CLIENT_ID ?? '',
      clientSecret: read.OIDC_CLIENT_SECRET ?? '',
      clientAuth: read.OIDC_CLIENT_AUTH ?? null,
      homeOrganisations: read.OIDC_HOME_ORGANISATIONS,
      affiliations: read.OIDC_AFFILIATIONS,
      stepUp: read.OIDC_STEP_UP,
      scopes: read.OIDC_SCOPES,
      staffNumberClaim: read.OIDC_STAFF_NUMBER_CLAIM ?? null,
      name: read.OIDC_NAME,
      redirectUri: `${portal.publicOrigin}/sign-in/callback`,
    },
  }
}
