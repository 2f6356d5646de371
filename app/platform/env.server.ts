import path from 'node:path'
import { z } from 'zod'
import { KEYS_ALLOWED, readKeys } from './crypto/keys.ts'
import { COUNTED, PROFILES, type Profile, parseRateLimits } from './http/rate-limits.ts'
import { listSetting } from './list-setting.ts'
import { isLoopback, isSafeOrigin } from './loopback.ts'
import { isMailAddress } from './mail/header-rules.ts'
import { momentText } from './moment-text.ts'
import { OIDC_SECRETS, OIDC_SETTINGS, type OidcRead, type OidcSettings, oidcSettings } from './oidc/settings.ts'

/** A setting with a wrong value: the start stops with this sentence. */
export class SettingsError extends Error {}

const portNumber = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.number().max(65535))
const onOff = z.enum(['on', 'off']).transform((value) => value === 'on')
export const MODULES = [
  'stories',
  'guides',
  'saved',
  'wishes',
  'calendar',
  'patient-care',
  'enquiries',
  'remarks',
  'sign-up',
] as const
export type Module = (typeof MODULES)[number]

/** A key travels in a header. */
const VISIBLE_ASCII = /^[\x21-\x7e]+$/
/** Settings whose value is not repeated, also when it is wrong. */
const SECRET = new Set<string>([
  'KOERS_KEYS',
  'KOERS_DEMO_TOKEN',
  'MEILI_URL',
  'MEILI_KEY',
  'MEILI_SEARCH_KEY',
  'SMTP_URL',
  ...OIDC_SECRETS,
])

/** Whether this is an origin whose pages may show views of the portal. It goes into a header as it is, so it holds nothing but a host and a port. */
function mayEmbed(value: string): boolean {
  if (!/^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?$/.test(value) || !URL.canParse(value)) return false
  return new URL(value).origin === value && isSafeOrigin(new URL(value))
}

