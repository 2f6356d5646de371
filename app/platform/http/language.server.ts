import { isLanguage, type Language } from '#app/i18n/languages.ts'
import { languageFromHeader } from './accept-language.ts'
import { cookieValue } from './cookies.ts'
import { publicOrigin } from './origin.server.ts'

/** Over https with the prefix, so that no neighbouring host can set it; a browser takes the prefix with Secure only. */
export const LANGUAGE_COOKIES = { https: '__Host-language', http: 'language' } as const
const A_YEAR_IN_SECONDS = 31_536_000

function isOverTls(): boolean {
  return publicOrigin().startsWith('https:')
}

function cookieName(): string {
  return isOverTls() ? LANGUAGE_COOKIES.https : LANGUAGE_COOKIES.http
}

/** The language somebody last read in, from the Cookie header. */
export function rememberedLanguage(cookie: string | null | undefined): Language | null {
  const value = cookieValue(cookie, cookieName())
  return isLanguage(value) ? value : null
}

/** The language somebody wants: the one they last read in, else what the browser asks for. */
export function preferredLanguage(request: Request): Language {
  return rememberedLanguage(request.headers.get('Cookie')) ?? languageFromHeader(request.headers.get('Accept-Language'))
}

function inPath(path: string): Language | null {
  const first = path.split('/', 2)[1]
  return isLanguage(first) ? first : null
}

/** The language of an address; for an address without one, the one the visitor wants. */
export function languageOf(request: Request): Language {
  return inPath(new URL(request.url).pathname) ?? preferredLanguage(request)
}

/** Remembers the language a page was read in, when it is another than before. It holds nothing else. */
export function languageCookie(path: string, cookie: string | null | undefined): string | null {
  const language = inPath(path)
  if (!language || language === rememberedLanguage(cookie)) return null
  const secure = isOverTls() ? '; Secure' : ''
  return `${cookieName()}=${language}; Path=/; Max-Age=${A_YEAR_IN_SECONDS}; SameSite=Lax; HttpOnly${secure}`
}

/** The language of a route's address, or 404. */
export function requireLanguage(language: string | undefined): Language {
  if (!isLanguage(language)) throw new Response(null, { status: 404 })
  return language
}
