import type { Actor } from './actor.ts'
import { type RecordPermission, type RecordType, type RecordTypeOf, recordRuleOf } from './record-permissions.ts'
import type { RecordAct, RecordRelation } from './vocabulary.ts'

/** One record of confidences, by its kind and id. */
export type RecordRef<R extends RecordType = RecordType> = { readonly type: R; readonly id: string }

declare const proofOn: unique symbol
/**
 * An actor who may do this to one record, by a relation that was looked up in the transaction that is open. Only `allowOn`
 * (app/features/people/allow-on.server.ts) makes one, and it holds for that record and that transaction alone.
 */
export type AllowedOn<P extends RecordPermission, R extends RecordType = RecordTypeOf<P>> = Actor & {
  readonly record: RecordRef<R>
  /** Whom the record is about, as a person's id. */
  readonly subjectId: string
  /** What it was allowed by. */
  readonly relation: RecordRelation
  /** The moment at which that relation ends; null when it has no end. */
  readonly until: number | null
  readonly [proofOn]: P
}

type Grounds = { record: RecordRef; subjectId: string; relation: RecordRelation; until: number | null }

/** The proofs that were made, each with its permission and its transaction: what only looks like one is not among them. */
const made = new WeakMap<object, { permission: RecordPermission; transaction: number }>()

/** Makes the proof. For `allowOn` alone, which has just looked up the relation (a test in tests/arch names every other caller). */
export function proveAllowedOn<P extends RecordPermission>(
  actor: Actor,
  permission: P,
  { record, subjectId, relation, until }: Grounds,
  transaction: number,
): AllowedOn<P> {
  const { id, grants, system, formerIds, operationId } = actor
  const proven = Object.freeze({ id, grants, system, formerIds, operationId, record, subjectId, relation, until })
  made.set(proven, { permission, transaction })
  return proven as unknown as AllowedOn<P>
}

/** Throws unless this proof was made for this, about this record, in the transaction that is open now: anything else is a defect, never a refusal. */
export function requireProof(
  allowed: AllowedOn<RecordPermission, RecordType>,
  lets: RecordAct,
  { type, id }: { type: string; id: string },
  transaction: number,
): void {
  const proof = made.get(allowed)
  if (!proof) throw new Error('a record is opened by a proof that allowOn made')
  if (proof.transaction !== transaction) throw new Error('the proof is of another transaction')
  if (recordRuleOf(proof.permission).lets !== lets) throw new Error(`${proof.permission} does not let anybody ${lets}`)
  if (allowed.record.type !== type || allowed.record.id !== id) throw new Error('the proof is about another record')
}
