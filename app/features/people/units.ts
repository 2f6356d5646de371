import type { UnitKind } from '#app/features/catalogue/vocabulary.ts'

/** A unit of the university in the tree: the university, its faculties and services, their departments. */
export type UnitNode = { readonly id: string; readonly kind: UnitKind; readonly parentId: string | null }
export type UnitTree = ReadonlyMap<string, UnitNode>

/** Under what a unit of each kind stands; the university itself stands under nothing. */
export const PARENT_KINDS: Readonly<Record<UnitKind, ReadonlyArray<UnitKind>>> = {
  institution: [],
  faculty: ['institution'],
  service: ['institution'],
  department: ['faculty', 'service', 'department'],
}

export function treeOf(units: Iterable<UnitNode>): UnitTree {
  return new Map([...units].map((unit) => [unit.id, unit]))
}

/** A unit and what it stands under, from the bottom up; a circle, which the rules refuse, would be walked once. */
export function unitAndAncestors(tree: UnitTree, unitId: string): string[] {
  const line: string[] = []
  let id: string | null = unitId
  while (id !== null && !line.includes(id)) {
    line.push(id)
    id = tree.get(id)?.parentId ?? null
  }
  return line
}

/** Whether what is granted for one unit counts for another: for itself and for all that is under it. A unit nobody knows is covered by nothing. */
export function coversUnit(tree: UnitTree, held: string, unitId: string): boolean {
  return tree.has(unitId) && unitAndAncestors(tree, unitId).includes(held)
}

/** The same for what `unitsOf` answers: the whole university, or some units. */
export function coverUnit(tree: UnitTree, held: 'all' | ReadonlyArray<string>, unitId: string): boolean {
  return held === 'all' ? tree.has(unitId) : held.some((one) => coversUnit(tree, one, unitId))
}

export type UnitProblem =
  | 'no-name-nl'
  | 'no-name-en'
  | 'name-too-long'
  | 'unknown-unit'
  | 'other-kind'
  | 'needs-parent'
  | 'unknown-parent'
  | 'wrong-parent'
  | 'circle'
  | 'name-taken'

export const LONGEST_UNIT_NAME = 120

export type UnitFacts = {
  unit: UnitNode
  name: { nl: string; en: string }
  /** Whether the parent has another unit of this name already, in either language. */
  nameIsTaken: boolean
}

/** Why a unit cannot stand like this: it has a name in both languages and a parent of the right kind that is not under it, and its kind stays what it was. */
export function whyUnitCannotBeSaved(tree: UnitTree, { unit, name, nameIsTaken }: UnitFacts): UnitProblem | null {
  if (name.nl === '') return 'no-name-nl'
  if (name.en === '') return 'no-name-en'
  if (name.nl.length > LONGEST_UNIT_NAME || name.en.length > LONGEST_UNIT_NAME) return 'name-too-long'
  const before = tree.get(unit.id)
  if (before && before.kind !== unit.kind) return 'other-kind'
  const problem = whyParentDoesNotFit(tree, unit)
  if (problem) return problem
  return nameIsTaken ? 'name-taken' : null
}

function whyParentDoesNotFit(tree: UnitTree, unit: UnitNode): UnitProblem | null {
  const kinds = PARENT_KINDS[unit.kind]
  if (unit.parentId === null) return kinds.length === 0 ? null : 'needs-parent'
  const parent = tree.get(unit.parentId)
  if (!parent) return 'unknown-parent'
  if (coversUnit(tree, unit.id, parent.id)) return 'circle'
  return kinds.includes(parent.kind) ? null : 'wrong-parent'
}

/** The units that a unit of this kind can stand under; for one that exists, never itself or what is under it. */
export function parentsFor(tree: UnitTree, kind: UnitKind, unitId: string | null): UnitNode[] {
  return [...tree.values()].filter(
    (parent) => PARENT_KINDS[kind].includes(parent.kind) && (unitId === null || !coversUnit(tree, unitId, parent.id)),
  )
}
