import { expect, test } from 'vitest'
import { units } from '#db/schema/catalogue.ts'
import { affiliations } from '#db/schema/people.ts'
import { freshDatabase, NOW, peopleDatabase } from '#tests/support/database.ts'
import { oneOf, seeded } from '#tests/support/random.ts'
import { countPeople, idsUnder, isWithin, listUnits, readUnitTree } from './records/units.queries.server.ts'
import {
  coversUnit,
  coverUnit,
  parentsFor,
  treeOf,
  type UnitNode,
  type UnitProblem,
  unitAndAncestors,
  whyUnitCannotBeSaved,
} from './units.ts'

const NODES: UnitNode[] = [
  { id: 'uni', kind: 'institution', parentId: null },
  { id: 'law', kind: 'faculty', parentId: 'uni' },
  { id: 'science', kind: 'faculty', parentId: 'uni' },
  { id: 'hr', kind: 'service', parentId: 'uni' },
  { id: 'biology', kind: 'department', parentId: 'science' },
  { id: 'genetics', kind: 'department', parentId: 'biology' },
]
const tree = treeOf(NODES)

test('what is granted for a unit covers itself and all under it, and nothing above or beside it', () => {
  expect(['science', 'biology', 'genetics'].every((id) => coversUnit(tree, 'science', id))).toBe(true)
  expect(['uni', 'law', 'hr'].some((id) => coversUnit(tree, 'science', id))).toBe(false)
  expect(NODES.every(({ id }) => coversUnit(tree, 'uni', id))).toBe(true)
  expect(coversUnit(tree, 'biology', 'science')).toBe(false)
})

test('a unit that nobody knows is covered by nothing, not even by the whole university', () => {
  expect(coversUnit(tree, 'nowhere', 'nowhere')).toBe(false)
  expect(coverUnit(tree, 'all', 'nowhere')).toBe(false)
  expect(coverUnit(tree, ['uni'], 'nowhere')).toBe(false)
})

test('the whole university covers every unit, some units what is under them, no unit nothing', () => {
  expect(NODES.every(({ id }) => coverUnit(tree, 'all', id))).toBe(true)
  expect(coverUnit(tree, ['law', 'science'], 'genetics')).toBe(true)
  expect(coverUnit(tree, ['law', 'hr'], 'genetics')).toBe(false)
  expect(coverUnit(tree, [], 'law')).toBe(false)
})

test('a line of units ends, also where somebody wrote a circle into the database', () => {
  const circle = treeOf([
    { id: 'a', kind: 'department', parentId: 'b' },
    { id: 'b', kind: 'department', parentId: 'a' },
  ])
  expect(unitAndAncestors(circle, 'a')).toEqual(['a', 'b'])
})

const name = { nl: 'Afdeling Ethiek', en: 'Department of Ethics' }
const ethics: UnitNode = { id: 'ethics', kind: 'department', parentId: 'law' }
const right = { unit: ethics, name, nameIsTaken: false }

const REFUSED: Record<UnitProblem, Partial<typeof right>> = {
  'no-name-nl': { name: { ...name, nl: '' } },
  'no-name-en': { name: { ...name, en: '' } },
  'name-too-long': { name: { ...name, en: 'x'.repeat(121) } },
  'unknown-unit': {},
  'other-kind': { unit: { id: 'law', kind: 'service', parentId: 'uni' } },
  'needs-parent': { unit: { ...ethics, parentId: null } },
  'unknown-parent': { unit: { ...ethics, parentId: 'nowhere' } },
  'wrong-parent': { unit: { ...ethics, parentId: 'uni' } },
  circle: { unit: { id: 'biology', kind: 'department', parentId: 'genetics' } },
  'name-taken': { nameIsTaken: true },
}

test.each(Object.entries(REFUSED).filter(([problem]) => problem !== 'unknown-unit'))(
  'a unit is refused: %s',
  (problem, change) => {
    expect(whyUnitCannotBeSaved(tree, { ...right, ...change })).toBe(problem)
  },
)

