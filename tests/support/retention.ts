import { asSystem } from '#app/access/actor.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { confidentialHead } from '#app/platform/confidential-log/confidential-head.server.ts'
import { ERASES_EVENTS } from '#app/platform/confidential-log/event.ts'
import { logConfidential } from '#app/platform/confidential-log/log-confidential.server.ts'
import type { ConfidentialFiles } from '#app/platform/crypto/confidential-files.ts'
import type { TableName } from '#app/platform/eraser.ts'
import type { File } from '#app/platform/inventory/line.ts'
import type { AuthStore } from '#db/auth-store.server.ts'
import { inConfidentialTransaction } from '#db/confidential/transaction.server.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'

type Files = { db: Db; authStore: AuthStore } & ConfidentialFiles

function insert(
  sqlite: { prepare(sql: string): { run(...values: unknown[]): unknown } },
  table: string,
  row: object,
): void {
  const names = Object.keys(row)
  const marks = names.map(() => '?').join(', ')
  sqlite.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks})`).run(...Object.values(row))
}

/** Somebody whose only position ended on the day of this moment. */
function addGone({ db }: Files, at: number): void {
  const sqlite = db.$client
  insert(sqlite, 'units', { id: 'u', kind: 'faculty', name_nl: 'U', name_en: 'U' })
  insert(sqlite, 'people', { id: 'p', name: 'P', language: 'nl', epoch: 1, created_at: at, updated_at: at })
  insert(sqlite, 'affiliations', {
    id: 'a',
    person_id: 'p',
    unit_id: 'u',
    staff_category: 'academic',
    starts_on: '2020-01-01',
    ends_on: dayOf(at),
    source: 'import',
  })
  insert(sqlite, 'identities', { issuer: 'i', subject: 's', person_id: 'p', created_at: at })
  insert(sqlite, 'role_grants', {
    id: 'g',
    person_id: 'p',
    role: 'employee',
    starts_on: '2020-01-01',
    ends_on: dayOf(at),
    granted_by: 'x',
    created_at: at,
  })
  insert(sqlite, 'relations', {
    id: 'r',
    person_id: 'p',
    relation: 'session-trainer',
    record_type: 't',
    record_id: 'x',
    starts_at: 0,
    ends_at: at - 86_400_000,
    created_at: 0,
  })
}

/** A draft of an offer with a field and a text that waits. */
function addOfferDraft({ db }: Files, at: number): void {
  insert(db.$client, 'people', { id: 'p', name: 'P', language: 'nl', epoch: 1, created_at: at, updated_at: at })
  insert(db.$client, 'offer_drafts', { id: 'o', kind: 'event', created_by: 'p', created_at: at - 1, updated_at: at })
  const field = { draft_id: 'o', name: 'title.nl', value: '[]' }
  insert(db.$client, 'offer_draft_fields', { ...field, changed_by: 'p', changed_at: at })
  insert(db.$client, 'offer_draft_texts', { ...field, id: 't', written_by: 'p', written_at: at })
}

function addDiscard({ db }: Files, at: number): void {
  insert(db.$client, 'offer_discards', { id: 'd', offer_id: 'o', kind: 'event', content: '{}', discarded_at: at })
}

function draftBeginnings(tables: ReadonlyArray<TableName>) {
  return Object.fromEntries(tables.map((table) => [table, addOfferDraft]))
}

/** A sign-up for a session that ended at this moment. */
function addSignUp({ db }: Files, at: number): void {
  const sqlite = db.$client
  sqlite.pragma('foreign_keys = OFF')
  insert(sqlite, 'people', { id: 'p', name: 'P', language: 'nl', epoch: 1, created_at: at, updated_at: at })
  const when = { starts_at: at - 1, ends_at: at, days: '[]', zone: 'Europe/Amsterdam' }
  const places = { place_nl: '', place_en: '', online: 0, seats_taken: 0, waiting: 0 }
  insert(sqlite, 'sessions', { id: 's', offer_id: 'o', ...when, ...places })
  const signUp = { id: 'u', session_id: 's', person_id: 'p', state: 'confirmed', holds: 'place', number: 1 }
  insert(sqlite, 'sign_ups', { ...signUp, language: 'nl', asked_at: at - 2, changed_at: at - 2 })
}

/** A question that was answered at this moment, of somebody who still works here. */
function addEnded({ db }: Files, at: number): void {
  const sqlite = db.$client
  sqlite.pragma('foreign_keys = OFF')
  insert(sqlite, 'people', { id: 'p', name: 'P', language: 'nl', epoch: 1, created_at: at, updated_at: at })
  const times = { created_at: at - 1, updated_at: at, ended_at: at }
  insert(sqlite, 'enquiries', {
    id: 'e',
    offer_id: 'o',
    person_id: 'p',
    language: 'nl',
    state: 'answered',
    ...times,
  })
  insert(sqlite, 'enquiry_messages', {
    id: 'm',
    enquiry_id: 'e',
    side: 'asker',
    author_id: 'p',
    words: 'x',
    created_at: at - 1,
  })
  sqlite.pragma('foreign_keys = ON')
}

function addDeadLetter(sqlite: Db['$client'], at: number): void {
  const happened = {
    key: 'k',
    type: 'signUp.confirmed',
    ids: '{}',
    level: 'personal',
    written_at: at - 1,
    due_at: at - 1,
  }
  insert(sqlite, 'outbox', { ...happened, ended_at: at, end: 'dead' })
}

/** For each table that is kept for a time: a row whose time begins at this moment. */
export const BEGUN: Readonly<Record<TableName, (files: Files, at: number) => void>> = {
  'koers.wishes': ({ db }, at) =>
    insert(db.$client, 'wishes', { id: 'w', language: 'nl', searched: '', wish: 'x', created_at: at }),
  'koers.remarks': ({ db }, at) =>
    insert(db.$client, 'remarks', { id: 'r', language: 'nl', page: '/nl', words: 'x', created_at: at }),
  'koers.sign_ups': addSignUp,
  'koers.outbox': ({ db }, at) => addDeadLetter(db.$client, at),
  'confidential.outbox': ({ confidential }, at) => addDeadLetter(confidential.$client, at),
  'koers.enquiries': addEnded,
  'koers.enquiry_messages': addEnded,
  'koers.drafts': ({ db }, at) => {
    insert(db.$client, 'people', { id: 'p', name: 'P', language: 'nl', epoch: 1, created_at: at, updated_at: at })
    const draft = { owner_id: 'p', form: 'f', record_id: '', content: '{}', created_at: at - 1, updated_at: at }
    insert(db.$client, 'drafts', draft)
  },
  'koers.offer_discards': addDiscard,
  ...draftBeginnings(['koers.offer_drafts', 'koers.offer_draft_fields', 'koers.offer_draft_texts']),
  'koers.import_files': ({ db }, at) => {
    insert(db.$client, 'people', { id: 'p', name: 'P', language: 'nl', epoch: 1, created_at: at, updated_at: at })
    const file = { id: 'f', owner_id: 'p', kind: 'event', source: '', format: 'csv', content: Buffer.from('x') }
    insert(db.$client, 'import_files', { ...file, created_at: at })
  },
  'koers.offer_editors': ({ db }, at) => {
    insert(db.$client, 'people', { id: 'p', name: 'P', language: 'nl', epoch: 1, created_at: at, updated_at: at })
    insert(db.$client, 'offer_editors', { offer_id: 'o', person_id: 'p', section: 'text', seen_at: at })
  },
  'koers.calendar_feeds': ({ db }, at) => {
    insert(db.$client, 'people', { id: 'p', name: 'P', language: 'nl', epoch: 1, created_at: at, updated_at: at })
    insert(db.$client, 'calendar_feeds', { person_id: 'p', neutral: 0, created_at: at - 1, fetched_at: at })
  },
  'koers.search_miss': ({ db }, at) =>
    insert(db.$client, 'search_miss', {
      words: 'x',
      language: 'nl',
      times: 1,
      first_day: '2020-01-01',
      last_day: dayOf(at),
    }),
  'koers.held_sign_ins': ({ db }, at) => {
    insert(db.$client, 'people', { id: 'p', name: 'P', language: 'nl', epoch: 1, created_at: at, updated_at: at })
    const held = { issuer: 'i', subject: 's', person_id: 'p', first_at: at - 1, last_at: at }
    insert(db.$client, 'held_sign_ins', held)
  },
  'koers.person_aliases': (files, at) => {
    addGone(files, at)
    const { $client } = files.db
    insert($client, 'people', { id: 'q', name: 'Q', language: 'nl', epoch: 1, created_at: at, updated_at: at })
    const alias = { alias_id: 'q', into_id: 'p', person_id: 'p', merged_by: 'x', merged_at: at, moved: '{}' }
    insert($client, 'person_aliases', alias)
  },
  'koers.people': addGone,
  'koers.identities': addGone,
  'koers.affiliations': addGone,
  'koers.role_grants': addGone,
  'koers.relations': addGone,
  'confidential.access_needs': ({ confidential }, at) => {
    insert(confidential.$client, 'dossiers', { id: 'd', type: 'access-needs', subject_id: 'p', created_at: at })
    insert(confidential.$client, 'access_needs', { dossier_id: 'd', arrangement: Buffer.from('x'), updated_at: at })
  },
  'confidential.contact_requests': ({ confidential }, at) => {
    const dossier = { id: 'd', type: 'contact-request', subject_id: 'p', created_at: at - 1, closed_at: at }
    insert(confidential.$client, 'dossiers', dossier)
    insert(confidential.$client, 'contact_requests', { dossier_id: 'd', content: Buffer.from('x'), saved_at: at })
  },
  'koers.audit_payloads': ({ db }, at) => {
    const entry = { action: 'role.end', object: { type: 'role-grant', id: 'g' }, reason: 'zei ze' } as const
    inTransaction(db, (tx) => void recordAudit(tx, asSystem('operator', 'role.grant'), entry, new Date(at)))
  },
  'confidential.confidential_events': ({ confidential }, at) =>
    void inConfidentialTransaction(confidential, (tx) =>
      logConfidential(
        tx,
        asSystem('seed', 'person.add'),
        { action: 'access-needs.clear', record: { type: 'access-needs', id: 'd' }, subjectId: 'p', ground: 'own' },
        new Date(at),
      ),
    ),
  'confidential.confidential_heads': ({ confidential }, at) => void confidentialHead(confidential, new Date(at)),
  'auth.auth_sessions': ({ authStore }, at) =>
    insert(authStore, 'auth_sessions', {
      hash: Buffer.from('h'),
      id: 'i',
      person_id: 'p',
      epoch: 1,
      method: 'demo',
      assured: 0,
      device: '',
      created_at: at - 1,
      seen_at: at - 1,
      ends_at: at,
    }),
  'auth.sign_in_flows': ({ authStore }, at) =>
    insert(authStore, 'sign_in_flows', {
      hash: Buffer.from('h'),
      state: 's',
      nonce: 'n',
      verifier: 'v',
      step_up: 0,
      started_at: at,
      ends_at: at + 600_000,
    }),
  'auth.attempts': ({ authStore }, at) =>
    insert(authStore, 'attempts', { what: 'forms', who: Buffer.from('w'), until: at * 1_000 }),
  'koers.links': ({ db }, at) =>
    insert(db.$client, 'links', {
      token_hash: 'h',
      purpose: 'feed',
      record_id: 'r',
      uses_left: 1,
      created_at: at - 1,
      ends_at: at,
    }),
  'auth.record_openings': ({ authStore }, at) =>
    insert(authStore, 'record_openings', {
      auth_session_id: 'i',
      record_type: 'dossier',
      record_id: 'd',
      ground: 'assignment:a',
      opened_at: at - 900_000,
      used_at: at - 900_000,
    }),
  'auth.confirmed_reads': ({ authStore }, at) =>
    insert(authStore, 'confirmed_reads', { auth_session_id: 'i', address: Buffer.from('a'), until: at }),
  'auth.logout_tokens': ({ authStore }, at) =>
    insert(authStore, 'logout_tokens', { hash: Buffer.from('h'), ends_at: at }),
  'auth.waiting_forms': ({ authStore }, at) => {
    const form = { id: 'w', browser: Buffer.from('b'), content: Buffer.from('c'), ends_at: at }
    insert(authStore, 'waiting_forms', form)
  },
  'auth.salts': ({ authStore }, at) =>
    insert(authStore, 'salts', { day: Math.floor(at / 86_400_000), salt: Buffer.from('s') }),
}

const SAYS_SOMETHING: Readonly<Record<TableName, string>> = {
  'koers.audit_payloads': 'WHERE reason IS NOT NULL',
  'confidential.confidential_events': `WHERE action <> '${ERASES_EVENTS}'`,
}

/** How many rows a table holds that say something; a blanked reason says nothing, nor does the event that others went. */
export function rowsIn({ db, authStore, confidential, dataKeys }: Files, table: TableName): number {
  const [file, name] = table.split('.') as [File, string]
  const files = {
    koers: db.$client,
    auth: authStore,
    confidential: confidential.$client,
    'data-keys': dataKeys.$client,
  }
  const sqlite = files[file]
  const where = SAYS_SOMETHING[table] ?? ''
  return Number(sqlite.prepare(`SELECT count(*) FROM ${name} ${where}`).pluck().get())
}
