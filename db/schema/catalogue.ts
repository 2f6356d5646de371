import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import {
  APPROVALS,
  FORMATS,
  LEARNING_FORMS,
  PARTICIPATIONS,
  PAYERS,
  STATES,
  UNIT_KINDS,
} from '#app/features/catalogue/vocabulary.ts'

/** Units of the university as a tree: institution, faculties, service departments. */
export const units = sqliteTable('units', {
  id: text('id').primaryKey(),
  kind: text('kind', { enum: UNIT_KINDS }).notNull(),
  parentId: text('parent_id'),
  nameNl: text('name_nl').notNull(),
  nameEn: text('name_en').notNull(),
})

/** Who gives an offer: a unit of the university or somebody outside. */
export const providers = sqliteTable('providers', {
  id: text('id').primaryKey(),
  external: integer('external', { mode: 'boolean' }).notNull(),
  nameNl: text('name_nl').notNull(),
  nameEn: text('name_en').notNull(),
})

/** A competence framework is data: an institution edits it, or imports another one beside it. */
export const frameworks = sqliteTable('frameworks', {
  id: text('id').primaryKey(),
  nameNl: text('name_nl').notNull(),
  nameEn: text('name_en').notNull(),
})

export const competences = sqliteTable('competences', {
  id: text('id').primaryKey(),
  frameworkId: text('framework_id')
    .notNull()
    .references(() => frameworks.id),
  area: text('area').notNull(),
  nameNl: text('name_nl').notNull(),
  nameEn: text('name_en').notNull(),
  uri: text('uri'),
  position: integer('position').notNull().default(0),
})

/** One row is one offer of any kind. What only one kind has stands in `details`, checked by the kind's schema on the way in and out. */
export const offers = sqliteTable(
  'offers',
  {
    id: text('id').primaryKey(),
    /** Where it comes from and its key there, such as `demo:…` or `import:…`; null for what was typed in. */
    sourceKey: text('source_key'),
    kind: text('kind').notNull(),
    state: text('state', { enum: STATES }).notNull(),
    publishFrom: integer('publish_from'),
    publishUntil: integer('publish_until'),
    slugNl: text('slug_nl').notNull(),
    slugEn: text('slug_en').notNull(),
    titleNl: text('title_nl').notNull(),
    titleEn: text('title_en').notNull(),
    summaryNl: text('summary_nl').notNull(),
    summaryEn: text('summary_en').notNull(),
    bodyNl: text('body_nl').notNull(),
    bodyEn: text('body_en').notNull(),
    textNlAt: integer('text_nl_at').notNull(),
    textEnAt: integer('text_en_at').notNull(),
    themes: text('themes', { mode: 'json' }).notNull(),
    targetGroups: text('target_groups', { mode: 'json' }).notNull(),
    languages: text('languages', { mode: 'json' }).notNull(),
    aimDomains: text('aim_domains', { mode: 'json' }).notNull(),
    aimGoals: text('aim_goals', { mode: 'json' }).notNull().default([]),
    format: text('format', { enum: FORMATS }).notNull(),
    learningForm: text('learning_form', { enum: LEARNING_FORMS }).notNull(),
    participation: text('participation', { enum: PARTICIPATIONS }).notNull(),
    duration: text('duration', { mode: 'json' }),
    costCents: integer('cost_cents'),
    payer: text('payer', { enum: PAYERS }),
    providerId: text('provider_id').references(() => providers.id),
    ownerUnitId: text('owner_unit_id')
      .notNull()
      .references(() => units.id),
    ownerEmail: text('owner_email').notNull(),
    reviewOn: text('review_on').notNull(),
    /** An https address where it is opened or answered. */
    link: text('link'),
    discreet: integer('discreet', { mode: 'boolean' }).notNull().default(false),
    discreetOffReason: text('discreet_off_reason'),
    /** Whether anybody ever asked about it: from then on it stays discreet, or not (breadth A2). */
    asked: integer('asked', { mode: 'boolean' }).notNull().default(false),
    film: text('film', { mode: 'json' }),
    picture: text('picture', { mode: 'json' }),
    details: text('details', { mode: 'json' }).notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('offers_source_key').on(table.sourceKey),
    uniqueIndex('offers_slug_nl').on(table.slugNl),
    uniqueIndex('offers_slug_en').on(table.slugEn),
    index('offers_kind_state').on(table.kind, table.state),
  ],
)

