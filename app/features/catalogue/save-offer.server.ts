import type { Allowed } from '#app/access/actor.ts'
import type { AuditAction } from '#app/platform/audit/event.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { done } from '#app/platform/outcome.ts'
import type { Tx } from '#db/transaction.server.ts'
import { readNames } from './catalogue-names.server.ts'
import type { OfferProblem } from './check-offer.ts'
import { type Comparison, compareOffer, type Options, type Refusal } from './offer/compare-offer.server.ts'
import { writeOffer } from './offer/write-offer.server.ts'
import type { CheckedOffer } from './offer-schema.ts'
import { isInScope, scopeOf } from './offer-scope.server.ts'
import { idOfSource, type Offer, readOffer } from './offer-store.server.ts'

export type Saved = { id: string; change: Comparison['change'] }

/** Publishing and archiving have names of their own, because readers notice them; so whatever else changed with it is told there. */
function actionOf({ before, offer }: Comparison): AuditAction {
  if (!before) return 'offer.add'
  if (offer.state === before.state || offer.state === 'draft') return 'offer.change'
  if (offer.state === 'hidden') return 'offer.hide'
  return offer.state === 'published' ? 'offer.publish' : 'offer.archive'
}

function storedOffer(tx: Tx, { sourceKey }: CheckedOffer, { id }: Options) {
  const known = id ?? (sourceKey ? idOfSource(tx, sourceKey) : undefined)
  return known ? readOffer(tx, known) : undefined
}

/** What only the owning unit may change: whose the offer is, and that it belongs to its owner too. */
function whatMovesOwner(stored: Offer, { owner, units }: CheckedOffer): OfferProblem[] {
  const leaves = stored.units.includes(stored.owner.unit) && !units.includes(stored.owner.unit)
  return [
    ...(owner.unit === stored.owner.unit ? [] : [{ field: 'owner.unit', problem: 'owner-only' as const }]),
    ...(leaves ? [{ field: 'units', problem: 'owner-only' as const }] : []),
  ]
}

/**
 * Adds an offer, or changes the one with the same id or source key, and writes the search index and the audit event in the same
 * transaction. Saving what is already there changes nothing. Refuses units, providers and competences the university does not have, what a discreet
 * offer cannot have, and (`not-yours`) an offer that a publisher's units do not own or co-own, before or after.
 */
export function saveOffer(
  tx: Tx,
  actor: Allowed<'offer.save'>,
  checked: CheckedOffer,
  now: Date,
  options: Options = {},
): { ok: true; value: Saved } | Refusal {
  const names = options.names ?? readNames(tx)
  const notYours: Refusal = { ok: false, problem: 'not-yours', problems: [] }
  const scope = scopeOf(tx, actor)
  // Before anything else is said: what stands in the way of another unit's offer is nobody else's business.
  const stored = scope === 'all' ? undefined : storedOffer(tx, checked, options)
  if (stored && !isInScope(scope, stored)) return notYours
  const compared = compareOffer(tx, checked, now, { ...options, names })
  if (!compared.ok) return compared
  const { before, offer, change, fields } = compared.value
  if (!isInScope(scope, offer)) return notYours
  const moved = stored && scope !== 'all' && !scope.has(stored.owner.unit) ? whatMovesOwner(stored, offer) : []
  if (moved.length > 0) return { ok: false, problem: 'owner-only', problems: moved }
  if (before && change === 'unchanged') return done({ id: before.id, change })
  const action = actionOf(compared.value)
  const id = writeOffer(tx, compared.value, names, now)
  recordAudit(tx, actor, { action, object: { type: 'offer', id }, fields }, now)
  return done({ id, change })
}
