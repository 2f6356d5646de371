import type { Actor } from '#app/access/actor.ts'
import { allowOn } from '#app/features/people/allow-on.server.ts'
import type { DemoHandle } from '#app/features/people/demo-people.ts'
import type { ConfidentialFiles } from '#app/platform/crypto/confidential-files.ts'
import { makeDataKey } from '#app/platform/crypto/data-keys.server.ts'
import type { DataKeys } from '#app/platform/crypto/sealed-content.server.ts'
import { textIdOf, type VersionedColumn, type VersionedText } from '#app/platform/crypto/version-chain.ts'
import { openText, saveText } from '#app/platform/crypto/versions.server.ts'
import { type ConfidentialTx, inConfidentialTransaction } from '#db/confidential/transaction.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { confidentialFiles, NOW, peopleDatabase } from './database.ts'
import { demoPerson } from './demo-person.ts'
import { testKeyring } from './keys.ts'

/** A table of notes in versions, as a feature of later would have it. */
export const NOTES: VersionedColumn = {
  table: 'notes',
  column: 'content',
  textColumn: 'note_id',
  savedAtColumn: 'saved_at',
  keeps: 'all',
  key: 'text',
}

const TABLE = `CREATE TABLE IF NOT EXISTS notes (note_id TEXT NOT NULL, content BLOB NOT NULL, saved_at INTEGER NOT NULL,
  version_number INTEGER NOT NULL, previous_hash TEXT NOT NULL, saved_by TEXT NOT NULL, struck_at INTEGER,
  PRIMARY KEY (note_id, version_number))`

const BY = { action: 'access-needs.save' } as const

/** Somebody's notes in dossiers of their own, in the files given or in memory: to save, open and attack. */
export function notesOf(
  files: ConfidentialFiles = confidentialFiles(),
  main: Db = peopleDatabase(),
  keyring = testKeyring(),
) {
  const { confidential } = files
  confidential.$client.exec(TABLE)
  const keys: DataKeys = { dataKeys: files.dataKeys, keyring }
  function note(id: string, whose: DemoHandle = 'sanne', of = NOTES): VersionedText<'access-needs'> {
    const [dossier, subjectId] = [`dossier-${whose}`, demoPerson(main, whose).id]
    prepared(
      confidential,
      "INSERT OR IGNORE INTO dossiers (id, type, subject_id, created_at) VALUES (?, 'access-needs', ?, 0)",
    ).run(dossier, subjectId)
    return { of, id, record: { type: 'access-needs', id: dossier }, subjectId }
  }
  const ownerOf = ({ subjectId }: VersionedText): Actor => ({ id: subjectId, grants: [], system: null })
  const prove = (text: VersionedText<'access-needs'>) => (tx: ConfidentialTx) =>
    allowOn(main, tx, ownerOf(text), 'access-needs.save-own', text.record, NOW)

  function save(text: VersionedText<'access-needs'>, content: string, now = NOW) {
    makeDataKey(files.dataKeys, keyring, text.record, now, text.of.key === 'text' ? textIdOf(text) : '')
    return inConfidentialTransaction(confidential, (tx) => {
      const allowed = prove(text)(tx)
      if (!allowed) throw new Error('not theirs')
      return saveText(tx, keys, allowed, text, content, BY, now)
    })
  }
  function open(text: VersionedText<'access-needs'>, number: number | 'last' = 'last', with_: DataKeys = keys) {
    return inConfidentialTransaction(confidential, (tx) => {
      const allowed = allowOn(main, tx, ownerOf(text), 'access-needs.read-own', text.record, NOW)
      if (!allowed) throw new Error('not theirs')
      return openText(tx, with_, allowed, text, { action: 'access-needs.read' }, NOW, number)
    })
  }
  const rows = () => prepared(confidential, 'SELECT * FROM notes ORDER BY note_id, version_number').all() as NoteRow[]
  function put(all: ReadonlyArray<NoteRow>): void {
    prepared(confidential, 'DELETE FROM notes').run()
    for (const row of all) putRow(row)
  }
  function putRow(row: NoteRow): void {
    const names = Object.keys(row)
    prepared(confidential, `INSERT INTO notes (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`).run(
      ...Object.values(row),
    )
  }
  return {
    files,
    main,
    keyring,
    keys,
    note,
    prove,
    save,
    open,
    rows,
    put,
  }
}

/** A row of the table as it stands in the file. */
export type NoteRow = {
  note_id: string
  content: Buffer
  saved_at: number
  version_number: number
  previous_hash: string
  saved_by: string
  struck_at: number | null
}
