import { ROLES } from '#app/access/vocabulary.ts'
import { formatList, formatMoment } from '#app/i18n/format.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import type { PortalFiles } from '#app/platform/crypto/confidential-files.ts'
import type { Connection } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'

/** One reading: by whom (by their function: it says enough, and names nobody) and when. */
export type Look = { who: string; when: string }
export type Looks = { list: Look[]; more: number }

/** Which readings: those of records of this type, also of one that was cleared less than three months ago, and what the audit log tells of before. */
export type LookedAt = {
  readonly type: string
  readonly action: string
  /** The person it is about, and the records that were merged into theirs. */
  readonly subjectIds: ReadonlyArray<string>
  /** Which of them, where somebody has more than one. */
  readonly recordId?: string
}

const MOST = 20

type Reading = { at: number; actorId: string; roles: string }

const OF_TODAY = `FROM confidential_events WHERE record_type = ? AND subject_id IN (SELECT value FROM json_each(?)) AND action = ?
  AND result = 'done'`
const OF_ONE = `${OF_TODAY} AND record_id = ?`
/** Of before: by the person, whose id the record had. */
const OF_BEFORE = `FROM audit_events WHERE object_type = ? AND object_id IN (SELECT value FROM json_each(?)) AND action = ?
  AND subject_id = object_id AND result = 'done'`

function newest(file: Connection, from: string, values: ReadonlyArray<string>): { list: Reading[]; count: number } {
  const list = prepared(
    file,
    `SELECT at, actor_id AS actorId, actor_roles AS roles ${from} ORDER BY seq DESC LIMIT ${MOST}`,
  ).all(...values) as Reading[]
  return {
    list,
    count: Number(
      prepared(file, `SELECT count(*) ${from}`)
        .pluck()
        .get(...values),
    ),
  }
}

function roleNames(language: Language, actorRoles: string): string {
  const t = textsFor(language)
  const names = ROLES.filter((role) => actorRoles.split(',').includes(role)).map((role) => t(`people:role.${role}`))
  return names.length > 0 ? formatList(language, names) : t('privacy:looked.portal')
}

/** Who has read a record of this person, newest first, from its log; and how many readings are older than those shown. */
export function whoLooked(
  { db, confidential }: PortalFiles,
  { type, action, subjectIds, recordId }: LookedAt,
  language: Language,
): Looks {
  const t = textsFor(language)
  const values = [type, JSON.stringify(subjectIds), action]
  const today =
    recordId === undefined
      ? newest(confidential, OF_TODAY, values)
      : newest(confidential, OF_ONE, [...values, recordId])
  const before = newest(db, OF_BEFORE, values)
  const list = [...today.list, ...before.list].slice(0, MOST)
  return {
    list: list.map(({ at, actorId, roles }) => ({
      who: subjectIds.includes(actorId) ? t('privacy:looked.you') : roleNames(language, roles),
      when: formatMoment(language, at),
    })),
    more: today.count + before.count - list.length,
  }
}
