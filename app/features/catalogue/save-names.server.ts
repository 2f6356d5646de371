import { sql } from 'drizzle-orm'
import type { Pair } from '#app/i18n/languages.ts'
import {
  competences,
  frameworks,
  offerCompetences,
  offers,
  offerUnits,
  providers,
  units,
} from '#db/schema/catalogue.ts'
import type { Tx } from '#db/transaction.server.ts'
import { readNames } from './names.server.ts'
import { indexOffer } from './save-offer.server.ts'
import type { UnitKind } from './vocabulary.ts'

/** Offers are found by the names of their units, providers and competences, so a new name is written into their lines of the index. */
function indexAgain(tx: Tx, rows: ReadonlyArray<{ id: string }>): void {
  const names = readNames(tx)
  for (const { id } of rows) indexOffer(tx, id, names)
}

/** Adds a unit of the university, or renames it. */
export function saveUnit(tx: Tx, unit: { id: string; kind: UnitKind; parentId: string | null; name: Pair }): void {
  const values = { kind: unit.kind, parentId: unit.parentId, nameNl: unit.name.nl, nameEn: unit.name.en }
  tx.insert(units)
    .values({ id: unit.id, ...values })
    .onConflictDoUpdate({ target: units.id, set: values })
    .run()
  indexAgain(
    tx,
    tx.select({ id: offerUnits.offerId }).from(offerUnits).where(sql`${offerUnits.unitId} = ${unit.id}`).all(),
  )
}

/** Adds a provider, or renames it. */
export function saveProvider(tx: Tx, provider: { id: string; external: boolean; name: Pair }): void {
  const values = { external: provider.external, nameNl: provider.name.nl, nameEn: provider.name.en }
  tx.insert(providers)
    .values({ id: provider.id, ...values })
    .onConflictDoUpdate({ target: providers.id, set: values })
    .run()
  indexAgain(tx, tx.select({ id: offers.id }).from(offers).where(sql`${offers.providerId} = ${provider.id}`).all())
}

/** Adds a competence framework, or renames it; its competences follow one by one. */
export function saveFramework(tx: Tx, framework: { id: string; name: Pair }): void {
  const values = { nameNl: framework.name.nl, nameEn: framework.name.en }
  tx.insert(frameworks)
    .values({ id: framework.id, ...values })
    .onConflictDoUpdate({ target: frameworks.id, set: values })
    .run()
}

/** Adds a competence to a framework, or changes it. */
export function saveCompetence(
  tx: Tx,
  competence: { id: string; frameworkId: string; area: string; name: Pair; uri: string | null; position: number },
): void {
  const { frameworkId, area, uri, position } = competence
  const values = { frameworkId, area, uri, position, nameNl: competence.name.nl, nameEn: competence.name.en }
  tx.insert(competences)
    .values({ id: competence.id, ...values })
    .onConflictDoUpdate({ target: competences.id, set: values })
    .run()
  const used = tx.select({ id: offerCompetences.offerId }).from(offerCompetences)
  indexAgain(tx, used.where(sql`${offerCompetences.competenceId} = ${competence.id}`).all())
}
