import { createHash, randomBytes } from 'node:crypto'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import type { Tx } from '#db/transaction.server.ts'

/** What a link of this purpose does: `spent` by a POST behind a button, so many times; `read` by a GET (a feed), and never spent. */
export type LinkPurpose = { readonly kind: 'spent' | 'read'; readonly title: string }
/** The purposes of the features, by name. What is not in it leads nowhere. */
export type LinkPurposes = Readonly<Record<string, LinkPurpose>>

/** One record and one purpose, which is all that a link says. */
export type LinkTarget = { readonly purpose: string; readonly recordId: string }
/** A link that is given out; the token is shown once and kept nowhere. */
type NewLink = LinkTarget & { readonly uses?: number; readonly endsAt: Date }

const TOKEN_BYTES = 32
const ADD =
  'INSERT INTO links (token_hash, purpose, record_id, uses_left, created_at, ends_at) VALUES (?, ?, ?, ?, ?, ?)'
const FIND = `SELECT purpose, record_id AS recordId FROM links WHERE token_hash = ? AND ends_at > ? AND uses_left > 0`
const SPEND = `UPDATE links SET uses_left = uses_left - 1 WHERE token_hash = ? AND ends_at > ? AND uses_left > 0
  RETURNING purpose, record_id AS recordId`
const ROTATE = `UPDATE links SET token_hash = ?, created_at = ? WHERE token_hash = ? AND ends_at > ? AND uses_left > 0`

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

function isOfKind(purposes: LinkPurposes, purpose: string, kind: LinkPurpose['kind']): boolean {
  return Object.hasOwn(purposes, purpose) && purposes[purpose]?.kind === kind
}

/**
 * The links of the portal, for these purposes. A link that is unknown, over, used up, revoked or of no purpose of this portal is null each time, by
 * the same one look in the database: nobody can tell them apart. The verb of a feature tells the audit log, by record and never by token.
 */
export function linksFor(purposes: LinkPurposes) {
  const find = (db: Db, token: string, now: Date): LinkTarget | null =>
    (prepared(db, FIND).get(hashOf(token), Number(now)) as LinkTarget | undefined) ?? null
  return {
    /** Gives out a link and answers its token, 256 random bits. Throws for a purpose that no feature has. */
    make(tx: Tx, { purpose, recordId, uses = 1, endsAt }: NewLink, now: Date): string {
      if (!Object.hasOwn(purposes, purpose)) throw new Error(`no feature has links for ${purpose}`)
      if (!Number.isInteger(uses) || uses < 1) throw new RangeError('a link can be used once or more')
      const token = newToken()
      prepared(tx, ADD).run(hashOf(token), purpose, recordId, uses, Number(now), Number(endsAt))
      return token
    },
    /** What a link would do, for the page with its button. Looking spends nothing: mail programs open links by themselves. */
    show(db: Db, token: string, now: Date): LinkTarget | null {
      const target = find(db, token, now)
      return target && isOfKind(purposes, target.purpose, 'spent') ? target : null
    },
    /** Spends a link once, in the transaction of what it does. For a POST only. */
    spend(tx: Tx, token: string, now: Date): LinkTarget | null {
      const target = find(tx, token, now)
      if (!target || !isOfKind(purposes, target.purpose, 'spent')) return null
      return (prepared(tx, SPEND).get(hashOf(token), Number(now)) as LinkTarget | undefined) ?? null
    },
    /** The record of a feed. A GET reads it, as often as it likes. */
    read(db: Db, token: string, now: Date): LinkTarget | null {
      const target = find(db, token, now)
      return target && isOfKind(purposes, target.purpose, 'read') ? target : null
    },
    /** Another token for the same link; the one before leads nowhere from then on. Null for a link that leads nowhere. */
    rotate(tx: Tx, token: string, now: Date): string | null {
      const next = newToken()
      return prepared(tx, ROTATE).run(hashOf(next), Number(now), hashOf(token), Number(now)).changes === 1 ? next : null
    },
    /** Takes back all links of a record, or those of one purpose. Answers how many. */
    revoke(tx: Tx, { recordId, purpose }: { recordId: string; purpose?: string }): number {
      const all = purpose === undefined ? Object.keys(purposes) : [purpose]
      return prepared(tx, 'DELETE FROM links WHERE record_id = ? AND purpose IN (SELECT value FROM json_each(?))').run(
        recordId,
        JSON.stringify(all),
      ).changes
    },
  }
}

/** Deletes links that had ended at this moment or were used up, in UTC milliseconds. Answers how many. */
export function deleteEndedLinks(db: Db, moment: number): number {
  return prepared(db, 'DELETE FROM links WHERE ends_at < ? OR (uses_left = 0 AND created_at < ?)').run(moment, moment)
    .changes
}
