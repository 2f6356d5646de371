import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { allow, asSystem } from '#app/access/actor.ts'
import type { Language } from '#app/i18n/languages.ts'
import type { Db } from '#db/open.server.ts'
import { people, roleGrants } from '#db/schema/people.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { PLAIN_CODES } from '#tests/support/audit-codes.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { readFields } from '#tests/support/forms.ts'
import { idOf, personOf } from '#tests/support/people.ts'
import { addPerson } from './add-person.server.ts'
import { findAdminCounts } from './admin.queries.server.ts'
import { filterOf, findPeoplePage, type PeopleQuestion } from './people.queries.server.ts'
import { peopleForm } from './people-form.server.ts'
import { PEOPLE_A_PAGE, pageOfAddress, peopleSearchOf } from './people-question.ts'
import { setDisabled } from './roles/end-role.server.ts'

const nothing: PeopleQuestion = { typed: '', role: null, unit: null, page: 1 }

function ask(db: Db, question: Partial<PeopleQuestion>, now = NOW, language: Language = 'nl') {
  const actor = allow(personOf(db, 'ada'), 'person.search')
  return findPeoplePage(db, actor, { ...nothing, ...question }, { language, codes: PLAIN_CODES, now })
}

function names(db: Db, question: Partial<PeopleQuestion>, now = NOW): string[] | undefined {
  return ask(db, question, now).found?.lines.map(({ name }) => name)
}

test('nobody leafs through everybody: an empty field shows nobody', () => {
  const db = peopleDatabase()
  expect(ask(db, {}).found).toBeNull()
  expect(ask(db, { typed: '   ' }).found).toBeNull()
})

test('people are found by the beginning of a name, and by the whole of an address, short name or number', () => {
  const db = peopleDatabase()
  const person = {
    name: 'Işıl van den Ørsted',
    email: 'i.orsted@lindehoven.example',
    language: 'nl',
    staffNumber: 'P-4711',
  } as const
  inTransaction(db, (tx) => addPerson(tx, asSystem('seed', 'person.add'), person, NOW))
  for (const typed of ['isil', 'ORSTED', 'van den ø', 'i.orsted@lindehoven.example', 'p-4711'])
    expect(names(db, { typed }), typed).toEqual(['Işıl van den Ørsted'])
  for (const typed of ['orsted@lindehoven.example', 'P-47', 'lindehoven.example', '%', '_', '!', "' OR 1=1 --"])
    expect(names(db, { typed }), typed).toEqual([])
  expect(names(db, { typed: 'ada' })).toEqual(['Ada Maas'])
})

test('the list is in the order of surnames, without their particles', () => {
  const db = peopleDatabase()
  expect(names(db, { role: 'employee' })).toEqual([
    'Youssef Amrani',
    'Marieke Bos',
    'Omar Haddad',
    'Jan Hoekstra',
    'Pieter van Leeuwen',
    'Ada Maas',
    'Willem Prins',
    'Ingrid Smit',
    'Els Vermeulen',
    'Sanne de Wit',
    'Fatima Yilmaz',
  ])
})

test('a role and a unit narrow the list, alone, together, and with words', () => {
  const db = peopleDatabase()
  expect(names(db, { role: 'administrator' })).toEqual(['Ada Maas'])
  expect(names(db, { unit: 'social-sciences' })).toEqual(['Willem Prins', 'Sanne de Wit'])
  expect(names(db, { unit: 'psychology', typed: 'sanne' })).toEqual(['Sanne de Wit'])
  expect(names(db, { role: 'hr-adviser', unit: 'law' })).toEqual(['Ingrid Smit'])
  expect(names(db, { role: 'hr-publisher', unit: 'science' })).toEqual(['Pieter van Leeuwen'])
  expect(names(db, { role: 'administrator', unit: 'law' })).toEqual([])
  expect(names(db, { role: 'advisor', typed: 'sanne' })).toEqual([])
})

test('roles and positions that have ended count no more, those that are to come not yet', () => {
  const db = peopleDatabase()
  const later = new Date('2030-01-01T09:00:00Z')
  expect(names(db, { role: 'provider' })).toEqual(['Nora Claes', 'Tom Fischer'])
  expect(names(db, { role: 'provider' }, later)).toEqual([])
  expect(names(db, { unit: 'psychology' }, later)).toEqual(['Willem Prins'])
  db.update(roleGrants).set({ startsOn: '2027-03-01' }).run()
  expect(findPeoplePageNames(db)).toEqual([])
})

/** Ada has no role herself in this one: the actor is made by hand of what she had. */
function findPeoplePageNames(db: Db) {
  const actor = { id: 'x', grants: [{ role: 'administrator' as const, unitId: null, providerId: null }], system: null }
  const question = { ...nothing, role: 'employee' as const }
  return findPeoplePage(db, allow(actor, 'person.search'), question, { language: 'nl', codes: PLAIN_CODES, now: NOW })
    .found?.lines
}

