import { type Facts, type Line, tableLines } from '../inventory-line.ts'

/** What everybody reads. Names of trainers and speakers (in `offers.details`) are published with the offer, at their own wish. */
const OFFER: Facts = {
  purpose: 'offer',
  level: 'public',
  keep: 'P0D',
  from: 'removal',
  export: { not: 'not-about-anybody' },
  erase: 'none',
  seenBy: ['everyone'],
}

const INTERNAL = { level: 'internal', seenBy: ['administrator'] } as const satisfies Partial<Facts>

const PORTAL: Facts = { ...OFFER, purpose: 'portal', level: 'internal', seenBy: ['operations'] }
const SEARCH: Facts = { ...PORTAL, purpose: 'search' }

export const OFFER_LINES: ReadonlyArray<Line> = [
  ...tableLines('koers', 'units', OFFER, 'id kind parent_id name_nl name_en'),
  ...tableLines('koers', 'providers', OFFER, 'id external name_nl name_en'),
  ...tableLines('koers', 'frameworks', OFFER, 'id name_nl name_en'),
  ...tableLines('koers', 'competences', OFFER, 'id framework_id area name_nl name_en uri position'),
  ...tableLines(
    'koers',
    'offers',
    OFFER,
    // owner_email is public: the address of a service desk, never a person's own, and the page of the offer shows it to be written to.
    `id source_key kind state publish_from publish_until slug_nl slug_en title_nl title_en summary_nl summary_en body_nl body_en
    text_nl_at text_en_at themes target_groups languages aim_domains format learning_form participation duration cost_cents payer
    provider_id owner_unit_id owner_email review_on details created_at updated_at`,
    { source_key: INTERNAL, state: INTERNAL },
  ),
  ...tableLines('koers', 'offer_units', OFFER, 'offer_id unit_id position'),
  ...tableLines('koers', 'offer_competences', OFFER, 'offer_id competence_id position'),
  ...tableLines(
    'koers',
    'sessions',
    OFFER,
    'id offer_id source_key starts_at ends_at days zone place_nl place_en online seats seats_taken waiting cancelled_at',
    { source_key: INTERNAL },
  ),
  // Without a person: nobody is signed in to tell a wish, and the form asks for no names.
  ...tableLines(
    'koers',
    'wishes',
    { ...PORTAL, purpose: 'wishes', keep: 'P365D', from: 'creation', erase: 'delete' },
    'id language searched wish created_at',
  ),
  ...tableLines('koers', 'portal_facts', PORTAL, 'key value'),
  ...tableLines('koers', 'topic_versions', PORTAL, 'id catalogue portal search people seats seats_before'),
  ...tableLines('koers', '__drizzle_migrations', PORTAL, 'id hash created_at'),
]

/** The index of the published offer. Nothing personal or confidential may be in it; tests look for that in what is really written. */
export const SEARCH_LINES: ReadonlyArray<Line> = [
  ...tableLines('koers', 'search_title', SEARCH, 'nl en'),
  ...tableLines('koers', 'search_middle', SEARCH, 'words'),
  ...tableLines('koers', 'search_body', SEARCH, 'words'),
  ...tableLines('koers', 'search_doc', SEARCH, 'id entity seq live columns sent'),
  ...tableLines('koers', 'search_term', SEARCH, 'term places languages documents nl en family seq'),
  ...tableLines('koers', 'search_synonym', SEARCH, 'sides state created_at'),
  ...tableLines('koers', 'search_pair', SEARCH, 'nl en together nl_alone en_alone dice state'),
  // Without a person or a time of day; rare words are shown to nobody.
  ...tableLines(
    'koers',
    'search_miss',
    { ...SEARCH, keep: 'P180D', from: 'last-search', erase: 'delete' },
    'words language times first_day last_day',
  ),
  ...tableLines('koers', 'search_state', SEARCH, 'name value'),
]
