import { expect, test } from 'vitest'
import { allow, asSystem } from '#app/access/actor.ts'
import type { Language } from '#app/i18n/languages.ts'
import { openAuthStore } from '#db/auth-store.server.ts'
import type { Db } from '#db/open.server.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { readFields } from '#tests/support/forms.ts'
import { findAccountPage } from './account.queries.server.ts'
import { accountForm } from './account-form.server.ts'
import { findVisitorByToken, startAuthSession } from './auth-sessions.server.ts'
import { changeLanguage } from './change-language.server.ts'
import type { DemoHandle } from './demo-people.ts'
import { idOfHandle } from './find-person.server.ts'

const db = peopleDatabase()
const authStore = openAuthStore(':memory:')

function signedIn(handle: DemoHandle, device = 'Firefox, Windows') {
  const signIn = { personId: idOfHandle(db, handle) ?? '', method: 'demo', assured: true, device } as const
  const token = startAuthSession(db, authStore, asSystem('sign-in', 'sign-in.begin'), signIn, NOW)
  const found = findVisitorByToken(db, authStore, token ?? '', NOW)
  if (!found) throw new Error(`${handle} is not signed in`)
  return found.visitor
}

function pageOf(handle: DemoHandle, language: Language = 'nl') {
  const visitor = signedIn(handle)
  return findAccountPage(db, authStore, allow(visitor.person, 'account.view'), visitor, language, NOW)
}

function lastEvent(from: Db) {
  return from.$client.prepare('SELECT action, subject_id, fields, ground FROM audit_events ORDER BY seq DESC').get()
}

test('somebody reads who they are, where they work and who their line manager is', () => {
  const { name, email, source, affiliations } = pageOf('sanne')
  expect({ name, email, source }).toEqual({
    name: 'Sanne de Wit',
    email: 'sanne@lindehoven.example',
    source: 'demo',
  })
  expect(affiliations).toEqual([
    {
      unit: 'Afdeling Psychologie',
      staffCategory: 'academic',
      careerStage: 'phd-candidate',
      manager: 'Willem Prins',
      since: '15 augustus 2024',
      until: '15 juni 2028',
    },
  ])
})

test('a line manager reads nothing of whom they lead', () => {
  expect(JSON.stringify(pageOf('willem'))).not.toMatch(/Sanne|sanne/)
})

test('a role for two units is one line, in the words of the language', () => {
  const roles = pageOf('ingrid', 'en').roles
  expect(roles.map(({ role, places, until }) => [role, places, until])).toEqual([
    ['employee', null, null],
    ['hr-adviser', 'Faculty of Law and Faculty of Social Sciences', null],
  ])
})

test('somebody from outside reads for whom they are here and until when', () => {
  const { roles, affiliations } = pageOf('nora')
  expect(affiliations).toEqual([])
  expect(roles).toEqual([{ role: 'provider', places: 'Werkplaats Wending', until: '7 maart 2028', isWaiting: false }])
})

test('an affiliation or role that has ended is not on the page', () => {
  const visitor = signedIn('sanne')
  const later = new Date('2028-06-16T09:00:00Z')
  const page = findAccountPage(db, authStore, allow(visitor.person, 'account.view'), visitor, 'nl', later)
  expect(page.affiliations).toEqual([])
})

test('the sign-in in use comes first and is marked, and none of somebody else is in the list', () => {
  signedIn('jan', 'Safari, iPhone')
  const current = pageOf('jan').signIns
  expect(current.map(({ device, isCurrent }) => [device, isCurrent])).toEqual([
    ['Firefox, Windows', true],
    ['Safari, iPhone', false],
  ])
  expect(current[0]).toMatchObject({ began: 'ma 1 februari 2027, 10:00', ends: 'ma 1 februari 2027, 18:00' })
})

test('a changed language is kept and told by the name of the field; the same again writes nothing', () => {
  const { person } = signedIn('youssef')
  const actor = allow(person, 'account.change')
  expect(changeLanguage(db, actor, 'nl', NOW)).toBe(true)
  expect(pageOf('youssef').language).toBe('nl')
  expect(lastEvent(db)).toEqual({
    action: 'account.change',
    subject_id: person.id,
    fields: 'language',
    ground: 'own',
  })
  const before = db.$client.prepare('SELECT count(*) FROM audit_events').pluck().get()
  expect(changeLanguage(db, actor, 'nl', NOW)).toBe(false)
  expect(db.$client.prepare('SELECT count(*) FROM audit_events').pluck().get()).toBe(before)
})

function form(...fields: Array<[string, string]>) {
  return fields
}

function readAccountForm(sent: Array<[string, string]> | null) {
  const read = readFields(accountForm, sent)
  return read.ok ? read.value : null
}

test('each form of the page is read as what it asks for', () => {
  const id = 'x'.repeat(43)
  expect(readAccountForm(form(['intent', 'change-language'], ['language', 'en']))).toEqual({
    intent: 'change-language',
    language: 'en',
  })
  expect(readAccountForm(form(['intent', 'end-sign-in'], ['signIn', id]))).toEqual({
    intent: 'end-sign-in',
    signIn: id,
  })
  expect(readAccountForm(form(['intent', 'end-others']))).toEqual({ intent: 'end-others' })
  expect(readAccountForm(form(['intent', 'end-all']))).toEqual({ intent: 'end-all' })
})

test.each([
  ['nothing', null],
  ['an empty form', form()],
  ['an unknown intent', form(['intent', 'become-administrator'])],
  ['a language we do not speak', form(['intent', 'change-language'], ['language', 'de'])],
  ['a field of somebody else', form(['intent', 'change-language'], ['language', 'en'], ['personId', 'x'])],
  ['a field twice', form(['intent', 'change-language'], ['language', 'en'], ['language', 'nl'])],
  ['an id that is none', form(['intent', 'end-sign-in'], ['signIn', '1 OR 1=1'])],
  ['an id that ends all', form(['intent', 'end-all'], ['signIn', 'x'])],
])('%s is no form of the page', (_, sent) => {
  expect(readAccountForm(sent)).toBeNull()
})