test('units stand under what fits them, and each can be renamed and moved there', () => {
  expect(whyUnitCannotBeSaved(tree, right)).toBeNull()
  for (const unit of NODES) expect(whyUnitCannotBeSaved(tree, { ...right, unit }), unit.id).toBeNull()
  const moved = { id: 'genetics', kind: 'department', parentId: 'hr' } as const
  expect(whyUnitCannotBeSaved(tree, { ...right, unit: moved })).toBeNull()
  expect(whyUnitCannotBeSaved(tree, { ...right, unit: { id: 'uni', kind: 'institution', parentId: 'law' } })).toBe(
    'circle',
  )
  expect(whyUnitCannotBeSaved(tree, { ...right, unit: { id: 'x', kind: 'faculty', parentId: 'law' } })).toBe(
    'wrong-parent',
  )
})

test('the parents to choose from are all right ones, and every other one is refused', () => {
  for (const unit of NODES) {
    const offered = new Set(parentsFor(tree, unit.kind, unit.id).map(({ id }) => id))
    for (const { id } of NODES) {
      const problem = whyUnitCannotBeSaved(tree, { ...right, unit: { ...unit, parentId: id } })
      expect(problem === null, `${unit.id} under ${id}`).toBe(offered.has(id))
    }
  }
})

test('the database and the rule agree on what is under a unit, in 60 made-up trees', () => {
  const random = seeded(7)
  for (let round = 0; round < 60; round++) {
    const db = freshDatabase()
    const nodes = Array.from({ length: 14 }, (_, place): UnitNode => {
      const parent = place === 0 ? null : `u${Math.floor(random() * place)}`
      return { id: `u${place}`, kind: place === 0 ? 'institution' : 'department', parentId: parent }
    })
    db.insert(units)
      .values(nodes.map((node) => ({ ...node, nameNl: node.id, nameEn: node.id })))
      .run()
    const made = readUnitTree(db)
    const held = [oneOf(random, nodes).id, oneOf(random, nodes).id]
    const expected = nodes.filter(({ id }) => coverUnit(made, held, id)).map(({ id }) => id)
    expect(idsUnder(db, held).sort()).toEqual(expected.sort())
    const rows = db.select({ id: units.id }).from(units).where(isWithin(units.id, held)).all()
    expect(rows.map(({ id }) => id).sort()).toEqual(expected)
    db.$client.close()
  }
})

test('a circle in the database is walked once, and no unit covers nothing', () => {
  const db = freshDatabase()
  const row = (id: string, parentId: string) => ({ id, kind: 'department' as const, parentId, nameNl: id, nameEn: id })
  db.insert(units)
    .values([row('a', 'b'), row('b', 'a')])
    .run()
  expect(idsUnder(db, ['a']).sort()).toEqual(['a', 'b'])
  expect(idsUnder(db, [])).toEqual([])
  expect(idsUnder(db, ['nowhere'])).toEqual([])
})

test('the units are listed from the top down, in the order of the language', () => {
  const db = peopleDatabase()
  const nl = listUnits(db, 'nl')
  expect(nl).toHaveLength(20)
  expect(nl[0]).toMatchObject({ id: 'lindehoven', depth: 0 })
  const science = nl.findIndex(({ id }) => id === 'science')
  expect(nl[science + 1]).toMatchObject({ id: 'biology', depth: 2 })
  const faculties = (list: typeof nl, language: 'nl' | 'en') =>
    list.filter(({ kind }) => kind === 'faculty').map(({ name: { [language]: text } }) => text)
  expect(faculties(nl, 'nl').slice(0, 2)).toEqual(['Faculteit Economie en Bedrijf', 'Faculteit Geesteswetenschappen'])
  expect(faculties(listUnits(db, 'en'), 'en')[0]).toBe('Faculty of Economics and Business')
})

test('who works in a department counts for its faculty and the university, and once only', () => {
  const db = peopleDatabase()
  const before = countPeople(db, NOW)
  expect([before.get('psychology'), before.get('social-sciences'), before.get('biology')]).toEqual([2, 2, undefined])
  const [sanne] = db.select().from(affiliations).all()
  if (!sanne) throw new Error('Sanne works somewhere')
  db.insert(affiliations)
    .values({ ...sanne, id: 'second', unitId: 'public-administration' })
    .run()
  const after = countPeople(db, NOW)
  expect([after.get('public-administration'), after.get('social-sciences')]).toEqual([1, 2])
  expect(after.get('lindehoven')).toBe(before.get('lindehoven'))
})

test('who no longer works there counts no more', () => {
  const db = peopleDatabase()
  expect(countPeople(db, new Date('2040-01-01T09:00:00Z')).get('psychology')).toBe(1)
})
