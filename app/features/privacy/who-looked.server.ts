import { and, count, desc, eq } from 'drizzle-orm'
import { ROLES } from '#app/access/vocabulary.ts'
import { formatList, formatMoment } from '#app/i18n/format.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import type { Db } from '#db/open.server.ts'
import { auditEvents } from '#db/schema/audit.ts'

/** One reading: by whom (by their function: it says enough, and names nobody) and when. */
export type Look = { who: string; when: string }
export type Looks = { list: Look[]; more: number }

const MOST = 20

function roleNames(language: Language, actorRoles: string): string {
  const t = textsFor(language)
  const names = ROLES.filter((role) => actorRoles.split(',').includes(role)).map((role) => t(`people:role.${role}`))
  return names.length > 0 ? formatList(language, names) : t('privacy:looked.portal')
}

/** Who has read a record of this person, newest first, from the audit log; and how many readings are older than those shown. */
export function whoLooked(
  db: Db,
  record: { type: string; id: string; action: string; subjectId: string },
  language: Language,
): Looks {
  const t = textsFor(language)
  const { type, id, action, subjectId } = record
  const isReading = and(
    eq(auditEvents.objectType, type),
    eq(auditEvents.objectId, id),
    eq(auditEvents.action, action),
    eq(auditEvents.subjectId, subjectId),
    eq(auditEvents.result, 'done'),
  )
  const events = db
    .select({ at: auditEvents.at, actorId: auditEvents.actorId, roles: auditEvents.actorRoles })
    .from(auditEvents)
    .where(isReading)
    .orderBy(desc(auditEvents.seq))
    .limit(MOST)
    .all()
  return {
    list: events.map(({ at, actorId, roles }) => ({
      who: actorId === subjectId ? t('privacy:looked.you') : roleNames(language, roles),
      when: formatMoment(language, at),
    })),
    more: (db.select({ n: count() }).from(auditEvents).where(isReading).get()?.n ?? 0) - events.length,
  }
}
