import path from 'node:path'
import { expect, test } from 'vitest'
import { MODULES, readSettings, SettingsError } from './env.server.ts'

test('without any setting the portal runs on this machine, with the demo, in ./data', () => {
  expect(readSettings({})).toEqual({
    PORT: 3000,
    HOST: '127.0.0.1',
    DATA_DIR: path.resolve('data'),
    databaseFile: path.resolve('data/koers.sqlite'),
    authFile: path.resolve('data/auth.sqlite'),
    confidentialFile: path.resolve('data/confidential.sqlite'),
    dataKeysFile: path.resolve('data/data-keys.sqlite'),
    AUDIT_HEADS_FILE: path.resolve('data/audit-heads.jsonl'),
    keysFile: path.resolve('data/koers.keys'),
    mediaFolder: path.resolve('data/media'),
    PUBLIC_ORIGIN: undefined,
    KOERS_NAME: 'Koers',
    KOERS_KINDS: [],
    KOERS_MODULES: [...MODULES],
    KOERS_DEMO: true,
    KOERS_CLOCK: undefined,
    KOERS_KEYS: undefined,
    KOERS_KEYS_FILE: undefined,
    KOERS_ONE_PLACE: false,
    LOG_LEVEL: 'warn',
    PAGE_CACHE: true,
    EMBED_ORIGINS: [],
    TRUST_PROXY: false,
    MEILI_URL: undefined,
    MEILI_KEY: '',
    MEILI_SEARCH_KEY: undefined,
    MEILI_INDEX: 'catalogue',
    SMTP_URL: undefined,
    MAIL_FROM: 'no-reply@koers.invalid',
    DISPATCHER: true,
    SHED_ABOVE_MS: 200,
    RATE_LIMITS: 'load',
    RATE_LIMITS_AT: {},
    SECURITY_CONTACT: undefined,
    oidc: null,
  })
})

test.each([
  ['MEILI_URL', 'http://name:geheim@host'],
  ['MEILI_URL', 'http://:geheim@host'],
  ['MEILI_URL', 'http://host/?key=geheim'],
  ['MEILI_URL', 'ftp://host/geheim'],
  ['MEILI_KEY', 'geheim\nx'],
  ['SMTP_URL', 'http://name:geheim@host'],
  ['MEILI_SEARCH_KEY', 'geheim sleutel'],
  ['KOERS_KEYS', 'first:geheim'],
  ['KOERS_KEYS', `first:${'A'.repeat(43)}=geheim`],
])('%s is refused without its value being repeated', (name, value) => {
  expect(() => readSettings({ [name]: value })).toThrow(`The setting ${name} has a wrong value. It must be`)
  expect(() => readSettings({ [name]: value })).not.toThrow('geheim')
})

test('an empty setting is the same as none', () => {
  const empty = Object.fromEntries(
    ['PORT', 'HOST', 'DATA_DIR', 'PUBLIC_ORIGIN', 'KOERS_MODULES', 'KOERS_CLOCK'].map((name) => [name, '']),
  )
  expect(readSettings(empty)).toEqual(readSettings({}))
})

