import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { WITH_DEMO_TOKEN } from './demo-token.ts'

export type Answer = { status: number; headers: IncomingHttpHeaders; body: string }
export type Asked = { method?: string; headers?: Record<string, string>; body?: string }

const agent = new Agent({ keepAlive: true, maxSockets: 8 })

/** A request with exactly these headers and this path, as no browser would send it. Follows no redirect. */
export function ask(origin: string | undefined, path: string, { method = 'GET', headers = {}, body }: Asked = {}) {
  const { hostname, port } = new URL(origin ?? '')
  return new Promise<Answer>((resolve, reject) => {
    const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }
    const sent = httpRequest({ agent, hostname, port, path, method, headers: { ...length, ...headers } }, (answer) => {
      const pieces: Buffer[] = []
      answer.on('data', (piece: Buffer) => pieces.push(piece))
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(pieces).toString(),
        }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** The same request, sent again while the portal says that it is overloaded and when to come back; for tests that are about something else. */
export async function askWhenFree(...[origin, path, asked]: Parameters<typeof ask>): Promise<Answer> {
  for (let tries = 0; ; tries++) {
    const answer = await ask(origin, path, asked)
    if (answer.status !== 503 || answer.headers['retry-after'] === undefined || tries === 20) return answer
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

/** What a browser sends with a form of the portal's own. */
export function ownForm(origin: string, fields: Readonly<Record<string, string>>): Asked {
  return {
    method: 'POST',
    headers: { Origin: origin, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  }
}

/** The sign-in cookie an answer sets, as a Cookie header; empty when it sets none. */
export function cookieOf({ headers }: Answer): string {
  const set = (headers['set-cookie'] ?? []).filter((one) => one.startsWith('__Host-koers=') && !one.includes('=;'))
  return set.at(-1)?.split(';')[0] ?? ''
}

/** The form that signs in as a person of the demo, with the token of the tests. */
export function demoForm(origin: string, fields: Readonly<Record<string, string>>): Asked {
  const form = ownForm(origin, fields)
  return { ...form, headers: { ...form.headers, ...WITH_DEMO_TOKEN } }
}

/** Signs in as a person of the demo and answers their Cookie header. */
export async function signInAs(
  origin: string,
  handle: string,
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const form = demoForm(origin, { person: handle })
  const cookie = cookieOf(await ask(origin, '/sign-in/demo', { ...form, headers: { ...form.headers, ...more } }))
  if (cookie === '') throw new Error(`${handle} could not sign in`)
  return cookie
}
