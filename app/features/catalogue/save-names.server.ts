import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import { treeOf, type UnitProblem, whyUnitCannotBeSaved } from '#app/features/people/units.ts'
import type { Pair } from '#app/i18n/languages.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import { foldLetters } from '#app/platform/text/fold.ts'
import { visibleText } from '#app/platform/text/visible-text.ts'
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
import { readNames } from './catalogue-names.server.ts'
import { freeSlug, slugFrom } from './offer/slug.ts'
import { indexOffer } from './offer/write-offer.server.ts'
import type { UnitKind } from './vocabulary.ts'

/** Offers are found by the names of their units, providers and competences, so a new name is written into their lines of the index. */
function indexAgain(tx: Tx, rows: ReadonlyArray<{ id: string }>): void {
  if (rows.length === 0) return
  const names = readNames(tx)
  for (const { id } of rows) indexOffer(tx, id, names)
}

export type NewUnit = { id: string; kind: UnitKind; parentId: string | null; name: Pair }

function oneLine(text: string): string {
  return visibleText(text).replace(/\s+/g, ' ').trim()
}

/** Whether the parent has another unit of this name, as people would read it. */
function nameIsTaken(tx: Tx, unit: NewUnit): boolean {
  const [nl, en] = [foldLetters(unit.name.nl), foldLetters(unit.name.en)]
  return tx
    .select()
    .from(units)
    .where(
      and(ne(units.id, unit.id), unit.parentId === null ? isNull(units.parentId) : eq(units.parentId, unit.parentId)),
    )
    .all()
    .some((other) => foldLetters(other.nameNl) === nl || foldLetters(other.nameEn) === en)
}

/** Adds a unit of the university, or renames or moves it. What is so already is kept as it is, and nothing is told of it. Units never go: people and offers point at them. */
export function saveUnit(
  tx: Tx,
  actor: Allowed<'unit.save'>,
  given: NewUnit,
  now: Date,
): Outcome<'added' | 'changed' | 'unchanged', UnitProblem> {
  const unit = { ...given, name: { nl: oneLine(given.name.nl), en: oneLine(given.name.en) } }
  const all = tx.select().from(units).all()
  const problem = whyUnitCannotBeSaved(treeOf(all), { unit, name: unit.name, nameIsTaken: nameIsTaken(tx, unit) })
  if (problem) return refused(problem)
  const before = all.find(({ id }) => id === unit.id)
  const values = { kind: unit.kind, parentId: unit.parentId, nameNl: unit.name.nl, nameEn: unit.name.en }
  const fields = (['kind', 'parentId', 'nameNl', 'nameEn'] as const).filter(
    (field) => values[field] !== before?.[field],
  )
  if (fields.length === 0) return done('unchanged')
  tx.insert(units)
    .values({ id: unit.id, ...values })
    .onConflictDoUpdate({ target: units.id, set: values })
    .run()
  recordAudit(
    tx,
    actor,
    { action: before ? 'unit.change' : 'unit.add', object: { type: 'unit', id: unit.id }, fields },
    now,
  )
  if (fields.includes('nameNl') || fields.includes('nameEn')) indexOffersOf(tx, unit.id)
  return done(before ? 'changed' : 'added')
}

function indexOffersOf(tx: Tx, unitId: string): void {
  indexAgain(tx, tx.select({ id: offerUnits.offerId }).from(offerUnits).where(eq(offerUnits.unitId, unitId)).all())
}

/** Adds a unit under an id of its own, made from its English name; the id stands in addresses and files and never changes. Answers it. */
export function addUnit(
  tx: Tx,
  actor: Allowed<'unit.save'>,
  unit: Omit<NewUnit, 'id'>,
  now: Date,
): Outcome<string, UnitProblem> {
  const isTaken = (id: string) => !!tx.select({ id: units.id }).from(units).where(eq(units.id, id)).get()
  const id = freeSlug(slugFrom(unit.name.en, 'unit'), isTaken)
  const saved = saveUnit(tx, actor, { ...unit, id }, now)
  return saved.ok ? done(id) : saved
}