test.each([
  ['PORT', 'drieduizend'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '80.5'],
  ['PUBLIC_ORIGIN', 'koers.example'],
  ['PUBLIC_ORIGIN', 'https://koers.example/portaal'],
  ['PUBLIC_ORIGIN', 'ftp://koers.example'],
  ['PUBLIC_ORIGIN', 'javascript:alert(1)'],
  ['KOERS_NAME', '   '],
  ['KOERS_NAME', 'x'.repeat(41)],
  ['PORT', ' '],
  ['KOERS_CLOCK', '2027-02-30'],
  ['PAGE_CACHE', 'maybe'],
  ['KOERS_MODULES', 'stories,verhalen'],
  ['KOERS_DEMO', 'yes'],
  ['KOERS_CLOCK', 'morgen'],
  ['KOERS_CLOCK', '2027-13-01'],
  ['KOERS_CLOCK', '1 maart 2027'],
  ['LOG_LEVEL', 'loud'],
  ['TRUST_PROXY', '1'],
  ['AUDIT_HEADS_FILE', '/srv/data/koers.sqlite'],
  ['SHED_ABOVE_MS', '49'],
  ['RATE_LIMITS', 'none'],
  ['RATE_LIMITS_AT', 'forms'],
  ['RATE_LIMITS_AT', 'forms:0'],
  ['RATE_LIMITS_AT', 'letters:5'],
  ['RATE_LIMITS_AT', '__proto__:5'],
  ['RATE_LIMITS_AT', 'forms:5,'],
  ['SECURITY_CONTACT', 'security@koers.example'],
  ['SECURITY_CONTACT', 'http://koers.example/security'],
  ['SECURITY_CONTACT', 'mailto:a@b\nX: y'],
])('%s=%s is refused in a sentence that names the setting, the value and what is allowed', (name, value) => {
  const read = () => readSettings({ [name]: value })
  expect(read).toThrow(SettingsError)
  expect(read).toThrow(`The setting ${name} has a wrong value: "${value}". It must be `)
})

