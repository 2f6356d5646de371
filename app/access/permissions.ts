import { ROLES, type Role, type System } from './vocabulary.ts'

/** Whoever is signed in, whatever their role. */
const EVERYONE = ROLES

/**
 * Who may do what: the one table, for server and screen. What is not in it nobody may do. Names read as `record.verb`; the same record's
 * rules about *which* one (my own, of my unit) stand with the feature and in its SQL.
 */
export const PERMISSIONS = {
  'account.view': EVERYONE,
  'account.change': EVERYONE,
  'sign-in.end-own': EVERYONE,
  'todo.view': EVERYONE,
  'access-needs.read-own': EVERYONE,
  'access-needs.save-own': EVERYONE,
  'offer.save': ['operator', 'seed'],
  'access-needs.forget': ['retention'],
  'admin.view': ['administrator'],
  'person.search': ['administrator'],
  'person.view': ['administrator'],
  'person.add': ['administrator', 'operator', 'seed', 'sign-in'],
  'person.change': ['administrator', 'operator', 'seed', 'sign-in'],
  'person.import': ['operator'],
  'role.grant': ['administrator', 'operator', 'seed', 'sign-in'],
  'role.end': ['administrator', 'operator', 'sign-in'],
  'relation.grant': ['seed'],
  'sign-in.begin': ['sign-in', 'seed'],
  'sign-in.end-others': ['administrator', 'operator'],
  'unit.save': ['administrator', 'operator', 'seed'],
  'provider.save': ['seed'],
  'framework.save': ['seed'],
  'portal.configure': ['administrator'],
  'audit.view': ['administrator'],
  'audit.verify': ['operator'],
  'audit.forget-reasons': ['retention'],
  'keys.manage': ['operator', 'retention'],
} as const satisfies Record<string, ReadonlyArray<Role | System>>

export type Permission = keyof typeof PERMISSIONS