/** Each setting: how it is read, and the sentence that says what is allowed. Defaults stand here and in the README. */
const SETTINGS = {
  PORT: [portNumber.default(3000), 'a port number from 0 to 65535'],
  OPS_PORT: [portNumber.optional(), 'a port number from 0 to 65535'],
  HOST: [z.string().min(1).default('127.0.0.1'), 'an address to listen on, such as 127.0.0.1'],
  DATA_DIR: [z.string().min(1).default('./data'), 'a folder for the database'],
  DATA_KEYS_FILE: [z.string().endsWith('.sqlite').optional(), 'a file whose name ends in .sqlite'],
  // The ending keeps a mistake from writing into a database.
  AUDIT_HEADS_FILE: [z.string().endsWith('.jsonl').optional(), 'a file whose name ends in .jsonl'],
  PUBLIC_ORIGIN: [
    z
      .url({ protocol: /^https?$/ })
      .refine((value) => URL.canParse(value) && new URL(value).origin === value)
      .optional(),
    'an address without a path, such as https://koers.example',
  ],
  KOERS_NAME: [z.string().trim().min(1).max(40).default('Koers'), "the portal's name, at most 40 characters"],
  KOERS_KINDS: [listSetting.default([]), 'kinds of offer with commas between, such as training,vacancy'],
  KOERS_MODULES: [
    listSetting.pipe(z.array(z.enum(MODULES))).default([...MODULES]),
    `modules with commas between, from: ${MODULES.join(', ')}`,
  ],
  KOERS_DEMO: [onOff.optional(), 'on or off'],
  KOERS_DEMO_TOKEN: [
    z
      .string()
      .regex(/^[\w-]{16,100}$/)
      .optional(),
    '16 to 100 letters, digits, - or _',
  ],
  KOERS_CLOCK: [
    z.union([momentText, z.string().regex(/^file:./)]).optional(),
    'a moment as ISO 8601, such as 2027-03-01T09:00:00Z, or file: with the path of a file that holds one',
  ],
  KOERS_KEYS: [
    z
      .string()
      .refine((value) => readKeys(value).ok)
      .optional(),
    KEYS_ALLOWED,
  ],
  KOERS_KEYS_FILE: [z.string().min(1).optional(), 'the file of the keys'],
  KOERS_ONE_PLACE: [
    z
      .literal('yes')
      .optional()
      .transform((value) => value === 'yes'),
    'yes, or not set',
  ],
  LOG_LEVEL: [
    z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
    'silent, error, warn, info or debug',
  ],
  MEILI_URL: [
    z
      .url({ protocol: /^https?$/ })
      .refine((value) => {
        const { username, password, search, hash } = new URL(value)
        return username + password + search + hash === ''
      })
      .optional(),
    'the address of a Meilisearch server, such as http://127.0.0.1:7700, without a name or key in it',
  ],
  MEILI_KEY: [
    z.string().regex(VISIBLE_ASCII).default(''),
    'a key of Meilisearch that may write documents, settings and indexes',
  ],
  MEILI_SEARCH_KEY: [z.string().regex(VISIBLE_ASCII).optional(), 'a key of Meilisearch that may search'],
  MEILI_INDEX: [
    z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,100}$/)
      .default('catalogue'),
    'the name of an index: letters, digits, - and _',
  ],
  EMBED_ORIGINS: [
    listSetting.pipe(z.array(z.string().refine(mayEmbed)).max(20)).default([]),
    'addresses without a path, with https and with commas between, such as https://www.university.example',
  ],
  PAGE_CACHE: [onOff.default(true), 'on or off'],
  TRUST_PROXY: [onOff.default(false), 'on or off'],
  SHED_ABOVE_MS: [
    z
      .string()
      .regex(/^\d{2,5}$/)
      .transform(Number)
      .pipe(z.number().min(50).max(60_000))
      .default(200),
    'a number of milliseconds from 50 to 60000',
  ],
  RATE_LIMITS: [z.enum(PROFILES).optional(), 'on, off or load'],
  RATE_LIMITS_AT: [
    z
      .string()
      .transform(parseRateLimits)
      .refine((read) => read !== null)
      .transform((read) => read ?? {})
      .default({}),
    `limits with commas between, such as forms:60,search:120/1200, from: ${COUNTED.join(', ')}`,
  ],
  SECURITY_CONTACT: [
    z
      .string()
      .regex(/^(?:https:\/\/[\x21-\x7e]+|mailto:[^\s@]+@[^\s@]+|tel:\+[\d-]+)$/)
      .optional(),
    'where a weakness can be reported, such as mailto:security@koers.example or https://koers.example/security',
  ],
  SMTP_URL: [
    z
      .url({ protocol: /^smtps?$/ })
      .refine((value) => new URL(value).hostname !== '')
      .optional(),
    'the address of a mail server, such as smtp://mail.university.example:587',
  ],
  MAIL_FROM: [
    z.string().refine(isMailAddress).default('no-reply@koers.invalid'),
    'the address that mails come from, such as no-reply@koers.example',
  ],
  DISPATCHER: [onOff.default(true), 'on or off'],
  ...OIDC_SETTINGS,
} as const

