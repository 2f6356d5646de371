import type { AppLoadContext } from '@remix-run/node'
import type { Person } from '#app/access/actor.ts'
import type { Visitor } from '#app/access/visitor.ts'
import { answerForm, type SentForm } from '#app/platform/http/form/answer-form.server.ts'
import type { Form, ProblemOf, SentBy } from '#app/platform/http/form/define-form.server.ts'
import type { FormAnswer, GeneralProblem } from '#app/platform/http/form/form-answer.ts'
import { readEntries } from '#app/platform/http/form/read-form.server.ts'
import { patience } from '#app/platform/when-free.server.ts'

type Fields = Readonly<Record<string, string>> | ReadonlyArray<readonly [string, string]>

function isList(fields: Fields): fields is ReadonlyArray<readonly [string, string]> {
  return Array.isArray(fields)
}

function entriesIn(fields: Fields): ReadonlyArray<readonly [string, string]> {
  return isList(fields) ? fields : Object.entries(fields)
}

/** What a form makes of these fields, with its first problem. Nothing sent at all is no form. */
export function readFields<F extends Form>(
  form: F,
  fields: Fields | null,
): { ok: true; value: SentBy<F> } | { ok: false; problem: ProblemOf<F> | GeneralProblem; field: string | null } {
  const read = readEntries(form, entriesIn(fields ?? {}))
  if (read.state === 'read') return { ok: true, value: read.value }
  const [first] = read.state === 'refused' ? read.problems : []
  return { ok: false, problem: first?.problem ?? 'bad-form', field: first?.field ?? null }
}

/** Somebody as they visit the portal, in an auth session of their own. */
export function visitorFor(person: Person): Visitor {
  const authSession = {
    id: `session-of-${person.id}`,
    method: 'demo',
    assured: true,
    confirmedAt: null,
    device: '',
    createdAt: 0,
    seenAt: 0,
    endsAt: 1,
    idleMs: 1,
  } as const
  return { person, authSession, waiting: [] }
}

/** What the server around Remix hands to a route. */
export function contextOf(visitor: Visitor | null, more: Partial<AppLoadContext> = {}): AppLoadContext {
  return {
    nonce: '',
    setPolicy: () => undefined,
    version: '',
    visitor: () => visitor,
    setCookie: () => undefined,
    takeFormAttempt: () => 0,
    takeFeedRead: () => 0,
    arrival: 'portal',
    takeConfirmedRead: () => false,
    endedSessionOf: () => null,
    saveWaitingForm: () => false,
    isRestored: false,
    allowSlowBody: () => undefined,
    keepWaitingForm: () => undefined,
    ...more,
  }
}

/** A form as a browser sends it. */
export function formRequest(fields: Fields, path = '/nl/desk/units'): Request {
  const body = new URLSearchParams(entriesIn(fields).map(([name, value]) => [name, value]))
  return new Request(`http://127.0.0.1${path}`, { method: 'POST', body })
}

/** What the route of a form answers to who sends it: the status, the problems, and where it leads or the answer as the page gets it. */
export async function sendTo<F extends Form, const P extends string>(
  form: F,
  sent: Fields | Request,
  visitor: Visitor | null,
  carryOut: (sent: SentForm<F>) => string | { ok: false; problem: P },
  more: Partial<AppLoadContext> = {},
) {
  const request = sent instanceof Request ? sent : formRequest(sent)
  const { ms } = patience
  patience.ms = 60
  const given = await answerForm(form, { request, params: {}, context: contextOf(visitor, more) }, carryOut)
  patience.ms = ms
  if (given instanceof Response) return { status: given.status, problems: [], goesTo: given.headers.get('Location') }
  const { data, init } = given as { data: FormAnswer; init: { status: number } }
  return {
    status: init.status,
    problems: data.problems.map(({ problem }) => problem),
    answer: data,
  }
}
