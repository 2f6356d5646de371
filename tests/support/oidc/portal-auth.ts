import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { AppLoadContext } from '@remix-run/node'
import type { Visitor } from '#app/access/visitor.ts'
import { seedUniversity } from '#app/demo/demo.server.ts'
import { readUniversity } from '#app/demo/demo-files.server.ts'
import { readDemoPeople, seedPeople } from '#app/demo/demo-people.server.ts'
import { findVisitorByToken } from '#app/features/people/auth-sessions.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { authStore, closeDatabase, database } from '#app/platform/database.server.ts'
import { listeningOn } from '#app/platform/http/origin.server.ts'
import { sessionToken } from '#app/platform/http/session-cookie.server.ts'
import { loader as finish } from '#app/routes/auth/finish-sign-in.ts'
import { loader as start } from '#app/routes/auth/start-sign-in.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { serviceSettings } from './accounts.ts'

export const PORTAL = 'http://127.0.0.1:4999'
export const CALLBACK = `${PORTAL}/sign-in/callback`

/** The portal of this test file: settings for this service, and a database with the people of the demo. To be called before anything asks for a setting. */
export function openPortal(issuer: string, settings: Record<string, string> = {}): { close(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'koers-oidc-'))
  Object.assign(process.env, {
    DATA_DIR: folder,
    ...serviceSettings(PORTAL, issuer),
    LOG_LEVEL: 'silent',
    ...settings,
  })
  listeningOn(PORTAL)
  const university = readUniversity()
  seedUniversity(database(), university, [], now())
  inTransaction(database(), (tx) => seedPeople(tx, readDemoPeople(), university.mailDomain, now()))
  return {
    close() {
      closeDatabase()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A browser with its cookies, by origin. It goes to the portal's two routes directly, and to the service over HTTP. */
export class Browser {
  readonly cookies = new Map<string, Map<string, string>>()

  private jar(origin: string): Map<string, string> {
    const jar = this.cookies.get(origin) ?? new Map<string, string>()
    this.cookies.set(origin, jar)
    return jar
  }

  private keep(origin: string, headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const [name = '', ...value] = pair.split('=')
      if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(line)) this.jar(origin).delete(name)
      else this.jar(origin).set(name, value.join('='))
    }
  }

  cookie(name: string): string | undefined {
    return this.jar(PORTAL).get(name)
  }

  setCookie(name: string, value: string): void {
    this.jar(PORTAL).set(name, value)
  }

  dropCookie(name: string): void {
    this.jar(PORTAL).delete(name)
  }

  private header(origin: string): string {
    return [...this.jar(origin)].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /** Who the portal takes this browser for. */
  visitor(): Visitor | null {
    const token = sessionToken(this.header(PORTAL))
    const found = token ? findVisitorByToken(database(), authStore(), token, now()) : null
    if (found?.renewed) this.setCookie('__Host-koers', found.renewed)
    return found?.visitor ?? null
  }

  private async atPortal(url: URL): Promise<Response> {
    const cookie = this.header(PORTAL)
    const request = new Request(url, { headers: { ...(cookie ? { Cookie: cookie } : {}), 'User-Agent': 'Firefox/1' } })
    const context: AppLoadContext = {
      nonce: '',
      setPolicy: () => {},
      version: '',
      takeFormAttempt: () => 0,
      takeFeedRead: () => 0,
      arrival: 'elsewhere',
      takeConfirmedRead: () => false,
      endedSessionOf: () => null,
      saveWaitingForm: () => false,
      isRestored: false,
      allowSlowBody: () => undefined,
      keepWaitingForm: () => undefined,
      setCookie: () => {},
      visitor: () => this.visitor(),
    }
    const loader = url.pathname === '/sign-in/start' ? start : finish
    return loader({ request, context, params: {} })
  }

  /** One request, without going where the answer leads. */
  async get(address: string): Promise<Response> {
    const url = new URL(address)
    const response =
      url.origin === PORTAL
        ? await this.atPortal(url)
        : await fetch(url, { redirect: 'manual', headers: { Cookie: this.header(url.origin) } })
    this.keep(url.origin, response.headers)
    return response
  }

  /** Sends a form of the service. */
  async post(address: string, form: Record<string, string>): Promise<Response> {
    const url = new URL(address)
    const headers = { Cookie: this.header(url.origin) }
    const response = await fetch(url, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(form) })
    this.keep(url.origin, response.headers)
    return response
  }

  /** Follows where answers lead, until one shows a page or leads to the portal's callback; answers the address it then stands at. */
  async follow(from: string, response: Response): Promise<{ at: string; response: Response }> {
    const location = response.headers.get('Location')
    if (!location) return { at: from, response }
    const next = new URL(location, from).href
    if (new URL(next).origin === PORTAL) return { at: next, response }
    return this.follow(next, await this.get(next))
  }
}

/** How many sign-ins there are. */
export function countSignIns(): number {
  return Number(authStore().prepare('SELECT count(*) FROM auth_sessions').pluck().get())
}