test.each([
  ['PORT', '99999', /It must be a port number from 0 to 65535\.$/],
  ['PORT', 'http', /It must be a port number from 0 to 65535\.$/],
  [
    'PUBLIC_ORIGIN',
    'https://koers.example/portal',
    /It must be an address without a path, such as https:\/\/koers\.example\.$/,
  ],
  ['KOERS_NAME', 'x'.repeat(41), /It must be the portal's name, at most 40 characters\.$/],
  [
    'KOERS_MODULES',
    'saved,forum',
    /It must be modules with commas between, from: stories, guides, saved, .+, sign-up\.$/,
  ],
  ['EMBED_ORIGINS', 'https://www.uni.example/nl', /It must be addresses without a path, with https/],
  ['EMBED_ORIGINS', 'http://www.uni.example', /It must be addresses without a path, with https/],
  ['EMBED_ORIGINS', "https://a.example;script-src 'unsafe-inline'", /It must be addresses without a path/],
  ['EMBED_ORIGINS', 'https://*.example', /It must be addresses without a path/],
  ['KOERS_DEMO', 'yes', /It must be on or off\.$/],
  ['KOERS_CLOCK', 'tomorrow', /It must be a moment as ISO 8601/],
  ['AUDIT_HEADS_FILE', 'koers.sqlite', /It must be a file whose name ends in \.jsonl\.$/],
  ['LOG_LEVEL', 'loud', /It must be silent, error, warn, info or debug\.$/],
])('%s=%s is refused in one line that says what it must be', (name, value, sentence) => {
  const read = () => readSettings({ [name]: value })
  expect(read).toThrow(new RegExp(`^The setting ${name} has a wrong value: [^\\n]*$`))
  expect(read).toThrow(sentence)
})

const PUBLIC_ORIGIN = 'https://koers.example'

test.each([
  { HOST: '0.0.0.0' },
  { HOST: '::' },
  { HOST: '192.0.2.7' },
  { HOST: 'koers.example' },
  { HOST: '127.0.0.1.example' },
  { TRUST_PROXY: 'on' },
  { TRUST_PROXY: 'on', HOST: 'localhost', KOERS_DEMO: 'on' },
  { HOST: '0.0.0.0', PUBLIC_ORIGIN: '' },
])('where others can visit the start asks for the address they use: %j', (env) => {
  expect(() => readSettings(env)).toThrow(SettingsError)
  expect(() => readSettings(env)).toThrow(/^The setting PUBLIC_ORIGIN is needed where others can visit .*\.$/)
  expect(readSettings({ ...env, PUBLIC_ORIGIN }).PUBLIC_ORIGIN).toBe(PUBLIC_ORIGIN)
})

test('the demo is on by itself on this machine only', () => {
  for (const HOST of ['127.0.0.1', 'localhost', '::1']) expect(readSettings({ HOST }).KOERS_DEMO, HOST).toBe(true)
  for (const HOST of ['0.0.0.0', '::', 'koers.example'])
    expect(readSettings({ HOST, PUBLIC_ORIGIN }).KOERS_DEMO, HOST).toBe(false)
  expect(readSettings({ HOST: '0.0.0.0', PUBLIC_ORIGIN, KOERS_DEMO: 'on' }).KOERS_DEMO).toBe(true)
  expect(readSettings({ KOERS_DEMO: 'off' }).KOERS_DEMO).toBe(false)
})

test.each([
  [{ PUBLIC_ORIGIN: 'https://koers.example' }, false],
  [{ PUBLIC_ORIGIN, TRUST_PROXY: 'on' }, false],
  [{ PUBLIC_ORIGIN: 'http://localhost:3000' }, true],
  [{ PUBLIC_ORIGIN: 'http://[::1]:3000', HOST: '::1' }, true],
  [{ PUBLIC_ORIGIN: 'http://localhost:3000', TRUST_PROXY: 'on' }, false],
  [{ PUBLIC_ORIGIN: 'http://localhost:3000', HOST: '0.0.0.0' }, false],
  [{ PUBLIC_ORIGIN: 'https://koers.example', KOERS_DEMO: 'on' }, true],
] as const)('behind a proxy the demo is off unless it is asked for: %j', (env, demo) => {
  expect(readSettings(env).KOERS_DEMO).toBe(demo)
})

test('the clock can be moved in the demo only', () => {
  const KOERS_CLOCK = '2027-03-01T09:00:00Z'
  expect(readSettings({ KOERS_CLOCK }).KOERS_CLOCK).toBe(KOERS_CLOCK)
  expect(readSettings({ KOERS_CLOCK: '2027-03-01' }).KOERS_CLOCK).toBe('2027-03-01')
  expect(() => readSettings({ KOERS_CLOCK, KOERS_DEMO: 'off' })).toThrow(SettingsError)
  expect(() => readSettings({ KOERS_CLOCK, KOERS_DEMO: 'off' })).toThrow(
    /^The setting KOERS_CLOCK moves the clock and works in the demo only/,
  )
  expect(() => readSettings({ KOERS_CLOCK, HOST: '0.0.0.0', PUBLIC_ORIGIN })).toThrow('KOERS_CLOCK')
})

test('the heads of the audit log stand beside the database unless they are given another place', () => {
  expect(readSettings({ DATA_DIR: '/srv/koers' }).AUDIT_HEADS_FILE).toBe('/srv/koers/audit-heads.jsonl')
  expect(readSettings({ AUDIT_HEADS_FILE: '/mnt/other/heads.jsonl' }).AUDIT_HEADS_FILE).toBe('/mnt/other/heads.jsonl')
})

test('lists have commas between and no empty parts', () => {
  const read = readSettings({ KOERS_KINDS: ' training, vacancy ,', KOERS_MODULES: 'stories, guides' })
  expect(read.KOERS_KINDS).toEqual(['training', 'vacancy'])
  expect(read.KOERS_MODULES).toEqual(['stories', 'guides'])
})

test('keys come from the environment or from a file, not from both', () => {
  const KOERS_KEYS = `first:${Buffer.alloc(32, 7).toString('base64')}`
  expect(readSettings({ KOERS_KEYS }).KOERS_KEYS).toBe(KOERS_KEYS)
  expect(readSettings({ KOERS_KEYS_FILE: '/run/secrets/koers' }).keysFile).toBe('/run/secrets/koers')
  expect(readSettings({ DATA_DIR: '/var/koers' }).keysFile).toBe('/var/koers/koers.keys')
  const both = () => readSettings({ KOERS_KEYS, KOERS_KEYS_FILE: '/run/secrets/koers' })
  expect(both).toThrow(SettingsError)
  expect(both).toThrow('KOERS_KEYS and KOERS_KEYS_FILE')
  expect(both).not.toThrow(KOERS_KEYS)
})

test('attempts are limited by themselves wherever others can come, and on this machine as in a load test', () => {
  expect(readSettings({}).RATE_LIMITS).toBe('load')
  expect(readSettings({ RATE_LIMITS: 'on' }).RATE_LIMITS).toBe('on')
  for (const others of [{ HOST: '0.0.0.0', PUBLIC_ORIGIN }, { TRUST_PROXY: 'on', PUBLIC_ORIGIN }, { PUBLIC_ORIGIN }]) {
    expect(readSettings(others).RATE_LIMITS, JSON.stringify(others)).toBe('on')
    expect(() => readSettings({ ...others, RATE_LIMITS: 'load' })).toThrow('The setting RATE_LIMITS=load is for load')
  }
})

test('single limits can be set, for accounts and addresses alike or each', () => {
  const { RATE_LIMITS_AT } = readSettings({ RATE_LIMITS_AT: 'forms:60, search:120/1200' })
  expect(RATE_LIMITS_AT).toEqual({
    forms: { account: 60, address: 60, within: 60_000 },
    search: { account: 120, address: 1_200, within: 60_000 },
  })
})

const SERVICE = {
  PUBLIC_ORIGIN: 'https://koers.example',
  OIDC_ISSUER: 'https://connect.surfconext.nl',
  OIDC_CLIENT_ID: 'koers.example',
  OIDC_CLIENT_SECRET: 'geheim geheim',
  OIDC_HOME_ORGANISATIONS: 'Universiteit.example, umc.example, UNIVERSITEIT.example',
  OIDC_STAFF_NUMBER_CLAIM: 'uids',
}

test('a sign-in service is read as one whole, and the demo is then off', () => {
  const read = readSettings(SERVICE)
  expect(read.KOERS_DEMO).toBe(false)
  expect(read.oidc).toEqual({
    issuer: 'https://connect.surfconext.nl',
    clientId: 'koers.example',
    clientSecret: 'geheim geheim',
    clientAuth: null,
    homeOrganisations: ['universiteit.example', 'umc.example'],
    affiliations: ['employee', 'staff', 'faculty'],
    stepUp: [],
    scopes: 'openid profile email',
    staffNumberClaim: 'uids',
    name: 'SURFconext',
    redirectUri: 'https://koers.example/sign-in/callback',
  })
  expect(Object.keys(read).filter((name) => name.startsWith('OIDC_'))).toEqual([])
})

test.each(['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_HOME_ORGANISATIONS'] as const)(
  'half a sign-in service, without %s, stops the start',
  (missing) => {
    const read = () => readSettings({ ...SERVICE, [missing]: '' })
    expect(read).toThrow(SettingsError)
    expect(read).toThrow(/^The setting OIDC_\w+ is there, and [^\n]*$/)
    expect(read).toThrow(`${missing} is not. Signing in with OpenID Connect needs both.`)
    expect(read).not.toThrow('geheim')
  },
)

test('a sign-in service and the demo exclude each other, also on this machine', () => {
  const local = { ...SERVICE, PUBLIC_ORIGIN: 'http://127.0.0.1:3000', OIDC_ISSUER: 'http://127.0.0.1:9000' }
  expect(readSettings(local).KOERS_DEMO).toBe(false)
  for (const env of [SERVICE, local]) {
    const read = () => readSettings({ ...env, KOERS_DEMO: 'on' })
    expect(read).toThrow(/^The settings KOERS_DEMO=on and OIDC_ISSUER exclude each other[^\n]*$/)
    expect(read).not.toThrow('geheim')
  }
})

test.each([[undefined], ['http://koers.example']])(
  'a sign-in service needs the own address, with TLS: %s',
  (PUBLIC_ORIGIN) => {
    const read = () => readSettings({ ...SERVICE, PUBLIC_ORIGIN })
    expect(read).toThrow(/^The setting OIDC_ISSUER needs PUBLIC_ORIGIN beside it, with https[^\n]*$/)
    expect(read).not.toThrow('geheim')
  },
)

test.each([
  ['OIDC_ISSUER', 'http://connect.example'],
  ['OIDC_ISSUER', 'https://connect.example/?tenant=1'],
  ['OIDC_ISSUER', 'https://naam:woord@connect.example'],
  ['OIDC_ISSUER', 'connect.example'],
  ['OIDC_ISSUER', 'http://127.0.0.1.elsewhere.example'],
  ['OIDC_CLIENT_ID', 'koers example'],
  ['OIDC_HOME_ORGANISATIONS', 'universiteit.example,*'],
  ['OIDC_HOME_ORGANISATIONS', 'https://universiteit.example'],
  ['OIDC_AFFILIATIONS', 'student'],
  ['OIDC_AFFILIATIONS', ','],
  ['OIDC_SCOPES', 'profile email'],
  ['OIDC_STEP_UP', 'loa 2'],
  ['OIDC_STAFF_NUMBER_CLAIM', 'a b'],
  ['OIDC_CLIENT_AUTH', 'header'],
  ['OIDC_NAME', 'x'.repeat(41)],
])('%s=%s is refused in a sentence that names the setting, the value and what is allowed', (name, value) => {
  expect(() => readSettings({ ...SERVICE, [name]: value })).toThrow(
    `The setting ${name} has a wrong value: "${value}".`,
  )
})

test('several organisations without the claim of the staff number stop the start with one sentence; one organisation does not', () => {
  const without = { ...SERVICE, OIDC_STAFF_NUMBER_CLAIM: '' }
  expect(() => readSettings(without)).toThrow(SettingsError)
  expect(() => readSettings(without)).toThrow(
    /^The setting OIDC_HOME_ORGANISATIONS names several organisations, and OIDC_STAFF_NUMBER_CLAIM is not there\.[^\n]*$/,
  )
  const one = 'universiteit.example, Universiteit.Example'
  expect(readSettings({ ...without, OIDC_HOME_ORGANISATIONS: one }).oidc?.homeOrganisations).toHaveLength(1)
})

test.each(['\u212Auniversiteit.example', 'universiteit\u200B.example', '.example', 'universiteit.example.'])(
  'the organisation %j is refused, because none is told so',
  (organisation) => {
    expect(() => readSettings({ ...SERVICE, OIDC_HOME_ORGANISATIONS: organisation })).toThrow('OIDC_HOME_ORGANISATIONS')
  },
)

test('a wrong secret of the sign-in service is not repeated', () => {
  const read = () => readSettings({ ...SERVICE, OIDC_CLIENT_SECRET: 'kort' })
  expect(read).toThrow('The setting OIDC_CLIENT_SECRET has a wrong value. It must be')
  expect(read).not.toThrow('kort')
})

test('lists of the sign-in service are read in full', () => {
  const { oidc } = readSettings({
    ...SERVICE,
    OIDC_AFFILIATIONS: 'employee, affiliate',
    OIDC_STEP_UP: 'http://surfconext.nl/assurance/loa2, http://surfconext.nl/assurance/loa3',
    OIDC_CLIENT_AUTH: 'post',
    OIDC_STAFF_NUMBER_CLAIM: 'uids',
    OIDC_NAME: 'Academy login',
  })
  expect(oidc).toMatchObject({
    affiliations: ['employee', 'affiliate'],
    stepUp: ['http://surfconext.nl/assurance/loa2', 'http://surfconext.nl/assurance/loa3'],
    clientAuth: 'post',
    staffNumberClaim: 'uids',
    name: 'Academy login',
  })
})
