import type { AppLoadContext } from '@remix-run/node'
import type { Request, Response } from 'express'
import type { Visitor } from '#app/access/visitor.ts'
import { now } from '#app/platform/clock.server.ts'
import { authStore } from '#app/platform/database.server.ts'
import {
  deleteWaitingForm,
  findWaitingForm,
  hasWaitingForms,
  saveWaitingForm,
} from '#app/platform/http/form/waiting-forms.server.ts'
import { clearedWaitingCookie, waitingCookie, waitingToken } from '#app/platform/http/waiting-form-cookie.server.ts'

/** The part of what a route is handed that is about forms which wait for a sign-in. */
export type WaitingContext = Pick<AppLoadContext, 'saveWaitingForm' | 'isRestored' | 'keepWaitingForm'>

/** A form that waited for this page: its fields, and what to do once the page has answered. */
export type Restored = { readonly body: URLSearchParams; readonly finish: (status: number) => void }

function pathOf(address: string): string {
  return address.split('?', 1)[0] ?? ''
}

/** Whether a whole page is asked for: what Remix asks for inside the portal has no room for a form. */
function isPage({ method, path }: Request): boolean {
  return method === 'GET' && !path.toLowerCase().endsWith('.data')
}

/**
 * What waits for this page and this person since before their sign-in. The page is then asked for as if its form had been sent, marked so that
 * `answerForm` shows what stood in it and carries nothing out.
 */
export function restoredFor(
  request: Request,
  response: Response,
  visitor: () => Visitor | null,
): { restored: Restored | null; context: WaitingContext } {
  const token = waitingToken(request.headers.cookie)
  const personId = token !== null && isPage(request) ? visitor()?.person.id : undefined
  const found =
    token !== null && personId !== undefined
      ? findWaitingForm(
          authStore(),
          token,
          (form) => form.personId === personId && pathOf(form.action) === request.path,
          now(),
        )
      : null
  let isKept = false
  return {
    restored:
      token !== null && found
        ? {
            body: new URLSearchParams(found.form.fields.map(([name, value]) => [name, value])),
            finish(status) {
              // A page that asks first whether it may open has shown nothing yet.
              if (isKept || status >= 300) return
              deleteWaitingForm(authStore(), found.id)
              if (!hasWaitingForms(authStore(), token, now())) response.append('Set-Cookie', clearedWaitingCookie())
            },
          }
        : null,
    context: {
      isRestored: found !== null,
      keepWaitingForm: () => {
        isKept = true
      },
      saveWaitingForm: (form) => {
        const saved = saveWaitingForm(authStore(), form, token, now())
        if (saved) response.append('Set-Cookie', waitingCookie(saved))
        return saved !== null
      },
    },
  }
}
