import { expect, test } from 'vitest'
import { type PersonClaims, readClaims, whyNotAdmitted } from './oidc-claims.ts'

/** What SURFconext (OpenConext) sends of an employee. */
const SURFCONEXT = {
  sub: '7f2c0b7e',
  subject_id: 'x@universiteit.example',
  name: 'Sanne de Vries',
  given_name: 'Sanne',
  family_name: 'de Vries',
  preferred_username: 'Sanne de Vries',
  nickname: 'Sanne',
  email: 's.devries@universiteit.example',
  schac_home_organization: 'universiteit.example',
  schac_home_organization_type: 'urn:schac:homeOrganizationType:int:university',
  eduperson_affiliation: ['employee', 'faculty', 'member'],
  eduperson_scoped_affiliation: ['employee@universiteit.example'],
  eduperson_principal_name: 'sdevries@universiteit.example',
  eduperson_entitlement: ['urn:x:administrator'],
  edumember_is_member_of: ['urn:x:koers-admins'],
  eduperson_orcid: 'https://orcid.org/0000-0000-0000-0000',
  eduperson_assurance: ['https://refeds.org/assurance'],
  schac_personal_unique_code: ['urn:schac:personalUniqueCode:nl:local:universiteit.example:employeeid:0042'],
  uids: ['sdevries'],
  preferred_language: 'nl',
  eduid: 'e-1',
}

const nothing: PersonClaims = {
  name: null,
  email: null,
  language: null,
  homeOrganisation: null,
  affiliations: [],
  staffNumber: null,
}

test('of all that SURFconext tells, the portal reads six things', () => {
  expect(readClaims(SURFCONEXT, null)).toEqual({
    name: 'Sanne de Vries',
    email: 's.devries@universiteit.example',
    language: 'nl',
    homeOrganisation: 'universiteit.example',
    affiliations: ['employee', 'faculty', 'member'],
    staffNumber: null,
  })
})

test('the staff number comes from the claim that the operator names, and only then', () => {
  expect(readClaims({ uids: ['p0042'] }, 'uids').staffNumber).toBe('p0042')
  expect(readClaims({ employee_number: ' 0042 ' }, 'employee_number').staffNumber).toBe('0042')
  expect(readClaims({ uids: ['a', 'b'] }, 'uids').staffNumber).toBeNull()
  expect(readClaims({ employee_number: 42 }, 'employee_number').staffNumber).toBeNull()
})

test.each([
  [{ name: 'Omar' }, 'Omar'],
  [{ given_name: 'Omar', family_name: 'Yılmaz' }, 'Omar Yılmaz'],
  [{ family_name: 'Yılmaz' }, 'Yılmaz'],
  [{ name: '  Omar   Yılmaz ' }, 'Omar Yılmaz'],
  [{ name: 'Omar\u202eada' }, 'Omarada'],
  [{ name: 'Omar\u0000\r\n' }, 'Omar'],
  [{ name: '' }, null],
  [{ name: 'x'.repeat(201) }, null],
  [{ name: { first: 'Omar' } }, null],
  [{ email: 'omar@universiteit.example', nickname: 'omar', preferred_username: 'omar' }, null],
])('a name is read from %j', (claims, name) => {
  expect(readClaims(claims, null).name).toBe(name)
})

test.each([
  ['nl', 'nl'],
  ['nl-NL', 'nl'],
  ['en_GB', 'en'],
  ['de, en;q=0.8, nl;q=0.5', 'en'],
  ['NL', 'nl'],
  ['fy', null],
  ['nld', null],
  ['', null],
  [7, null],
])('preferred_language %s is %s', (wanted, language) => {
  expect(readClaims({ preferred_language: wanted }, null).language).toBe(language)
})

test.each([
  ['omar@universiteit.example', 'omar@universiteit.example'],
  [['omar@universiteit.example'], 'omar@universiteit.example'],
  ['no address', null],
  ['a@b\r\nBcc: c@d', null],
  ['a@b, c@d', null],
  ['<a@b>', null],
])('the address %j is read as %j', (given, email) => {
  expect(readClaims({ email: given }, null).email).toBe(email)
})

test.each([
  [undefined, null],
  ['Universiteit.Example', 'universiteit.example'],
  [['universiteit.example'], 'universiteit.example'],
  [['universiteit.example', 'elders.example'], null],
  [{}, null],
])('the home organisation %j is read as %j', (given, organisation) => {
  expect(readClaims({ schac_home_organization: given }, null).homeOrganisation).toBe(organisation)
})

test('claims that are not there, or of another shape, say nothing', () => {
  expect(readClaims({}, 'uids')).toEqual(nothing)
  const odd = Object.fromEntries(Object.keys(SURFCONEXT).map((name) => [name, { a: [1] }]))
  expect(readClaims(odd, 'uids')).toEqual(nothing)
})

const allowed = { homeOrganisations: ['universiteit.example'], affiliations: ['employee', 'staff', 'faculty'] }
const here = 'universiteit.example'

test.each<[string | null, string[], boolean, string | null]>([
  [here, ['employee'], false, null],
  [here, ['student', 'staff'], false, null],
  [here, ['student'], false, 'not-employed'],
  [here, ['affiliate'], false, 'not-employed'],
  [here, ['member', 'alum', 'library-walk-in'], false, 'not-employed'],
  [here, [], false, 'not-employed'],
  [here, ['affiliate'], true, null],
  [here, [], true, null],
  [null, ['employee'], false, 'other-organisation'],
  ['elders.example', ['employee'], false, 'other-organisation'],
  ['elders.example', ['employee'], true, 'other-organisation'],
  ['', ['employee'], false, 'other-organisation'],
])('from %s as %j, provider %s: %s', (homeOrganisation, affiliations, isProvider, why) => {
  expect(whyNotAdmitted({ homeOrganisation, affiliations }, isProvider, allowed)).toBe(why)
})
