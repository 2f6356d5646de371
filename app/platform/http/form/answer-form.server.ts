import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs, type AppLoadContext, data, redirect } from '@remix-run/node'
import { type Allowed, allow } from '#app/access/actor.ts'
import type { Permission } from '#app/access/permissions.ts'
import type { Visitor } from '#app/access/visitor.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '../../clock.server.ts'
import { log } from '../../log.server.ts'
import { BUSY, whenFree } from '../../when-free.server.ts'
import { formToken, isFormToken } from '../form-token.server.ts'
import { needsFreshProof } from '../fresh-proof.server.ts'
import { languageOf } from '../language.server.ts'
import { newReference } from '../reference.server.ts'
import type { TypedForm } from '../typed-form.ts'
import { requireAllowed, requireVisitor, visitorOf, wayBack } from '../visitor.server.ts'
import { type Form, type Intents, LARGEST, type ProblemOf, type SentBy } from './define-form.server.ts'
import { type FormAnswer, type FormProblem, GENERAL_PROBLEMS, type GeneralProblem } from './form-answer.ts'
import { readBody } from './read-body.server.ts'
import { type Kept, notOurs, type ReadForm, readEntries } from './read-form.server.ts'

/** What HTTP says of problems that more than one form has; any other is a mistake in the form, 400. */
const STATUS: Readonly<Record<string, number>> = {
  'old-form': 403,
  'other-sign-in': 403,
  'changed-meanwhile': 409,
  'too-large': 413,
  'too-often': 429,
  busy: 503,
}

type PermissionOf<F> = F extends Form<Intents, infer P, string> ? P : never
/** A form as its verb gets it: read, within its limits, by somebody who may. */
export type SentForm<F> = {
  value: SentBy<F>
  /** What stood in its fields, as a page can show it again. */
  kept: Kept
} & (PermissionOf<F> extends Permission
  ? { actor: Allowed<PermissionOf<F>>; visitor: Visitor }
  : { actor: null; visitor: Visitor | null })

type Refusal<P extends string> = { ok: false; problem: P } | { ok: false; problems: ReadonlyArray<FormProblem<P>> }
/** What became of a form: the address to go on to, an answer of its own, what the page shows of it, or why it was refused. */
type Carried<P extends string, D> = string | Response | { show: D } | Refusal<P>

function isGeneral(problem: string): problem is GeneralProblem {
  return (GENERAL_PROBLEMS as ReadonlyArray<string>).includes(problem)
}

function problemsOf<P extends string>(form: Form, intent: string, refusal: Refusal<P>): ReadonlyArray<FormProblem<P>> {
  if ('problems' in refusal) return refusal.problems
  return [{ field: form.beside(refusal.problem, intent), problem: refusal.problem }]
}

/** The answer to a form that was not carried out, with its status. What was sent stands in it, so that nothing typed is lost. */
function answer<P extends string>(
  form: Form,
  request: Request,
  kept: Kept,
  problems: ReadonlyArray<FormProblem<P>>,
  more: { added?: string | null; waitSeconds?: number } = {},
) {
  const t = textsFor(languageOf(request))
  const { added = null, waitSeconds } = more
  const withWords = problems.map((one) => {
    if (!isGeneral(one.problem) || one.text !== undefined) return one
    const wait = waitSeconds === undefined ? [] : [t('server:tooMany.wait', { count: Math.ceil(waitSeconds / 60) })]
    return { ...one, text: [t(`server:form.${one.problem}`), ...wait].join(' ') }
  })
  const [first] = problems
  const status = first ? (form.statuses[first.problem] ?? STATUS[first.problem] ?? 400) : 200
  const { intent, sent, lists } = kept
  const body: FormAnswer<P> = { form: form.name, intent, problems: withWords, sent, lists, added, stamp: randomUUID() }
  return data(body, { status })
}

/**
 * The answer (401) to a form that waits for a sign-in or a confirmation: shows what was typed, and the way to go. What its owner typed waits sealed
 * under a key that only this browser holds (`waiting-forms.server.ts`); where the owner is not known it stays in the answer, with a button to send it.
 */
function typedFormAnswer(
  why: TypedForm['why'],
  context: AppLoadContext,
  { personId, action, fields, typed }: { personId: string | null; action: string; fields: Fields; typed: string[] },
) {
  const waits =
    personId !== null && context.saveWaitingForm({ personId, action, fields: fields.map(([a, b]) => [a, b]) })
  const shown = waits ? fields.filter(([name]) => typed.includes(name)) : fields
  const typedForm: TypedForm = { why, waits, action, fields: shown, typed }
  return data({ typedForm }, { status: 401, headers: { 'Cache-Control': 'no-store' } })
}

/** Who sent a form, with proof that they may. When their auth session has ended meanwhile, what they filled in is not lost. */
function requireSender(form: Form, request: Request, context: AppLoadContext, kept: Kept, fields: Fields) {
  const visitor = visitorOf(context)
  if (form.permission === null) return { actor: null, visitor }
  const action = wayBack(request)
  if (!visitor && action && kept.isFilled && kept.isOurs)
    throw typedFormAnswer('ended', context, { personId: context.endedSessionOf(), action, fields, typed: kept.typed })
  const known = requireVisitor(request, context)
  return { actor: allow(known.person, form.permission), visitor: known }
}

