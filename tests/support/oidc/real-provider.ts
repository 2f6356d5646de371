import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type Provider from 'oidc-provider'
import { type Account, CLIENT, LOA2 } from './accounts.ts'
import { newKey, privateJwk } from './keys.ts'

export type RealProvider = {
  issuer: string
  /** Who has an account there, by the name they sign in with. */
  accounts: Map<string, Account>
  close(): Promise<void>
}

/** oidc-provider tells on the console which Node it likes better, and that this is no production: true, and not of interest to a test. */
async function quietly<T>(work: () => Promise<T> | T): Promise<T> {
  const { warn, info } = console
  console.warn = () => {}
  console.info = () => {}
  try {
    return await work()
  } finally {
    console.warn = warn
    console.info = info
  }
}

function page(title: string, body: string): string {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>${title}</title></head><body><main><h1>${title}</h1>${body}</main></body></html>`
}

function readBody(request: IncomingMessage): Promise<URLSearchParams> {
  return new Promise((resolve) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => resolve(new URLSearchParams(body)))
  })
}

function formFor(prompt: string, address: string, accounts: Iterable<string>): string {
  const names = prompt === 'login' ? [...accounts] : ['yes']
  const buttons = names.map((name) => `<button name="${prompt}" value="${name}">${name}</button>`).join(' ')
  return `<form method="post" action="${address}">${buttons} <button name="stop" value="yes">stop</button></form>`
}

/** The screens of the service: choose who you are, allow that the portal hears it, or stop. */
async function interact(
  provider: Provider,
  accounts: Map<string, Account>,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const details = await provider.interactionDetails(request, response)
  const { name: prompt } = details.prompt
  if (request.method !== 'POST') {
    const title = prompt === 'login' ? 'Who are you?' : 'May the portal know?'
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.end(page(title, formFor(prompt, request.url ?? '', accounts.keys())))
    return
  }
  const form = await readBody(request)
  if (form.has('stop')) {
    const result = { error: 'access_denied', error_description: 'The person stopped.' }
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
    return
  }
  if (prompt === 'login') {
    const name = form.get('login') ?? ''
    const asked = String(details.params.acr_values ?? '').split(' ')
    const isSure = accounts.get(name)?.hasSecondFactor === true && asked.includes(LOA2)
    const login = { accountId: name, remember: true, ...(isSure ? { acr: LOA2 } : {}) }
    await provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false })
    return
  }
  const grant = new provider.Grant({
    accountId: details.session?.accountId,
    clientId: String(details.params.client_id),
  })
  grant.addOIDCScope(String(details.params.scope))
  const consent = { grantId: await grant.save() }
  await provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true })
}

function listening(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })
}

const SERVED_CLAIMS = [
  'name',
  'given_name',
  'family_name',
  'preferred_language',
  'schac_home_organization',
  'eduperson_affiliation',
  'employee_number',
]

/** A certified OpenID Connect provider on this machine, with RS256 keys and screens to sign in with. */
export async function startRealProvider(redirectUri: string): Promise<RealProvider> {
  const accounts = new Map<string, Account>()
  const server = createServer()
  const issuer = await listening(server)
  const provider = await quietly(async () => {
    const { default: OidcProvider } = await import('oidc-provider')
    return new OidcProvider(issuer, {
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          redirect_uris: [redirectUri],
          response_types: ['code'],
          grant_types: ['authorization_code'],
        },
      ],
      jwks: { keys: [privateJwk(newKey('real'))] },
      cookies: { keys: ['only for this test'] },
      scopes: ['openid', 'profile', 'email'],
      claims: { openid: ['sub'], profile: SERVED_CLAIMS, email: ['email'] },
      acrValues: [LOA2],
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
      findAccount: (_context, name) => {
        const account = accounts.get(name)
        if (!account) return undefined
        const { hasSecondFactor: _, ...claims } = account
        return { accountId: name, claims: () => ({ ...claims }) }
      },
      ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    })
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response)
    interact(provider, accounts, request, response).catch(() => {
      response.statusCode = 400
      response.end()
    })
  })
  return {
    issuer,
    accounts,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
