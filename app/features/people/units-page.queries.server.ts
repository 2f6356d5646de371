import type { Allowed } from '#app/access/actor.ts'
import type { UnitKind } from '#app/features/catalogue/vocabulary.ts'
import type { Language } from '#app/i18n/languages.ts'
import type { Db } from '#db/open.server.ts'
import { countPeople, listUnits, readUnitTree, type UnitLine } from './records/units.queries.server.ts'
import { PARENT_KINDS, parentsFor } from './units.ts'

type NewKind = Exclude<UnitKind, 'institution'>
const NEW_KINDS: ReadonlyArray<NewKind> = ['faculty', 'service', 'department']

/** One unit as it is shown, with how many people work there now and in what is under it. */
export type UnitNodeLine = UnitLine & { people: number; mayHoldMore: boolean }
/** What the form on the page is for: a new unit under one, or one that is there. */
export type UnitFormFor =
  | { intent: 'add'; parent: UnitLine; kinds: NewKind[] }
  | { intent: 'change'; unit: UnitLine; parents: UnitLine[] }
export type UnitsPageData = { lines: UnitNodeLine[]; form: UnitFormFor | null }

function kindsUnder(kind: UnitKind): NewKind[] {
  return NEW_KINDS.filter((one) => PARENT_KINDS[one].includes(kind))
}

/** What the address asks: `add` a unit under this one, or `change` this one. A unit that is not there asks nothing. */
function formFor(db: Db, lines: ReadonlyArray<UnitLine>, search: URLSearchParams): UnitFormFor | null {
  const find = (name: string) => lines.find(({ id }) => id === search.get(name))
  const unit = find('change')
  if (unit) {
    const ids = new Set(parentsFor(readUnitTree(db), unit.kind, unit.id).map(({ id }) => id))
    return { intent: 'change', unit, parents: lines.filter(({ id }) => ids.has(id)) }
  }
  const parent = find('add')
  const kinds = parent ? kindsUnder(parent.kind) : []
  return parent && kinds.length > 0 ? { intent: 'add', parent, kinds } : null
}

/** The units as a tree, with the form that the address asks for. */
export function findUnitsPage(
  db: Db,
  _actor: Allowed<'unit.save'>,
  search: URLSearchParams,
  language: Language,
  now: Date,
): UnitsPageData {
  const lines = listUnits(db, language)
  const here = countPeople(db, now)
  return {
    lines: lines.map((line) => ({
      ...line,
      people: here.get(line.id) ?? 0,
      mayHoldMore: kindsUnder(line.kind).length > 0,
    })),
    form: formFor(db, lines, search),
  }
}
