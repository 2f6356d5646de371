import { isLanguage, type Language } from '#app/i18n/languages.ts'
import { homeOrganisationOf } from '#app/platform/oidc/home-organisation.ts'

/** What the portal wants to know of somebody who signs in; whatever else a service tells is not read. */
export type PersonClaims = {
  name: string | null
  email: string | null
  /** Of the interface; only used when the portal does not know the person yet. */
  language: Language | null
  /** As `homeOrganisationOf` compares it, such as `universiteit.example`. */
  homeOrganisation: string | null
  /** Lower case, such as `employee`. */
  affiliations: ReadonlyArray<string>
  /** The number of the HR system, where the portal is told which claim holds it. */
  staffNumber: string | null
}

type Claims = Readonly<Record<string, unknown>>

const LONGEST = { name: 200, email: 254, staffNumber: 60, other: 255 } as const
/** Control signs and marks that turn the direction of writing: a name with them could look like another one. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu
const WORD = /^[\x20-\x7e]+$/
const MAILBOX = /^[^\s@<>()",;:\\]+@[^\s@<>()",;:\\]+$/

/** A claim that holds one text; some services send a list of one. A list of several says nothing that can be relied upon. */
function oneOf(claims: Claims, name: string): string | null {
  const claim = claims[name]
  const value = Array.isArray(claim) && claim.length === 1 ? claim[0] : claim
  return typeof value === 'string' ? value : null
}

/** A claim by which somebody is known: printable ASCII as it stands, without spaces around it. Nothing is mended, so that no two values become one. */
function wordOf(claims: Claims, name: string, longest: number): string | null {
  const word = oneOf(claims, name)?.replace(/^ +| +$/g, '') ?? ''
  return WORD.test(word) && word.length <= longest ? word : null
}

/** A claim that people read. */
function textOf(claims: Claims, name: string, longest: number): string | null {
  const value = oneOf(claims, name)
  if (value === null) return null
  const text = value.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim()
  return text !== '' && text.length <= longest ? text : null
}

function listOf(claims: Claims, name: string): string[] {
  const claim = claims[name]
  return (Array.isArray(claim) ? claim : [claim]).filter((one) => typeof one === 'string')
}

/** `name`, else given and family name, else nothing: an e-mail address or an account name is no name. */
function nameOf(claims: Claims): string | null {
  const name = textOf(claims, 'name', LONGEST.name)
  if (name) return name
  const parts = [textOf(claims, 'given_name', 90), textOf(claims, 'family_name', 90)]
  return parts.filter(Boolean).join(' ') || null
}

/** `nl`, `nl-NL` and lists such as `nl-NL,en;q=0.8` (eduPerson, as Accept-Language): the first language that the portal speaks. */
function languageOf(claims: Claims): Language | null {
  const wanted = textOf(claims, 'preferred_language', LONGEST.other) ?? ''
  const codes = wanted.split(',').map((one) => one.trim().toLowerCase().split(/[-_;]/)[0])
  return codes.find(isLanguage) ?? null
}

/**
 * The claims of SURFconext (OpenConext) and of other services that use the same names, as the portal reads them: name, given_name,
 * family_name, email, preferred_language, schac_home_organization, eduperson_affiliation and, when it is set, one for the staff number.
 * Roles are never read from a claim.
 */
export function readClaims(claims: Claims, staffNumberClaim: string | null): PersonClaims {
  const email = textOf(claims, 'email', LONGEST.email)
  return {
    name: nameOf(claims),
    email: email && MAILBOX.test(email) ? email : null,
    language: languageOf(claims),
    homeOrganisation: homeOrganisationOf(wordOf(claims, 'schac_home_organization', LONGEST.other) ?? ''),
    affiliations: listOf(claims, 'eduperson_affiliation').map((one) => one.trim().toLowerCase()),
    staffNumber: staffNumberClaim ? wordOf(claims, staffNumberClaim, LONGEST.staffNumber) : null,
  }
}

export type EntryProblem = 'other-organisation' | 'not-employed'

/**
 * Why somebody may not come in: their organisation is not one of this portal's, or they do not work there. An external provider is no
 * employee; the dates of their contract decide, in the portal's own database.
 */
export function whyNotAdmitted(
  claims: Pick<PersonClaims, 'homeOrganisation' | 'affiliations'>,
  isProvider: boolean,
  allowed: { homeOrganisations: ReadonlyArray<string>; affiliations: ReadonlyArray<string> },
): EntryProblem | null {
  const { homeOrganisation, affiliations } = claims
  if (homeOrganisation === null || !allowed.homeOrganisations.includes(homeOrganisation)) return 'other-organisation'
  if (isProvider || affiliations.some((one) => allowed.affiliations.includes(one))) return null
  return 'not-employed'
}