/** Renames or moves a unit that is there; its kind stays what it is. */
export function changeUnit(
  tx: Tx,
  actor: Allowed<'unit.save'>,
  change: Omit<NewUnit, 'kind'>,
  now: Date,
): Outcome<'changed' | 'unchanged' | 'added', UnitProblem> {
  const before = tx.select({ kind: units.kind }).from(units).where(eq(units.id, change.id)).get()
  return before ? saveUnit(tx, actor, { ...change, kind: before.kind }, now) : refused('unknown-unit')
}

export type NameSaved = 'added' | 'changed' | 'unchanged'

/** The names of the fields in which a row would differ from what is stored. */
function differing<V extends Record<string, unknown>>(values: V, before: Partial<V> | undefined): string[] {
  return Object.keys(values).filter((name) => values[name] !== before?.[name])
}

/** Adds a provider, or changes it; no-op, and no audit event, when unchanged. */
export function saveProvider(
  tx: Tx,
  actor: Allowed<'provider.save'>,
  { id, external, name }: { id: string; external: boolean; name: Pair },
  now: Date,
): NameSaved {
  const values = { external, nameNl: name.nl, nameEn: name.en }
  const before = tx.select().from(providers).where(eq(providers.id, id)).get()
  const fields = differing(values, before)
  if (before && fields.length === 0) return 'unchanged'
  tx.insert(providers)
    .values({ id, ...values })
    .onConflictDoUpdate({ target: providers.id, set: values })
    .run()
  const action = before ? 'provider.change' : 'provider.add'
  recordAudit(tx, actor, { action, object: { type: 'provider', id }, fields }, now)
  indexAgain(tx, tx.select({ id: offers.id }).from(offers).where(eq(offers.providerId, id)).all())
  return before ? 'changed' : 'added'
}

/** Adds a competence framework, or renames it; its competences follow one by one. No-op, and no audit event, when unchanged. */
export function saveFramework(
  tx: Tx,
  actor: Allowed<'framework.save'>,
  { id, name }: { id: string; name: Pair },
  now: Date,
): NameSaved {
  const values = { nameNl: name.nl, nameEn: name.en }
  const before = tx.select().from(frameworks).where(eq(frameworks.id, id)).get()
  const fields = differing(values, before)
  if (before && fields.length === 0) return 'unchanged'
  tx.insert(frameworks)
    .values({ id, ...values })
    .onConflictDoUpdate({ target: frameworks.id, set: values })
    .run()
  const action = before ? 'framework.change' : 'framework.add'
  recordAudit(tx, actor, { action, object: { type: 'framework', id }, fields }, now)
  return before ? 'changed' : 'added'
}

export type Competence = {
  id: string
  frameworkId: string
  area: string
  name: Pair
  uri: string | null
  position: number
}

/** Adds a competence to a framework, or changes it; no-op, and no audit event, when unchanged. */
export function saveCompetence(
  tx: Tx,
  actor: Allowed<'framework.save'>,
  { id, frameworkId, area, name, uri, position }: Competence,
  now: Date,
): NameSaved {
  const values = { frameworkId, area, uri, position, nameNl: name.nl, nameEn: name.en }
  const before = tx.select().from(competences).where(eq(competences.id, id)).get()
  const fields = differing(values, before)
  if (before && fields.length === 0) return 'unchanged'
  tx.insert(competences)
    .values({ id, ...values })
    .onConflictDoUpdate({ target: competences.id, set: values })
    .run()
  const action = before ? 'competence.change' : 'competence.add'
  recordAudit(tx, actor, { action, object: { type: 'competence', id }, fields }, now)
  const used = tx.select({ id: offerCompetences.offerId }).from(offerCompetences)
  indexAgain(tx, used.where(eq(offerCompetences.competenceId, id)).all())
  return before ? 'changed' : 'added'
}
