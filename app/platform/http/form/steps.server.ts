import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import type { Allowed } from '#app/access/actor.ts'
import type { Permission } from '#app/access/permissions.ts'
import type { Db } from '#db/open.server.ts'
import { type Draft, type DraftKey, type DraftLevel, findDraft, saveDraft } from '../../drafts/drafts.server.ts'
import { done } from '../../outcome.ts'
import { answerForm } from './answer-form.server.ts'
import { defineForm, type Form, type Intents, type Largest, type ValueOf } from './define-form.server.ts'
import { fixed, type Value } from './fields.server.ts'
import type { FormAnswer, FormProblem } from './form-answer.ts'
import { type Kept, readEntries } from './read-form.server.ts'

/** The last step of every form of several: what was filled in, to read once more and send. */
export const CHECK = 'check'

type StepForm<P extends Permission = Permission> = Form<Intents, P, string>
/** What every form of several steps has, whatever they hold. */
type AnySteps = {
  readonly name: string
  readonly level: DraftLevel
  readonly names: ReadonlyArray<string>
  readonly forms: Readonly<Record<string, StepForm>>
}
/** A form of several steps, each with an address of its own; what was filled in waits in a draft, so it can be left and resumed anywhere. */
export type Steps<I extends Intents = Intents, P extends Permission = Permission> = {
  readonly name: string
  readonly permission: P
  readonly level: DraftLevel
  readonly names: ReadonlyArray<keyof I & string>
  readonly forms: Readonly<Record<string, StepForm<P>>>
  readonly sending: StepForm<P>
}
/** What all steps of a form hold together. */
export type StepsValue<I extends Intents> = { [N in keyof I]: Value<I[N]> }

/** Says once what the steps of a form are, in their order. `level` is how private its content is; a confidential form has no draft yet (decision 016). */
export function defineSteps<const I extends Intents, const P extends Permission>({
  name,
  permission,
  level,
  steps,
  tokenFor,
  largest,
}: {
  name: string
  permission: P
  level: DraftLevel
  steps: I
  tokenFor?: (step: string, params: Readonly<Record<string, string | undefined>>) => string
  largest?: Partial<Largest>
}): Steps<I, P> {
  const rest = { name, permission, tokenFor, largest, intentField: null } as const
  const forms = Object.entries(steps).map(([step, shape]) => [
    step,
    defineForm({ ...rest, intents: { [step]: shape }, defaultIntent: step }),
  ])
  const seen = { send: { seen: fixed(z.string()) } }
  return {
    name,
    permission,
    level,
    names: Object.keys(steps),
    forms: Object.fromEntries(forms),
    sending: defineForm({ ...rest, intents: seen, defaultIntent: 'send' }),
  }
}

function keyOf(steps: AnySteps, recordId: string): DraftKey {
  return { form: steps.name, recordId, level: steps.level }
}

/** What one step of a draft holds, read as if it were sent now; null when it is not there or not all right. */
function readPart(form: StepForm | undefined, draft: Draft | null, step: string): object | null {
  const part = draft?.parts[step]
  if (!form || !part) return null
  const entries = Object.entries(part.sent).flatMap(([name, texts]) => texts.map((text) => [name, text] as const))
  const read = readEntries(form, entries)
  if (read.state !== 'read') return null
  const { intent: _, ...value } = read.value as ValueOf<Intents>
  return value
}

/** The first step that is not all right yet; the check when all are. */
function openStep(steps: AnySteps, draft: Draft | null): string {
  return steps.names.find((step) => readPart(steps.forms[step], draft, step) === null) ?? CHECK
}

export type StepPage = {
  step: string
  number: number
  /** All steps with the check, and whether each can be gone to. */
  steps: ReadonlyArray<{ name: string; isDone: boolean; isOpen: boolean }>
  /** What stands in the fields, as the answer to a form shows it. */
  answer: FormAnswer<never>
  /** What stands in the fields of every step, for the check. */
  sent: Readonly<Record<string, Readonly<Record<string, ReadonlyArray<string>>>>>
  /** How the draft stands, for the form that sends it. */
  seen: string
}

/** The page of one step; `goTo` when an earlier one has to be done first, null for a step that the form has not. */
export function readStep<I extends Intents, P extends Permission>(
  db: Db,
  steps: Steps<I, P>,
  actor: Allowed<P>,
  { recordId, step, now }: { recordId: string; step: string; now: Date },
): StepPage | { goTo: string } | null {
  const all = [...steps.names, CHECK]
  const place = all.indexOf(step)
  if (place < 0) return null
  const draft = findDraft(db, actor, keyOf(steps, recordId), now)
  const open = openStep(steps, draft)
  if (place > all.indexOf(open)) return { goTo: open }
  const { sent = {}, lists = {} } = draft?.parts[step] ?? {}
  const stamp = String(draft?.updatedAt ?? '')
  return {
    step,
    number: place + 1,
    steps: all.map((name, at) => ({
      name,
      isDone: readPart(steps.forms[name], draft, name) !== null,
      isOpen: at <= all.indexOf(open),
    })),
    answer: { form: steps.name, intent: step, problems: [], sent, lists, added: null, stamp },
    sent: Object.fromEntries(steps.names.map((name) => [name, draft?.parts[name]?.sent ?? {}])),
    seen: stamp,
  }
}

type Refusal<R extends string> = { ok: false; problem: R } | { ok: false; problems: ReadonlyArray<FormProblem<R>> }

/**
 * Answers one step: keeps what stood in it, also when it is refused or a list got a thing more, and leads to the first step that is not all right, or to
 * the check. The check sends all steps at once; `carryOut` removes the draft in the transaction of its verb.
 */
export async function answerStep<I extends Intents, P extends Permission, const R extends string>(
  steps: Steps<I, P>,
  args: ActionFunctionArgs,
  {
    db,
    recordId,
    step,
    now,
    address,
    carryOut,
  }: {
    db: Db
    recordId: string
    step: string
    now: Date
    address: (step: string) => string
    carryOut: (sent: { actor: Allowed<P>; value: StepsValue<I>; draft: DraftKey }) => string | Response | Refusal<R>
  },
) {
  const key = keyOf(steps, recordId)
  if (step === CHECK) {
    return answerForm<StepForm, R | 'changed-meanwhile', never>(steps.sending, args, (sent) => {
      const actor = sent.actor as Allowed<P>
      const draft = findDraft(db, actor, key, now)
      const open = openStep(steps, draft)
      if (!draft || open !== CHECK) return address(open)
      const { seen } = sent.value as unknown as { seen: string }
      if (seen !== String(draft.updatedAt)) return { ok: false, problem: 'changed-meanwhile' }
      const value = Object.fromEntries(steps.names.map((name) => [name, readPart(steps.forms[name], draft, name)]))
      return carryOut({ actor, value: value as StepsValue<I>, draft: key })
    })
  }
  const form = steps.forms[step]
  if (!form) throw new Response(null, { status: 404 })
  const keep = ({ sent, lists }: Kept, actor: Allowed<Permission> | null) =>
    actor ? saveDraft(db, actor, key, { step, sent, lists }, now) : done('saved' as const)
  return answerForm<StepForm, 'busy', never>(
    form,
    args,
    ({ actor, kept }) => {
      const saved = keep(kept, actor)
      if (!saved.ok) return saved
      return address(openStep(steps, findDraft(db, actor as Allowed<P>, key, now)))
    },
    keep,
  )
}
