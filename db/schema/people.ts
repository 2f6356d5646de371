import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { RELATIONS, ROLES } from '#app/access/vocabulary.ts'
import { CAREER_STAGES, STAFF_CATEGORIES } from '#app/features/people/vocabulary.ts'
import { providers, units } from './catalogue.ts'

/** Somebody the portal knows. Ids are 122 random bits, so that none can be guessed from another. */
export const people = sqliteTable(
  'people',
  {
    id: text('id').primaryKey(),
    /** A short name for commands and the demo; never shown to others and never a way to sign in outside the demo. */
    handle: text('handle'),
    name: text('name').notNull(),
    email: text('email'),
    language: text('language', { enum: ['nl', 'en'] }).notNull(),
    /** Whose HR system gave the number: a number is unique within one organisation only. Null where nobody has said so yet. */
    homeOrganisation: text('home_organisation'),
    /** The number of the HR system, by which its file is read again. */
    staffNumber: text('staff_number'),
    /** Counts up with every change of roles: a sign-in under an older number gets a new id before it is used again. */
    epoch: integer('epoch').notNull().default(1),
    disabledAt: integer('disabled_at'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('people_handle').on(table.handle),
    uniqueIndex('people_staff_number').on(table.homeOrganisation, table.staffNumber),
    // SQLite takes each NULL for another one.
    uniqueIndex('people_staff_number_alone').on(table.staffNumber).where(sql`home_organisation IS NULL`),
    index('people_name').on(table.name),
  ],
)

/** How a sign-in service knows somebody: issuer and subject, never an e-mail address (ASVS 10.5.2). */
export const identities = sqliteTable(
  'identities',
  {
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    homeOrganisation: text('home_organisation'),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.issuer, table.subject] }), index('identities_person').on(table.personId)],
)

/**
 * A first sign-in that waits until somebody has said whether it belongs to the person its staff number leads to. It holds what the
 * sign-in service said, beside the person's own row, which stays as it was.
 */
export const heldSignIns = sqliteTable(
  'held_sign_ins',
  {
    /** By which an operator names it; never given out twice. */
    number: integer('number').primaryKey({ autoIncrement: true }),
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    name: text('name'),
    email: text('email'),
    homeOrganisation: text('home_organisation'),
    staffNumber: text('staff_number'),
    /** Somebody said that it is not this person: the next sign-in adds somebody new. */
    isSomebodyElse: integer('is_somebody_else', { mode: 'boolean' }).notNull().default(false),
    firstAt: integer('first_at').notNull(),
    lastAt: integer('last_at').notNull(),
  },
  (table) => [
    uniqueIndex('held_sign_ins_subject').on(table.issuer, table.subject),
    index('held_sign_ins_person').on(table.personId),
  ],
)

/** A record that was merged: its id stands for another person from then on. Nothing that names the id is rewritten. */
export const personAliases = sqliteTable(
  'person_aliases',
  {
    aliasId: text('alias_id')
      .primaryKey()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** Into whom it was merged; they may have been merged on since. */
    intoId: text('into_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** For whom it stands: the end of the chain, so that readers take one step. */
    personId: text('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    mergedBy: text('merged_by').notNull(),
    mergedAt: integer('merged_at').notNull(),
    /** What moved along, as JSON, so that it can be moved back within a day. */
    moved: text('moved').notNull(),
  },
  (table) => [index('person_aliases_person').on(table.personId), index('person_aliases_into').on(table.intoId)],
)

/** Where somebody works, as what, from a day to a day (`2027-02-03`); several at once are usual. */
export const affiliations = sqliteTable(
  'affiliations',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    staffCategory: text('staff_category', { enum: STAFF_CATEGORIES }).notNull(),
    careerStage: text('career_stage', { enum: CAREER_STAGES }),
    /** Their line manager: only so that somebody can be asked for approval. It gives no right. */
    managerId: text('manager_id').references(() => people.id, { onDelete: 'set null' }),
    startsOn: text('starts_on').notNull(),
    endsOn: text('ends_on'),
    source: text('source', { enum: ['demo', 'import', 'desk'] }).notNull(),
  },
  (table) => [index('affiliations_person').on(table.personId), index('affiliations_unit').on(table.unitId)],
)

/** A role of somebody, for a unit or for all, from a day up to and including a day. For a provider these are the dates of the contract. */
export const roleGrants = sqliteTable(
  'role_grants',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    role: text('role', { enum: ROLES }).notNull(),
    unitId: text('unit_id').references(() => units.id),
    providerId: text('provider_id').references(() => providers.id),
    startsOn: text('starts_on').notNull(),
    endsOn: text('ends_on'),
    grantedBy: text('granted_by').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('role_grants_person').on(table.personId), index('role_grants_role').on(table.role)],
)

/** What ties somebody to one record: trainer of a session, budget holder or deputy, commissioning party, receiver of a release. */
export const relations = sqliteTable(
  'relations',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    relation: text('relation', { enum: RELATIONS }).notNull(),
    recordType: text('record_type').notNull(),
    recordId: text('record_id').notNull(),
    startsAt: integer('starts_at').notNull(),
    endsAt: integer('ends_at'),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    index('relations_person').on(table.personId),
    index('relations_record').on(table.recordType, table.recordId),
  ],
)
