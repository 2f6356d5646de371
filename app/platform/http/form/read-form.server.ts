import type { z } from 'zod'
import type { Form, ProblemOf, SentBy } from './define-form.server.ts'
import { fieldAt, fieldNamed, hasList, nameAt, type Shape } from './fields.server.ts'
import type { FormProblem } from './form-answer.ts'
import { LIST_INTENT, readLists } from './lists.server.ts'
import type { Entry } from './read-body.server.ts'
import { StoredUpload } from './stored-upload.ts'

export const TOKEN = 'token'

/** What stood in a form, as its page can show it again. */
export type Kept = {
  intent: string
  sent: Record<string, string[]>
  lists: Record<string, number>
  /** Whether it has the fields of a form of ours, whether somebody wrote or picked anything in it, and the names of what they wrote. */
  isOurs: boolean
  isFilled: boolean
  typed: string[]
}

/** A form as it was read: carried on, refused, or with a thing more or less in one of its lists. */
export type ReadForm<F> = { kept: Kept; token: string } & (
  | { state: 'read'; value: SentBy<F> }
  | { state: 'refused'; problems: ReadonlyArray<FormProblem<ProblemOf<F>>> }
  | { state: 'list'; added: string | null }
)

const NOTHING: Kept = { intent: '', sent: {}, lists: {}, isOurs: false, isFilled: false, typed: [] }

/** The refusal of what is none of our forms: a field too many, too few or twice, or a value that no page of the portal puts there. */
export function notOurs(kept: Kept = NOTHING) {
  const problems = [{ field: null, problem: 'bad-form' }] as const
  return { state: 'refused', token: '', kept: { ...kept, isOurs: false }, problems } as const
}

type Own = { intent: string; shape: Shape }

function ownOf(form: Form, entries: ReadonlyArray<Entry>): Own | null {
  const named = form.intentField === null ? undefined : entries.find(([name]) => name === form.intentField)?.[1]
  const intent = named ?? form.defaultIntent
  const shape = typeof intent === 'string' && Object.hasOwn(form.intents, intent) ? form.intents[intent] : undefined
  return typeof intent === 'string' && shape ? { intent, shape } : null
}

/** The names that a form has beside its fields. */
function isExtra(form: Form, shape: Shape, name: string): boolean {
  if (name === form.intentField) return true
  return name === TOKEN ? form.tokenFor !== null : name === LIST_INTENT && hasList(shape)
}

/** Whether each name is one of the form's, no more often than it may come, with text where text belongs. */
function isOurs(form: Form, shape: Shape, entries: ReadonlyArray<Entry>): boolean {
  const seen = new Set<string>()
  return entries.every(([name, value]) => {
    const field = fieldNamed(shape, name)
    if (!field && !isExtra(form, shape, name)) return false
    if (seen.has(name) && !field?.isMany) return false
    seen.add(name)
    return typeof value === 'string' || field?.kind === 'file'
  })
}

function keep({ intent, shape }: Own, entries: ReadonlyArray<Entry>): Kept {
  const kept: Kept = { ...NOTHING, intent, isOurs: true, sent: {}, lists: {}, typed: [] }
  for (const [name, value] of entries) {
    const field = fieldNamed(shape, name)
    if (!field || typeof value !== 'string' || field.kind === 'file') continue
    kept.sent[name] = [...(kept.sent[name] ?? []), value]
    if (value.trim() === '' || field.kind === 'fixed') continue
    kept.isFilled = true
    if (field.kind === 'typed' && !kept.typed.includes(name)) kept.typed.push(name)
  }
  return kept
}

const text = new TextEncoder()

function fileOf(value: Entry[1] | undefined): Uint8Array | StoredUpload | null {
  if (value instanceof StoredUpload) return value.bytes > 0 ? value : null
  const bytes = typeof value === 'string' ? text.encode(value) : value
  return bytes && bytes.length > 0 ? bytes : null
}

/** The value of a form without lists: one text a name, a list where a name may come more often. */
function plainValue(shape: Shape, entries: ReadonlyArray<Entry>): Record<string, unknown> {
  const all = (name: string) => entries.filter((one) => one[0] === name).map(([, value]) => value)
  const value: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(shape)) {
    if (field.kind === 'list') continue
    const sent = all(name)
    if (field.kind === 'file') value[name] = fileOf(sent[0])
    else if (field.isMany) value[name] = sent
    else if (sent.length > 0) value[name] = sent[0]
  }
  return value
}

/** What zod found, beside its fields; null when one of it is about no field that somebody fills in, or a text field is not there at all. */
function problemsIn(shape: Shape, issues: ReadonlyArray<z.core.$ZodIssue>, sent: Kept['sent']): FormProblem[] | null {
  const found = new Map<string, FormProblem>()
  for (const issue of issues) {
    const [about, field] = [fieldAt(shape, issue.path), nameAt(issue.path)]
    const problem = about?.problemOf?.(issue)
    if (problem === undefined || (about?.kind === 'typed' && !sent[field])) return null
    if (!found.has(field)) found.set(field, { field, problem })
  }
  return [...found.values()]
}

/** Reads the fields of a form. Pure: who sent it and whether they may is asked elsewhere. */
export function readEntries<F extends Form>(form: F, entries: ReadonlyArray<Entry>): ReadForm<F> {
  const own = ownOf(form, entries)
  if (!own) return notOurs()
  const { intent, shape } = own
  if (!isOurs(form, shape, entries)) return notOurs(keep(own, entries))
  const token = String(entries.find(([name]) => name === TOKEN)?.[1] ?? '')
  let kept = keep(own, entries)
  let value = plainValue(shape, entries)
  if (hasList(shape)) {
    const lists = readLists(shape, entries)
    if (!lists) return notOurs(kept)
    kept = { ...keep(own, [...entries.filter(([name]) => !name.includes('[')), ...lists.entries]), lists: lists.counts }
    if (lists.changed) return { state: 'list', kept, added: lists.changed.added, token }
    value = { ...value, ...lists.value }
  }
  const read = form.schemas[intent]?.safeParse(value)
  if (!read) return notOurs(kept)
  const sent = { intent, ...(read.data as object) } as SentBy<F>
  const found = read.success ? (form.check?.(sent as never) ?? []) : problemsIn(shape, read.error.issues, kept.sent)
  if (found === null) return notOurs(kept)
  if (found.length > 0) return { state: 'refused', kept, token, problems: found as FormProblem<ProblemOf<F>>[] }
  return { state: 'read', kept, value: sent, token }
}
