import { redirect } from '@remix-run/node'
import { paths } from '#app/paths.ts'
import { log } from '../log.server.ts'
import { preferredLanguage } from './language.server.ts'
import { newReference } from './reference.server.ts'

/**
 * Leads to the page that says why signing in did not work. That page has an address of its own, without the code and the state that the
 * sign-in service added; the log gets the same reference, and of what happened only its kind.
 */
export function signInRefused(
  request: Request,
  refusal: { problem: string; detail: string; goTo: string | null },
  cookies: ReadonlyArray<string> = [],
): Response {
  const { problem, detail, goTo } = refusal
  const reference = newReference(request)
  log('warn', 'a sign-in was refused', { kind: problem, reference, ...(detail ? { code: detail } : {}) })
  const language = goTo?.startsWith('/en') ? 'en' : goTo ? 'nl' : preferredLanguage(request)
  const headers = new Headers({ 'Cache-Control': 'no-store' })
  for (const cookie of cookies) headers.append('Set-Cookie', cookie)
  return redirect(paths.signInProblem(language, { why: problem, reference, to: goTo ?? undefined }), { headers })
}
