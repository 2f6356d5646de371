import { type SQL, sql } from 'drizzle-orm'
import { type Actor, unitsOf } from '#app/access/actor.ts'
import { coverUnit, treeOf, type UnitTree } from '#app/features/people/units.ts'
import { cachedUntilChange } from '#db/cached.server.ts'
import type { Db } from '#db/open.server.ts'
import { offers, offerUnits, units } from '#db/schema/catalogue.ts'

/** Whose offers somebody may see as a publisher and change: all, or those that these units own or co-own. */
export type OfferScope = 'all' | ReadonlySet<string>

function readTree(db: Db): UnitTree {
  return treeOf(db.select({ id: units.id, kind: units.kind, parentId: units.parentId }).from(units).all())
}

/**
 * The units whose offers this actor may change: those a publisher holds the role for, with what is under them; `all` for a central publisher and for
 * what works without a person. Somebody without the role has an empty scope.
 */
export function scopeOf(db: Db, actor: Actor): OfferScope {
  if (actor.system) return 'all'
  const held = unitsOf(actor, 'hr-publisher')
  if (held === 'all' || held.length === 0) return held === 'all' ? 'all' : new Set()
  const tree = cachedUntilChange(db, ['catalogue'], readTree)
  return new Set([...tree.keys()].filter((id) => coverUnit(tree, held, id)))
}

/** Whether an offer is one of these: its owner, or one of the units it also belongs to, is in scope. */
export function isInScope(
  scope: OfferScope,
  offer: { owner: { unit: string }; units: ReadonlyArray<string> },
): boolean {
  return scope === 'all' || scope.has(offer.owner.unit) || offer.units.some((unit) => scope.has(unit))
}

/** The same as a condition on rows of `offers`. */
export function inScopeSql(scope: OfferScope): SQL {
  if (scope === 'all') return sql`1 = 1`
  const list = sql`(select value from json_each(${JSON.stringify([...scope])}))`
  return sql`(${offers.ownerUnitId} in ${list} or exists (select 1 from ${offerUnits} where ${offerUnits.offerId} = ${offers.id} and ${offerUnits.unitId} in ${list}))`
}
