import type { IncomingMessage } from 'node:http'
import type { Request, Response } from 'express'
import { textsFor } from '#app/i18n/instance.server.ts'
import { isLanguage, type Language, otherLanguage } from '#app/i18n/languages.ts'
import { languageFromHeader } from '#app/platform/http/accept-language.ts'
import { rememberedLanguage } from '#app/platform/http/language.server.ts'
import { newReference } from '#app/platform/http/reference.server.ts'
import { log as portalLog } from '#app/platform/log.server.ts'
import { portalName } from '#app/platform/portal/settings.server.ts'

const STATUS = {
  tooLong: 431,
  missing: 404,
  badAddress: 400,
  notAForm: 400,
  method: 405,
  tooLarge: 413,
  foreign: 403,
  tooMany: 429,
  closed: 503,
  overloaded: 503,
  failed: 500,
} as const

export type PlainProblem = keyof typeof STATUS
/** `waitSeconds` is said on the page too, in minutes; `retryAfter` to programs only. */
type PlainOptions = { waitSeconds?: number; retryAfter?: number; log?: typeof portalLog }
type Details = { reference?: string; waitSeconds?: number; path?: string }

/** A longer address is not offered in the other language. */
const LONGEST_SHOWN = 300

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** The language of a request that does not get as far as Remix: its address's, else the one last read in, else the browser's. */
export function languageOfRequest(request: Pick<IncomingMessage, 'url' | 'headers'>): Language {
  const first = (request.url ?? '').slice(0, 4).split(/[/?]/)[1]
  if (isLanguage(first)) return first
  return rememberedLanguage(request.headers.cookie) ?? languageFromHeader(request.headers['accept-language'] ?? null)
}

/** For a page that is not there: search, the whole catalogue, and the same address in the other language. */
function waysOn(language: Language, path: string): string {
  const t = textsFor(language)
  const other = otherLanguage(language)
  const inOther =
    path.length <= LONGEST_SHOWN && isLanguage(path.split('/')[1]) ? `/${other}${path.slice(3)}` : `/${other}`
  return `<form action="/${language}/catalogue" role="search"><label for="q">${escaped(t('search.label'))}</label>
<input id="q" name="q" type="search"> <button>${escaped(t('search.button'))}</button></form>
<p><a href="/${language}/catalogue">${escaped(t('error.catalogue'))}</a></p>
<p><a href="${escaped(inOther)}" lang="${other}" hreflang="${other}">${escaped(t(`language.${other}`))}</a></p>`
}

function section(language: Language, problem: PlainProblem, { reference, waitSeconds, path }: Details): string {
  const t = textsFor(language)
  const sentences = [
    t(`server:${problem}.text`),
    ...(waitSeconds === undefined ? [] : [t('server:tooMany.wait', { count: Math.ceil(waitSeconds / 60) })]),
    ...(reference === undefined ? [] : [t('error.reference', { reference })]),
  ]
  return `<section lang="${language}"><h1>${escaped(t(`server:${problem}.title`))}</h1>
${sentences.map((sentence) => `<p>${escaped(sentence)}</p>`).join('\n')}
${problem === 'missing' ? waysOn(language, path ?? '') : ''}
<p><a href="/${language}">${escaped(t('server:home'))}</a></p></section>`
}

/** What is wrong, that nothing was lost, where to go: in one language after the other. No style, no script; of the request at most its path, in the link to the other language. */
function pageIn(languages: [Language, ...Language[]], problem: PlainProblem, details: Details): string {
  const titles = languages.map((language) => textsFor(language)(`server:${problem}.title`))
  return `<!DOCTYPE html>
<html lang="${languages[0]}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${escaped([...titles, portalName()].join(' · '))}</title>
<link rel="stylesheet" href="/plain.css"><link rel="icon" href="/favicon.svg" type="image/svg+xml"></head>
<body><main>${languages.map((language) => section(language, problem, details)).join('\n')}</main></body></html>`
}

/** Answers with a whole page for what is refused before Remix or failed around it, in the reader's language, with a number to mention that the log has too. */
export function sendPlainPage(
  request: Request,
  response: Response,
  problem: PlainProblem,
  { waitSeconds, retryAfter = waitSeconds, log = portalLog }: PlainOptions = {},
): void {
  const [status, reference] = [STATUS[problem], newReference(request)]
  log('info', 'a request was refused', { status, kind: problem, reference })
  if (retryAfter !== undefined) response.set('Retry-After', String(retryAfter))
  const html = pageIn([languageOfRequest(request)], problem, { reference, waitSeconds, path: request.path })
  response.status(status).set('Cache-Control', 'no-store').type('html').send(html)
}

/** The same in both languages, for a request that is too broken to ask for one. */
export function plainPageInBoth(problem: PlainProblem): string {
  return pageIn(['nl', 'en'], problem, {})
}