/** An offer can belong to several units at once (UHasselt 7-12). */
export const offerUnits = sqliteTable(
  'offer_units',
  {
    offerId: text('offer_id')
      .notNull()
      .references(() => offers.id, { onDelete: 'cascade' }),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    position: integer('position').notNull(),
  },
  (table) => [primaryKey({ columns: [table.offerId, table.unitId] }), index('offer_units_unit').on(table.unitId)],
)

export const offerCompetences = sqliteTable(
  'offer_competences',
  {
    offerId: text('offer_id')
      .notNull()
      .references(() => offers.id, { onDelete: 'cascade' }),
    competenceId: text('competence_id')
      .notNull()
      .references(() => competences.id),
    position: integer('position').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.offerId, table.competenceId] }),
    index('offer_competences_competence').on(table.competenceId),
  ],
)

/** One run of an offer: one or more days, with a place and seats. Wall times count; the moments are derived from them. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    offerId: text('offer_id')
      .notNull()
      .references(() => offers.id, { onDelete: 'cascade' }),
    /** Its key at the source of the offer, unique in the offer; null where the source gives none. */
    sourceKey: text('source_key'),
    startsAt: integer('starts_at').notNull(),
    endsAt: integer('ends_at').notNull(),
    /** `[{ date: "2027-02-03", from: "09:30", until: "16:00" }]` in `zone`. */
    days: text('days', { mode: 'json' }).notNull(),
    zone: text('zone').notNull(),
    placeNl: text('place_nl').notNull(),
    placeEn: text('place_en').notNull(),
    online: integer('online', { mode: 'boolean' }).notNull(),
    seats: integer('seats'),
    seatsTaken: integer('seats_taken').notNull(),
    waiting: integer('waiting').notNull(),
    /** How many sign-ups of this portal hold a place, and how many a number in the list: triggers count them. The two above are kept elsewhere. */
    signedUp: integer('signed_up').notNull().default(0),
    listed: integer('listed').notNull().default(0),
    /** When it was cancelled; null while it goes on. A session that somebody is attached to is cancelled, never deleted. */
    cancelledAt: integer('cancelled_at'),
    /** With fewer than these it does not go on, as is decided on the day `decide_on`. */
    least: integer('least'),
    decideOn: text('decide_on'),
    decision: text('decision', { enum: ['goes-on'] }),
    waitingList: integer('waiting_list', { mode: 'boolean' }).notNull().default(true),
    signUpFrom: text('sign_up_from'),
    signUpUntil: text('sign_up_until'),
    cancelUntil: text('cancel_until'),
    /** Null: as the offer says. */
    approval: text('approval', { enum: APPROVALS }),
    costCents: integer('cost_cents'),
    payer: text('payer', { enum: PAYERS }),
    lateCostCents: integer('late_cost_cents'),
    latePayer: text('late_payer', { enum: PAYERS }),
    questions: text('questions', { mode: 'json' }).notNull().default([]),
    /** Only who is signed up sees it. */
    onlineLink: text('online_link'),
    trainer: text('trainer').notNull().default(''),
    /** Parts that one person books, each with an id of its own. */
    slots: text('slots', { mode: 'json' }).notNull().default([]),
    /** Counts up when its day, time, place or cancellation changes, as calendars want to know. */
    sequence: integer('sequence').notNull().default(0),
    /** When that was last; null while nothing of it has changed. */
    changedAt: integer('changed_at'),
  },
  (table) => [
    index('sessions_offer').on(table.offerId),
    index('sessions_starts').on(table.startsAt),
    uniqueIndex('sessions_source_key').on(table.offerId, table.sourceKey),
  ],
)

/** What somebody missed in the offer, without a person: the words searched and what they wrote. Kept for a year. */
export const wishes = sqliteTable('wishes', {
  id: text('id').primaryKey(),
  language: text('language', { enum: ['nl', 'en'] }).notNull(),
  searched: text('searched').notNull(),
  wish: text('wish').notNull(),
  createdAt: integer('created_at').notNull(),
})

/** Small facts the portal keeps about itself, such as the day the demo's dates count from. */
export const portalFacts = sqliteTable('portal_facts', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
})
