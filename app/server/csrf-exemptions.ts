export const BACKCHANNEL_LOGOUT = '/sign-in/backchannel-logout'

/** An address to which another machine or a mail program sends by itself, so that no page of the portal can be shown to have sent it. */
export type CsrfExemption = {
  /** Why the guard lets it through: what proves there that it is meant. */
  readonly proof: string
  readonly isAt: (path: string) => boolean
}

/**
 * All that the CSRF guard lets through without a page of the portal behind it. Such a request comes without its cookies, so it is carried out for
 * what it holds and never for who is signed in; it is an url-encoded form, and its rate limit counts it by network.
 */
export const CSRF_EXEMPTIONS: ReadonlyArray<CsrfExemption> = [
  { proof: 'a token that the sign-in service signed', isAt: (path) => path === BACKCHANNEL_LOGOUT },
]

export function isCsrfExempt(path: string): boolean {
  return CSRF_EXEMPTIONS.some(({ isAt }) => isAt(path))
}
