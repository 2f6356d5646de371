import { z } from 'zod'
import { StoredUpload } from './stored-upload.ts'

type Issue = z.core.$ZodIssue
/** The problem that stands beside a field when it cannot be read; without one, such a value makes the form none of ours. */
type Beside<P extends string> = P | ((issue: Issue) => P)

/** `typed`: text somebody wrote. `chosen`: what they picked. `fixed`: what the page itself put in the form. `file`: bytes. */
export type FieldKind = 'typed' | 'chosen' | 'fixed' | 'file'

export type FormField<T = unknown, P extends string = string> = {
  readonly kind: FieldKind
  /** Whether the name may come more than once, as checkboxes do; the value is then a list. */
  readonly isMany: boolean
  readonly schema: z.ZodType<T>
  readonly problemOf: ((issue: Issue) => P) | null
}

/** A list of things, each with the same fields: `sessions[0].day`, `sessions[0].from`, `sessions[1].day` … */
export type List<S extends Shape = Shape, P extends string = string> = {
  readonly kind: 'list'
  readonly most: number
  readonly item: S
  readonly schema: z.ZodType
  readonly problemOf: ((issue: Issue) => P) | null
}

export type Shape = { readonly [name: string]: FormField | List }

/** What a form with these fields holds once it has been read. */
export type Value<S extends Shape> = {
  [N in keyof S]: S[N] extends List<infer I> ? Array<Value<I>> : S[N] extends FormField<infer T> ? T : never
}
/** The problems that reading these fields can find. */
export type ProblemIn<S extends Shape> = {
  [N in keyof S]: S[N] extends List<infer I, infer P>
    ? P | ProblemIn<I>
    : S[N] extends FormField<unknown, infer P>
      ? P
      : never
}[keyof S]

function problemOf<P extends string>(beside: Beside<P> | undefined): ((issue: Issue) => P) | null {
  if (beside === undefined) return null
  return typeof beside === 'function' ? beside : () => beside
}

/** Text somebody wrote: shown again after a refusal, and given back when their auth session has ended. */
export function typed<T, const P extends string = never>(schema: z.ZodType<T>, beside?: Beside<P>): FormField<T, P> {
  return { kind: 'typed', isMany: false, schema, problemOf: problemOf(beside) }
}

/** What somebody picked from a list or a calendar. */
export function chosen<T, const P extends string = never>(schema: z.ZodType<T>, beside?: Beside<P>): FormField<T, P> {
  return { kind: 'chosen', isMany: false, schema, problemOf: problemOf(beside) }
}

/** What the page itself put in the form. Another value than a page of the portal puts there makes the form none of ours. */
export function fixed<T>(schema: z.ZodType<T>): FormField<T, never> {
  return { kind: 'fixed', isMany: false, schema, problemOf: null }
}

/** The same field any number of times, as checkboxes send it. */
export function many<T, P extends string>({ schema, ...field }: FormField<T, P>): FormField<T[], P> {
  return { ...field, isMany: true, schema: z.array(schema) }
}

/** The bytes of a file, null when none was chosen. A form without files sends the name of one: that is what its bytes then are. */
export function file(): FormField<Uint8Array | null, never> {
  return { kind: 'file', isMany: false, schema: z.instanceof(Uint8Array).nullable(), problemOf: null }
}

/** A file that is written to the disk as it arrives (`receiveUploads`), null when none was chosen. */
export function stored<const P extends string = never>(beside?: Beside<P>): FormField<StoredUpload | null, P> {
  const schema = z
    .instanceof(StoredUpload)
    .refine(({ isTooLarge }) => !isTooLarge)
    .nullable()
  return { kind: 'file', isMany: false, schema, problemOf: problemOf(beside) }
}

/** At most `most` things with these fields; without script a row is added and removed by a button of the form. */
export function list<const S extends Shape, const P extends string = never>(
  item: S,
  { most, beside }: { most: number; beside?: Beside<P> },
): List<S, P> {
  return { kind: 'list', most, item, schema: z.array(schemaOf(item)).max(most), problemOf: problemOf(beside) }
}

/** The schema of these fields and no other: one more is refused, so that nothing can be set that no form shows (trust A26). */
export function schemaOf(shape: Shape): z.ZodType {
  return z.strictObject(Object.fromEntries(Object.entries(shape).map(([name, { schema }]) => [name, schema])))
}

export function hasList(shape: Shape): boolean {
  return Object.values(shape).some(({ kind }) => kind === 'list')
}

/** Longer is no name of a form of ours; it also bounds what looking one up costs. */
const LONGEST_NAME = 120
const IN_LIST = /^(\w+)\[(0|[1-9]\d{0,2})\]\.(.+)$/

/** The field or list with this name in a form: `title`, or `sessions[0].day` for one of a list. Null when there is none, or its list takes fewer. */
function namedIn(shape: Shape, name: string): FormField | List | null {
  if (name.length > LONGEST_NAME) return null
  const [, listName = name, index, rest = ''] = IN_LIST.exec(name) ?? []
  const field = Object.hasOwn(shape, listName) ? shape[listName] : undefined
  if (!field || index === undefined) return field ?? null
  return field.kind === 'list' && Number(index) < field.most ? namedIn(field.item, rest) : null
}

export function fieldNamed(shape: Shape, name: string): FormField | null {
  const found = namedIn(shape, name)
  return found && found.kind !== 'list' ? found : null
}

export function listNamed(shape: Shape, name: string): List | null {
  const found = namedIn(shape, name)
  return found?.kind === 'list' ? found : null
}

/** The name in the form of what stands at a path of its value: `['sessions', 0, 'day']` is `sessions[0].day`. */
export function nameAt(path: ReadonlyArray<PropertyKey>): string {
  return path.reduce<string>(
    (name, part) => (typeof part === 'number' ? `${name}[${part}]` : name ? `${name}.${String(part)}` : String(part)),
    '',
  )
}

/** The field or list that a problem at this path of the value is about; null when it is about the form. */
export function fieldAt(shape: Shape, path: ReadonlyArray<PropertyKey>): FormField | List | null {
  const [name, ...rest] = path
  const field = Object.hasOwn(shape, String(name)) ? shape[String(name)] : undefined
  if (field?.kind !== 'list' || rest.length === 0) return field ?? null
  return rest.length === 1 ? null : fieldAt(field.item, rest.slice(1))
}