type Fields = ReadonlyArray<readonly [name: string, value: string]>

/** A form of another auth session. Where it keeps something confidential it says who is signed in now: a sign-in may have been planted or swapped. */
function oldToken(form: Form, request: Request, visitor: Visitor | null) {
  if (!form.keepsConfidential || !visitor) return { field: null, problem: 'old-form' } as const
  const text = textsFor(languageOf(request))('server:form.other-sign-in', { name: visitor.person.name })
  return { field: null, problem: 'other-sign-in', text } as const
}

/** Throws the way to confirm who one is, for an act that asks for a fresh proof and was sent without one. */
function requireFreshProof(form: Form, request: Request, context: AppLoadContext, kept: Kept, fields: Fields): void {
  const visitor = visitorOf(context)
  if (!visitor || !form.freshProof.includes(kept.intent) || !needsFreshProof(visitor.authSession, now())) return
  const action = wayBack(request) ?? paths.account(languageOf(request))
  throw typedFormAnswer('confirm', context, { personId: visitor.person.id, action, fields, typed: kept.typed })
}

function tooOften(request: Request, waitSeconds: number) {
  log('info', 'a request was refused', { status: 429, kind: 'tooMany', reference: newReference(request) })
  return { added: null, waitSeconds }
}

/**
 * Answers a form that somebody sent: reads it within its limits, asks who sent it once it has arrived, counts it, and carries it out. Refusals come
 * back to the page with everything that was typed; the status of each and the redirect after a success are said here and nowhere else. `keepUnsent`
 * gets what stood in a form of ours that was not carried out. `read` reads the body: `receiveUploads` for one with large files.
 */
export async function answerForm<F extends Form, const P extends string = never, D = never>(
  form: F,
  { request, params, context }: ActionFunctionArgs,
  carryOut: (sent: SentForm<F>) => Carried<P, D> | Promise<Carried<P, D>>,
  keepUnsent: (kept: Kept, actor: Allowed<Permission> | null) => void = () => undefined,
  read: typeof readBody = readBody,
) {
  type Problem = ProblemOf<F> | P
  // A large form is not even received from somebody who may not send it; whether they may still is asked again when it is there.
  if (form.permission !== null && form.largest.body > LARGEST.body) requireAllowed(request, context, form.permission)
  const entries = await read(request, form.largest)
  const sentForm: ReadForm<F> = typeof entries === 'string' ? notOurs() : readEntries(form, entries)
  const { kept } = sentForm
  const fields =
    typeof entries === 'string' ? [] : entries.filter((one): one is [string, string] => typeof one[1] === 'string')
  const { actor, visitor } = requireSender(form, request, context, kept, fields)
  const refuse = (problems: ReadonlyArray<FormProblem<Problem>>, more = {}) =>
    answer<Problem>(form, request, kept, problems, more)

  // What waited for a sign-in is shown in its page again; sending it is a form of its own.
  if (context.isRestored) return answer<Problem>(form, request, kept, [])
  const waitSeconds = visitor ? context.takeFormAttempt() : 0
  if (waitSeconds > 0) return refuse([{ field: null, problem: 'too-often' }], tooOften(request, waitSeconds))
  if (entries === 'too-large') return refuse([{ field: null, problem: 'too-large' }])
  if (!kept.isOurs) return refuse(sentForm.state === 'refused' ? sentForm.problems : [])
  if (
    form.tokenFor &&
    !(visitor && isFormToken(visitor.authSession, form.tokenFor(kept.intent, params), sentForm.token))
  )
    return refuse([oldToken(form, request, visitor)])
  if (sentForm.state !== 'read') {
    keepUnsent(kept, actor)
    return sentForm.state === 'refused' ? refuse(sentForm.problems) : refuse([], { added: sentForm.added })
  }

  requireFreshProof(form, request, context, kept, fields)
  const sent = { value: sentForm.value, kept, actor, visitor } as unknown as SentForm<F>
  const carried = await whenFree(() => carryOut(sent))
  if (carried === BUSY)
    return refuse([{ field: null, problem: 'busy', text: textsFor(languageOf(request))('server:form.busy') }])
  if (typeof carried === 'string') return redirect(carried, 303)
  if (carried instanceof Response) return carried
  if ('show' in carried) return carried.show
  return refuse(problemsOf(form, kept.intent, carried as Refusal<P>))
}

/** What a page that takes something confidential shows and sends back: the name it will be kept under, and the tokens of this very auth session. */
export function keptUnder<F extends Form>(form: F, visitor: Visitor, params: ActionFunctionArgs['params'] = {}) {
  return { name: visitor.person.name, tokens: tokensFor(form, visitor, params) }
}

/** The tokens that the forms of a page carry, by intent. */
export function tokensFor<F extends Form>(
  form: F,
  visitor: Visitor,
  params: ActionFunctionArgs['params'] = {},
): Record<keyof F['intents'] & string, string> {
  const tokens = Object.keys(form.intents).map((intent) => [
    intent,
    form.tokenFor ? formToken(visitor.authSession, form.tokenFor(intent, params)) : '',
  ])
  return Object.fromEntries(tokens)
}