test('a line says roles with unit or provider, where somebody works, and who is shut out', () => {
  const db = peopleDatabase()
  const change = { personId: idOf(db, 'nora'), disabled: true }
  inTransaction(db, (tx) => setDisabled(tx, asSystem('operator', 'person.change'), change, NOW))
  expect(ask(db, { typed: 'ingrid' }).found?.lines).toEqual([
    {
      handle: idOf(db, 'ingrid'),
      href: `/nl/desk/people/${idOf(db, 'ingrid')}`,
      name: 'Ingrid Smit',
      isShutOut: false,
      roles: [
        { role: 'employee', unit: null, provider: null },
        { role: 'hr-adviser', unit: 'Faculteit Sociale Wetenschappen', provider: null },
        { role: 'hr-adviser', unit: 'Faculteit Rechten', provider: null },
      ],
      works: ['Dienst HR'],
    },
  ])
  expect(ask(db, { typed: 'nora' }, NOW, 'en').found?.lines[0]).toMatchObject({
    isShutOut: true,
    roles: [{ role: 'provider', provider: 'Werkplaats Wending' }],
    works: [],
  })
})

test('fifty stand on a page, each once over all pages, and a page beyond the last is the last', () => {
  const db = peopleDatabase()
  inTransaction(db, (tx) => {
    for (let number = 0; number < 120; number++)
      addPerson(tx, asSystem('seed', 'person.add'), { name: `Kim Testers${number}`, language: 'nl' }, NOW)
  })
  const pages = [1, 2, 3].map((page) => ask(db, { typed: 'kim', page }).found)
  expect(pages.map((found) => found?.lines.length)).toEqual([PEOPLE_A_PAGE, PEOPLE_A_PAGE, 20])
  expect(new Set(pages.flatMap((found) => found?.lines.map(({ href }) => href))).size).toBe(120)
  expect(pages[0]).toMatchObject({ total: 120, pages: 3, page: 1 })
  expect(ask(db, { typed: 'kim', page: 99 }).found?.page).toBe(3)
})

test('who is renamed is found by the new name at once', () => {
  const db = peopleDatabase()
  expect(names(db, { typed: 'zonneveld' })).toEqual([])
  db.update(people).set({ name: 'Omar Zonneveld' }).where(eq(people.handle, 'omar')).run()
  expect(names(db, { typed: 'zonneveld' })).toEqual(['Omar Zonneveld'])
  expect(names(db, { typed: 'haddad' })).toEqual([])
})

test('an address asks for roles and units that exist, and for nothing else', () => {
  const db = peopleDatabase()
  const read = (search: string) => filterOf(db, new URLSearchParams(search))
  expect(read('role=administrator&unit=law')).toEqual({ role: 'administrator', unit: 'law' })
  expect(read('role=rector&unit=nowhere')).toEqual({ role: null, unit: null })
  expect(read("unit=law' OR '1'='1")).toEqual({ role: null, unit: null })
  for (const page of ['0', '-1', 'x', '1e3', '9999999', ''])
    expect(pageOfAddress(new URLSearchParams({ page }))).toBe(1)
  expect(pageOfAddress(new URLSearchParams('page=3'))).toBe(3)
})

test('a search form with a field of its own is none of ours', () => {
  const readSearch = (fields: Record<string, string> | null) => {
    const read = readFields(peopleForm, fields)
    return read.ok ? peopleSearchOf(read.value) : null
  }
  expect(readSearch({ q: 'ada', page: '2' })).toEqual({ typed: 'ada', page: 2 })
  expect(readSearch({ q: 'ada', role: 'administrator' })).toBeNull()
  expect(readSearch(null)).toBeNull()
})

test('nobody but an administrator searches people', () => {
  const db = peopleDatabase()
  for (const handle of ['sanne', 'marieke', 'els', 'fatima', 'pieter', 'ingrid', 'willem', 'nora'] as const)
    expect(() => allow(personOf(db, handle), 'person.search'), handle).toThrow()
})

test('the admin page counts who can sign in today, the units and what was told', () => {
  const db = peopleDatabase()
  const numbers = () => findAdminCounts(db, allow(personOf(db, 'ada'), 'admin.view'), NOW)
  const before = numbers()
  expect(before).toMatchObject({ people: 13, units: 20 })
  const change = { personId: idOf(db, 'nora'), disabled: true }
  inTransaction(db, (tx) => setDisabled(tx, asSystem('operator', 'person.change'), change, NOW))
  expect(numbers()).toEqual({ people: 12, units: 20, audit: before.audit + 1 })
})
