import type { Allowed } from '#app/access/actor.ts'
import type { Language } from '#app/i18n/languages.ts'
import type { SentBy } from '#app/platform/http/form/define-form.server.ts'
import { done, type Outcome } from '#app/platform/outcome.ts'
import type { Db } from '#db/open.server.ts'
import type { SignUpNews } from './pages/sign-up-page.tsx'
import { type CancelProblem, cancelSignUp, type SignUpProblem, signUp, takeOffered } from './sign-up.server.ts'
import type { signUpForm } from './sign-up-form.server.ts'

type Sent = SentBy<typeof signUpForm> & { readonly sessionId: string; readonly language: Language }

/** Carries out one form of the page of somebody's own sign-up; answers what the page says of it. */
export function changeSignUp(
  db: Db,
  actor: Allowed<'sign-up.make'>,
  sent: Sent,
  now: Date,
): Outcome<SignUpNews, SignUpProblem | CancelProblem | 'lapsed'> {
  if (sent.intent === 'cancel') {
    const cancelled = cancelSignUp(db, actor, sent.sessionId, now)
    return cancelled.ok ? done(cancelled.value.late ? 'late' : 'cancelled') : cancelled
  }
  if (sent.intent === 'take') {
    const taken = takeOffered(db, actor, sent.sessionId, now)
    return taken.ok ? done('taken') : taken
  }
  const answers = Object.fromEntries(sent.answers.map(({ id, text }) => [id, text]))
  const { sessionId, language } = sent
  const made = signUp(db, actor, { sessionId, slotId: sent.slot, answers, language }, now)
  if (!made.ok) return made
  const { state } = made.value
  return done(state === 'waiting' || state === 'requested' ? state : 'made')
}
