import { randomBytes } from 'node:crypto'
import type { ConfidentialDb } from '#db/confidential/open.server.ts'
import { inConfidentialTransaction } from '#db/confidential/transaction.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { digestOfHead } from './hash.server.ts'

const SALT_BYTES = 32
const LAST = 'SELECT seq, hash FROM confidential_links ORDER BY seq DESC LIMIT 1'
const ADD = 'INSERT INTO confidential_heads (digest, salt, seq, at) VALUES (?, ?, ?, ?)'

/**
 * Where the confidential log stands, as a digest that tells nobody whether anything happened: its salt is new at every call and stays in
 * the file for confidences, so that only who has that file can compare it later.
 */
export function confidentialHead(db: ConfidentialDb, now: Date): string {
  return inConfidentialTransaction(db, (tx) => {
    const { seq, hash } = (prepared(tx, LAST).get() ?? { seq: 0, hash: '' }) as { seq: number; hash: string }
    const salt = randomBytes(SALT_BYTES)
    const digest = digestOfHead(salt, seq, hash, Number(now))
    prepared(tx, ADD).run(digest, salt, seq, Number(now))
    return digest
  })
}
