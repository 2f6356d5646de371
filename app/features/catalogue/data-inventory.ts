import { OF_A_PERSON, OF_THE_PORTAL, PUBLISHED } from '#app/platform/inventory/facts.ts'
import { type Facts, type Line, tableLines } from '#app/platform/inventory/line.ts'

const INTERNAL = { level: 'internal', seenBy: ['administrator'] } as const satisfies Partial<Facts>

export const CATALOGUE_LINES: ReadonlyArray<Line> = [
  ...tableLines('koers', 'units', PUBLISHED, 'id kind parent_id name_nl name_en'),
  ...tableLines('koers', 'providers', PUBLISHED, 'id external name_nl name_en'),
  ...tableLines('koers', 'frameworks', PUBLISHED, 'id name_nl name_en'),
  ...tableLines('koers', 'competences', PUBLISHED, 'id framework_id area name_nl name_en uri position'),
  ...tableLines(
    'koers',
    'offers',
    PUBLISHED,
    // owner_email is public: the address of a service desk, never a person's own, and the page of the offer shows it to be written to.
    `id source_key kind state publish_from publish_until slug_nl slug_en title_nl title_en summary_nl summary_en body_nl body_en
    text_nl_at text_en_at themes target_groups languages aim_domains aim_goals format learning_form participation duration cost_cents payer
    provider_id owner_unit_id owner_email review_on link discreet discreet_off_reason asked film picture details created_at updated_at`,
    { source_key: INTERNAL, state: INTERNAL, discreet_off_reason: INTERNAL, asked: INTERNAL },
  ),
  ...tableLines('koers', 'offer_units', PUBLISHED, 'offer_id unit_id position'),
  ...tableLines('koers', 'offer_competences', PUBLISHED, 'offer_id competence_id position'),
  ...tableLines(
    'koers',
    'sessions',
    PUBLISHED,
    `id offer_id source_key starts_at ends_at days zone place_nl place_en online seats seats_taken waiting signed_up listed cancelled_at least decide_on decision
    waiting_list sign_up_from sign_up_until cancel_until approval cost_cents payer late_cost_cents late_payer questions online_link trainer slots sequence changed_at`,
    { source_key: INTERNAL, online_link: INTERNAL },
  ),
  // A file of offers that somebody looks at for an hour before it is imported.
  ...tableLines(
    'koers',
    'import_files',
    {
      ...OF_A_PERSON,
      purpose: 'publishing',
      keep: 'P1D',
      from: 'creation',
      export: { not: 'technical' },
      seenBy: ['self'],
    },
    'id owner_id kind source format content unit looked applying created_at',
  ),
  // Without a person: nobody is signed in to tell a wish, and the form asks for no names.
  ...tableLines(
    'koers',
    'wishes',
    { ...OF_THE_PORTAL, purpose: 'wishes', keep: 'P365D', from: 'creation', erase: 'delete' },
    'id language searched wish created_at',
  ),
]
