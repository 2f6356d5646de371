import type { IncomingMessage } from 'node:http'
import type { Request, Response } from 'express'
import { textsFor } from '#app/i18n/instance.server.ts'
import { isLanguage, type Language, languageFromHeader } from '#app/i18n/languages.ts'
import { rememberedLanguage } from '#app/platform/http/language.server.ts'
import { portalName } from '#app/platform/portal-settings.server.ts'

export type PlainProblem = 'tooLong' | 'badAddress' | 'tooLarge' | 'foreign' | 'failed'

const STATUS: Record<PlainProblem, number> = { tooLong: 431, badAddress: 400, tooLarge: 413, foreign: 403, failed: 500 }

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** The language of a request that does not get as far as Remix: its address's, else the one last read in, else the browser's. */
export function languageOfRequest(request: Pick<IncomingMessage, 'url' | 'headers'>): Language {
  const first = (request.url ?? '').slice(0, 4).split(/[/?]/)[1]
  if (isLanguage(first)) return first
  return rememberedLanguage(request.headers.cookie) ?? languageFromHeader(request.headers['accept-language'] ?? null)
}

function section(language: Language, problem: PlainProblem): string {
  const t = textsFor(language)
  return `<section lang="${language}"><h1>${escaped(t(`server:${problem}.title`))}</h1><p>${escaped(t(`server:${problem}.text`))}</p>
<p><a href="/${language}">${escaped(t('server:home'))}</a></p></section>`
}

/** What is wrong, that nothing was lost, where to go: in one language after the other. No style, no script, nothing of the request. */
function pageIn(languages: [Language, ...Language[]], problem: PlainProblem): { status: number; html: string } {
  const titles = languages.map((language) => textsFor(language)(`server:${problem}.title`))
  const html = `<!DOCTYPE html>
<html lang="${languages[0]}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped([...titles, portalName()].join(' · '))}</title><link rel="stylesheet" href="/plain.css"></head>
<body><main>${languages.map((language) => section(language, problem)).join('\n')}</main></body></html>`
  return { status: STATUS[problem], html }
}

/** A whole page for what is refused before Remix, or failed around it. */
export function plainPage(language: Language, problem: PlainProblem): { status: number; html: string } {
  return pageIn([language], problem)
}

/** Answers with that page, in the reader's language. */
export function sendPlainPage(request: Request, response: Response, problem: PlainProblem): void {
  const { status, html } = plainPage(languageOfRequest(request), problem)
  response.status(status).set('Cache-Control', 'no-store').type('html').send(html)
}

/** The same in both languages, for a request that is too broken to ask for one. */
export function plainPageInBoth(problem: PlainProblem): { status: number; html: string } {
  return pageIn(['nl', 'en'], problem)
}
