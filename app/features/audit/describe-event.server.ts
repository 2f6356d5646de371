import { RELATIONS, ROLES, SYSTEMS } from '#app/access/vocabulary.ts'
import { formatList, formatMoment } from '#app/i18n/format.ts'
import { type Translate, textsFor } from '#app/i18n/instance.server.ts'
import { type Language, textIn } from '#app/i18n/languages.ts'
import { resources } from '#app/i18n/resources.server.ts'
import { paths } from '#app/paths.ts'
import type { AuditAction } from '#app/platform/audit/event.ts'
import { CAME_BY } from '#app/platform/http/confirm-read.ts'
import type { SessionCodes } from '#app/platform/http/session-codes.server.ts'
import type { LogRow } from './read-log.server.ts'

/** Somebody in a row: what they are called, and the page with everything of them; null for who has none. */
export type Somebody = { name: string; href: string | null }

/** One event as the page shows it, in the language of the reader. */
export type ShownEvent = {
  /** Tells the events of a page apart; says nothing of their number. */
  key: string
  moment: string
  /** For machines: ISO 8601. */
  at: string
  who: Somebody
  /** Goes on after the name: `granted a role`. */
  what: string
  details: string
  about: Somebody | 'self' | null
  object: string
  ground: string
  isRefused: boolean
  reason: string | null
  isForgotten: boolean
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

function oneOf<T extends string>(list: ReadonlyArray<T>, value: string): T | null {
  return list.find((one) => one === value) ?? null
}

/** Whether an action has its sentence: one of an older version of the portal may have none. */
export function isKnownAction(action: string): action is AuditAction {
  const [record = '', verb = '', more] = action.split('.')
  const verbs = Object.entries(resources.nl.log.act).find(([name]) => name === record)?.[1]
  return more === undefined && verbs !== undefined && Object.hasOwn(verbs, verb)
}

/** What an action is called, or the action itself when nothing is known of it. */
export function sentenceOf(t: Translate, action: string): string {
  return isKnownAction(action) ? t(`log:act.${action}`) : action
}

/** The name of a person or of what works without one. */
export function nameOf(t: Translate, id: string, names: ReadonlyMap<string, string>): string {
  const system = oneOf(SYSTEMS, id.replace(/^system:/, ''))
  if (id.startsWith('system:')) return system ? t(`audit:system.${system}`) : id
  return names.get(id) ?? t('audit:unknown')
}

function roleNames(t: Translate, language: Language, roles: ReadonlyArray<string>): string {
  return formatList(
    language,
    roles.map((name) => {
      const role = oneOf(ROLES, name)
      return role ? t(`people:role.${role}`) : name
    }),
  )
}

const FILTERS = ['action', 'person', 'from', 'until', 'result'] as const

function filterNames(t: Translate, fields: ReadonlyArray<string>): string[] {
  const names = fields.map((field) => oneOf(FILTERS, field.split('=')[0] ?? ''))
  return [...new Set(names.flatMap((name) => (name ? [t(`audit:filterName.${name}`)] : [])))]
}

/** The fields that have a word; of any other one only the sentence is told. */
const FIELDS = Object.keys(resources.nl.log.field) as Array<keyof typeof resources.nl.log.field>

/** How somebody came to what they read; empty for an event that tells nothing of it. */
function cameByOf(t: Translate, fields: ReadonlyArray<string>): string {
  const known = CAME_BY.find((one) => fields.includes(`came=${one}`))
  return known ? t(`audit:cameBy.${known}`) : ''
}

/** The fields of an event in words, where there are words for them: which role, which relation, which filters. */
function detailsOf(t: Translate, language: Language, { action, fields }: LogRow): string {
  const list = fields.split(',').filter(Boolean)
  // Who opens the page of somebody always sees the same of them.
  const came = cameByOf(t, list)
  if (action === 'person.view') return came
  if (action === 'audit.view') {
    const names = filterNames(t, list)
    const filtered = names.length > 0 ? t('audit:filteredBy', { names: formatList(language, names) }) : ''
    return [filtered, came].filter(Boolean).join('; ')
  }
  const words = list.flatMap((field) => {
    // `details.closesOn` is one of the details.
    const known = oneOf(FIELDS, field.split('.')[0] ?? '')
    const [role, relation] = [oneOf(ROLES, field), oneOf(RELATIONS, field)]
    if (role) return [t(`people:role.${role}`)]
    if (relation) return [t(`people:relation.${relation}`)]
    return known ? [t(`log:field.${known}`)] : []
  })
  return formatList(language, [...new Set(words)])
}

function groundOf(t: Translate, language: Language, { ground, actor_id, actor_roles }: LogRow): string {
  if (ground === 'own') return t('audit:ground.own')
  if (ground.startsWith('relation:')) return t('audit:ground.relation')
  if (ground !== 'role') return ground
  if (actor_id === 'system:operator') return t('audit:ground.operator')
  if (actor_id.startsWith('system:')) return t('audit:ground.system')
  return t('audit:ground.role', { roles: roleNames(t, language, actor_roles.split(',')) })
}

const OBJECTS = Object.keys(resources.nl.log.object) as Array<keyof typeof resources.nl.log.object>

/** What it is about when it is about no person: the kind of record, and its id where that says something. */
function objectOf(t: Translate, { object_type, object_id }: LogRow): string {
  const known = oneOf(OBJECTS, object_type)
  const type = known ? t(`log:object.${known}`) : object_type
  return UUID.test(object_id) || object_type === 'audit-log' ? type : `${type} ${object_id}`
}

/** An offer is known by its title; the log itself holds only its id. */
function titleOf({ title_nl, title_en }: LogRow, language: Language): string | null {
  return title_nl === null || title_en === null ? null : textIn({ nl: title_nl, en: title_en }, language).text
}

/** How somebody stands in an address of the log: a system by its name, a person by their handle. */
export function addressedAs(id: string, codes: SessionCodes): string | null {
  return id.startsWith('system:') ? id : codes.handleOf(id)
}

/** Puts an event into words. */
export function describeEvent(
  language: Language,
  row: LogRow,
  names: ReadonlyMap<string, string>,
  codes: SessionCodes,
): ShownEvent {
  const t = textsFor(language)
  const somebody = (id: string): Somebody => {
    const person = addressedAs(id, codes)
    return { name: nameOf(t, id, names), href: person && paths.auditLog(language, { person }) }
  }
  const { subject_id } = row
  return {
    key: codes.placeCode(row),
    moment: formatMoment(language, row.at),
    at: new Date(row.at).toISOString(),
    who: somebody(row.actor_id),
    what: sentenceOf(t, row.action),
    details: detailsOf(t, language, row),
    about: subject_id === null ? null : subject_id === row.actor_id ? 'self' : somebody(subject_id),
    object: objectOf(t, { ...row, object_id: titleOf(row, language) ?? row.object_id }),
    ground: groundOf(t, language, row),
    isRefused: row.result === 'refused',
    reason: row.reason,
    isForgotten: row.has_reason === 1 && row.reason === null,
  }
}
