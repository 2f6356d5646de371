import type { z } from 'zod'
import type { Permission } from '#app/access/permissions.ts'
import { type ProblemIn, type Shape, schemaOf, type Value } from './fields.server.ts'

const KIB = 1024
/** What a form may be at most, counted before it is parsed: bytes of the body, fields, and files. */
export type Largest = { readonly body: number; readonly fields: number; readonly parts: number }
export const LARGEST: Largest = { body: 64 * KIB, fields: 200, parts: 0 }

export type Intents = { readonly [intent: string]: Shape }
/** What was sent, by intent: `{ intent: 'add', … }`. */
export type ValueOf<I extends Intents> = { [N in keyof I & string]: { intent: N } & Value<I[N]> }[keyof I & string]
type Params = Readonly<Record<string, string | undefined>>
type FieldIn<I extends Intents> = { [N in keyof I]: keyof I[N] & string }[keyof I]
/** A rule over several fields of a form that could each be read. */
export type Check<I extends Intents, P extends string> = (
  value: ValueOf<I>,
) => ReadonlyArray<{ field: FieldIn<I> | null; problem: P }>

export type Form<
  I extends Intents = Intents,
  Perm extends Permission | null = Permission | null,
  P extends string = string,
> = {
  readonly name: string
  /** What somebody must be allowed to, asked once the form has arrived; null for a form that everybody may send. */
  readonly permission: Perm
  readonly intents: I
  /** The field that says which of the forms of a page was sent; null when there is one. */
  readonly intentField: string | null
  /** The intent of a form that was sent by the Enter key, without a button that names one. */
  readonly defaultIntent: string | null
  readonly schemas: Readonly<Record<string, z.ZodType>>
  /** What a token of this form is given out for, so that a form for one change or record cannot be sent for another. */
  readonly tokenFor: ((intent: string, params: Params) => string) | null
  readonly check: ((value: never) => ReadonlyArray<{ field: string | null; problem: P }>) | null
  /** Beside which field a problem of the verb stands; what is not named here is about the whole form. */
  readonly beside: (problem: string, intent: string) => string | null
  /** What HTTP says of a problem where that is not 400. */
  readonly statuses: Readonly<Record<string, number>>
  readonly largest: Largest
  /** The intents that ask for a confirmation younger than some minutes, where the sign-in service can be asked for one. */
  readonly freshProof: ReadonlyArray<string>
  /** Whether something confidential is kept: the page shows the name it is kept under, and the form carries a token of that very auth session. */
  readonly keepsConfidential: boolean
}

/** The problems a form finds by itself, before its verb is asked. */
export type ProblemOf<F> = F extends Form<Intents, Permission | null, infer P> ? P : never
export type SentBy<F> = F extends Form<infer I, Permission | null, string> ? ValueOf<I> : never
export type IntentOf<F> = F extends Form<infer I, Permission | null, string> ? keyof I & string : never

type Besides<I extends Intents> = Readonly<Record<string, FieldIn<I> | undefined>>

/** Says once what a form of the portal is: its fields, who may send it, what may be wrong with it, and how large it can be (docs/how-to.md). */
export function defineForm<
  const I extends Intents,
  const Perm extends Permission | null,
  const C extends string = never,
>(definition: {
  name: string
  permission: Perm
  intents: I
  intentField?: string | null
  defaultIntent?: keyof I & string
  tokenFor?: (intent: keyof I & string, params: Params) => string
  check?: Check<I, C>
  beside?: Besides<I> | ((problem: string, intent: string) => FieldIn<I> | null)
  statuses?: Readonly<Record<string, number>>
  largest?: Partial<Largest>
  freshProof?: true | ReadonlyArray<keyof I & string>
  keepsConfidential?: boolean
}): Form<I, Perm, ProblemIn<I[keyof I]> | C> {
  const { beside = {}, intents, check = null, statuses = {}, freshProof = [], keepsConfidential = false } = definition
  const ownToken = (intent: string) => `${definition.name}:${intent}`
  const tokenFor = definition.tokenFor ?? (keepsConfidential ? ownToken : null)
  const names = Object.keys(intents)
  return {
    name: definition.name,
    permission: definition.permission,
    intents,
    intentField: definition.intentField === undefined ? (names.length > 1 ? 'intent' : null) : definition.intentField,
    defaultIntent: definition.defaultIntent ?? (names.length === 1 ? (names[0] ?? null) : null),
    schemas: Object.fromEntries(Object.entries(intents).map(([intent, shape]) => [intent, schemaOf(shape)])),
    tokenFor: tokenFor as Form['tokenFor'],
    check,
    beside:
      typeof beside === 'function'
        ? beside
        : (problem) => (Object.hasOwn(beside, problem) ? (beside[problem] ?? null) : null),
    statuses,
    largest: { ...LARGEST, ...definition.largest },
    freshProof: freshProof === true ? names : freshProof,
    keepsConfidential,
  }
}
