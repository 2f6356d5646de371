import { OF_A_PERSON, OF_A_SIGN_IN, OF_THE_PORTAL, SECRET, TECHNICAL } from './inventory/facts.ts'
import { type Facts, type Line, tableLines } from './inventory/line.ts'

const OUTBOX_FILES = ['koers', 'confidential'] as const
const OF_A_MESSAGE: Facts = {
  ...OF_A_PERSON,
  ...TECHNICAL,
  purpose: 'messages',
  keep: 'P30D',
  from: 'end-of-message',
  seenBy: ['operations'],
}
const OUTBOX_COLUMNS =
  'number key type ids level written_at due_at done_by failures error retry_at holder leased_until ended_at end'

/** What the house needs to work, whatever the features keep. */
export const PLATFORM_LINES: ReadonlyArray<Line> = [
  ...tableLines('koers', 'topic_versions', OF_THE_PORTAL, 'id catalogue portal search people seats seats_before'),
  // What the portal does later: times and codes, and the id of the record somebody asked it for.
  ...tableLines(
    'koers',
    'jobs',
    OF_THE_PORTAL,
    'name record due_at retry_at holder leased_until started_at ended_at took_ms failures error',
  ),
  ...tableLines('koers', '__drizzle_migrations', OF_THE_PORTAL, 'id hash created_at'),
  ...tableLines('confidential', '__drizzle_migrations', OF_THE_PORTAL, 'id hash created_at'),
  // What stands in a draft has the privacy level of its form, and that is never confidential (decision 016).
  ...tableLines(
    'koers',
    'drafts',
    { ...OF_A_PERSON, purpose: 'drafts', from: 'last-change', export: { under: 'drafts' }, seenBy: ['self'] },
    'owner_id form record_id content created_at updated_at',
  ),
  // What somebody typed before a sign-in, sealed under a key that only their browser has; whose it is, is sealed too. It counts for half an hour.
  ...tableLines(
    'auth',
    'waiting_forms',
    { ...OF_A_SIGN_IN, ...SECRET, from: 'creation' },
    'id browser content ends_at',
  ),
  // Links that work without signing in: for one record, and of the token only the hash.
  ...tableLines(
    'koers',
    'links',
    { ...OF_A_PERSON, ...SECRET, purpose: 'sign-in', level: 'internal', keep: 'P1D', from: 'end-of-link' },
    'token_hash purpose record_id uses_left created_at ends_at',
  ),
  // What happened, for whoever has to tell somebody: ids and codes, for the days until it was told and some more. Messages that did not arrive stay longest.
  ...OUTBOX_FILES.flatMap((file) => tableLines(file, 'outbox', OF_A_MESSAGE, OUTBOX_COLUMNS)),
  // Who asked too often, and with what the addresses of networks are hashed for a day.
  ...tableLines('auth', 'attempts', { ...OF_A_SIGN_IN, ...TECHNICAL, from: 'creation' }, 'what who until'),
  // That somebody pressed the button to open an address, of which only the hash is kept: for a minute, or until it opens.
  ...tableLines(
    'auth',
    'confirmed_reads',
    { ...OF_A_SIGN_IN, ...TECHNICAL, from: 'creation' },
    'auth_session_id address until',
  ),
  // Which record is open in which auth session: for two hours at most.
  ...tableLines(
    'auth',
    'record_openings',
    { ...OF_A_SIGN_IN, ...TECHNICAL, from: 'creation' },
    'auth_session_id record_type record_id ground opened_at used_at',
  ),
  ...tableLines('auth', 'salts', { ...OF_A_SIGN_IN, ...SECRET, level: 'internal', from: 'creation' }, 'day salt'),
]