type Read = { [K in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[K][0]> }

export type Settings = Omit<Read, 'KOERS_DEMO' | 'DATA_DIR' | 'AUDIT_HEADS_FILE' | 'RATE_LIMITS' | keyof OidcRead> & {
  RATE_LIMITS: Profile
  DATA_DIR: string
  AUDIT_HEADS_FILE: string
  KOERS_DEMO: boolean
  databaseFile: string
  /** Pictures and films of offers; they need a backup too. */
  mediaFolder: string
  authFile: string
  confidentialFile: string
  /** The file of the wrapped keys of dossiers; `keysFile` holds the keys that wrap them. */
  dataKeysFile: string
  keysFile: string
  /** The sign-in service, when one is set. */
  oidc: OidcSettings | null
}

/** Whether only this machine is meant to visit. Behind a proxy HOST is loopback too; PUBLIC_ORIGIN or TRUST_PROXY then tells that others come. */
function isOnThisMachineOnly({ HOST, PUBLIC_ORIGIN, TRUST_PROXY }: Read): boolean {
  const named = PUBLIC_ORIGIN ? new URL(PUBLIC_ORIGIN).hostname : HOST
  return isLoopback(HOST) && isLoopback(named) && !TRUST_PROXY
}

/** The settings of the sign-in service are read as one whole, `oidc`. */
function withoutOidc(read: Read): Omit<Read, keyof OidcRead> {
  const rest: Partial<Read> = { ...read }
  for (const name of Object.keys(OIDC_SETTINGS)) delete rest[name as keyof OidcRead]
  return rest as Omit<Read, keyof OidcRead>
}

/** Reads and checks every setting at once. Throws SettingsError with a sentence that names the first wrong one. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const read: Record<string, unknown> = {}
  for (const [name, [schema, allowed]] of Object.entries(SETTINGS)) {
    const raw = env[name]
    const result = schema.safeParse(raw === undefined || raw === '' ? undefined : raw)
    if (!result.success)
      throw new SettingsError(
        `The setting ${name} has a wrong value${SECRET.has(name) ? '' : `: "${raw}"`}. It must be ${allowed}.`,
      )
    read[name] = result.data
  }
  const settings = read as Read
  const service = oidcSettings(settings, {
    publicOrigin: settings.PUBLIC_ORIGIN,
    asksForDemo: settings.KOERS_DEMO === true,
  })
  if ('problem' in service) throw new SettingsError(service.problem)
  // Without it the address of the portal would be what a request says, and the guard against forged forms would believe that.
  if (settings.PUBLIC_ORIGIN === undefined && (!isLoopback(settings.HOST) || settings.TRUST_PROXY)) {
    throw new SettingsError(
      'The setting PUBLIC_ORIGIN is needed where others can visit (HOST is not this machine, or TRUST_PROXY is on): set it to the address they use, such as https://koers.example.',
    )
  }
  const demo = settings.KOERS_DEMO ?? (isOnThisMachineOnly(settings) && service.oidc === null)
  if (settings.KOERS_CLOCK && !demo) {
    throw new SettingsError(
      'The setting KOERS_CLOCK moves the clock and works in the demo only: set KOERS_DEMO=on, or leave KOERS_CLOCK out.',
    )
  }
  if (settings.KOERS_KEYS !== undefined && settings.KOERS_KEYS_FILE !== undefined) {
    throw new SettingsError(
      'The settings KOERS_KEYS and KOERS_KEYS_FILE both say where the keys are: leave one of them out.',
    )
  }
  const isHere = isOnThisMachineOnly(settings)
  if (settings.RATE_LIMITS === 'load' && !isHere) {
    throw new SettingsError(
      'The setting RATE_LIMITS=load is for load tests and works only where nobody else visits: HOST and PUBLIC_ORIGIN on this machine, TRUST_PROXY off.',
    )
  }
  const directory = path.resolve(settings.DATA_DIR)
  return {
    ...withoutOidc(settings),
    oidc: service.oidc,
    KOERS_DEMO: demo,
    RATE_LIMITS: settings.RATE_LIMITS ?? (isHere ? 'load' : 'on'),
    DATA_DIR: directory,
    AUDIT_HEADS_FILE: path.resolve(settings.AUDIT_HEADS_FILE ?? path.join(directory, 'audit-heads.jsonl')),
    databaseFile: path.join(directory, 'koers.sqlite'),
    mediaFolder: path.join(directory, 'media'),
    authFile: path.join(directory, 'auth.sqlite'),
    confidentialFile: path.join(directory, 'confidential.sqlite'),
    dataKeysFile: path.resolve(settings.DATA_KEYS_FILE ?? path.join(directory, 'data-keys.sqlite')),
    keysFile: path.resolve(settings.KOERS_KEYS_FILE ?? path.join(directory, 'koers.keys')),
  }
}

let current: Settings | undefined

/** The settings of this process, read once. */
export function settings(): Settings {
  current ??= readSettings(process.env)
  return current
}
