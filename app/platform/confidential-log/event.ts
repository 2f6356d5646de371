import type { Resources } from '#app/i18n/resources.server.ts'

type Acts = Resources['log']['inConfidence']

/** What can be told of a record of confidences, as `record.verb`: each has its sentence in both languages under `log.inConfidence` of its feature. */
export type ConfidentialAction = { [R in keyof Acts & string]: `${R}.${keyof Acts[R] & string}` }[keyof Acts & string]

/** One event of the confidential log, as its leaf covers it: ids, names of fields and codes, never content. */
export type ConfidentialEvent = {
  seq: number
  at: number
  operationId: string
  actorId: string
  actorRoles: string
  action: string
  recordType: string
  recordId: string
  /** Whom the record is about. */
  subjectId: string
  fields: string
  /** The relation that allowed it, or why it was refused. */
  ground: string
  /** A code chosen from a list, such as why an advisor opened it; empty for none. Never somebody's own words. */
  reason: string
  /** How it came: a code of the page; empty where nothing is to be told. */
  cameBy: string
  result: 'done' | 'refused'
  /** Which text it is about, as `table.column:row`; empty for none. */
  textId: string
  /** The version of that text that counts from here on, and the hash of its chain; null for none. */
  version: number | null
  versionHash: string | null
}

/** Takes events away whose record went; it names their numbers, so that what is missing is accounted for. */
export const ERASES_EVENTS = 'confidential-log.erase'
