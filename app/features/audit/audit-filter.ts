import { isOnTheDesk } from '#app/access/audit-visibility.ts'
import type { LogPlace, SessionCodes } from '#app/platform/http/session-codes.server.ts'

/** What somebody chose on the page of the log: ids, dates and closed values, never words. */
export type ChosenFilter = {
  action: string
  /** The id of a person (in the address: their handle) or a system name. */
  person: string
  from: string
  until: string
  result: '' | 'done' | 'refused'
}
export type FilterProblem = 'wrong-from' | 'wrong-until' | 'until-before-from'
export type AuditFilter = {
  chosen: ChosenFilter
  /** The event after which the page goes on; null for the newest. */
  before: LogPlace | null
  problem: FilterProblem | null
}

const SYSTEM = /^system:[\w-]{1,64}$/
const DATE = /^\d{4}-\d{2}-\d{2}$/

function isDate(text: string): boolean {
  if (!DATE.test(text)) return false
  const read = new Date(`${text}T12:00:00Z`)
  return !Number.isNaN(Number(read)) && read.toISOString().slice(0, 10) === text
}

function problemOf({ from, until }: ChosenFilter): FilterProblem | null {
  if (from !== '' && !isDate(from)) return 'wrong-from'
  if (until !== '' && !isDate(until)) return 'wrong-until'
  return from !== '' && until !== '' && until < from ? 'until-before-from' : null
}

/** Whom the address names: an id or a system name, empty for nobody; null for a handle that is none of this auth session. */
export function personInAddress(search: URLSearchParams, codes: SessionCodes): string | null {
  const value = search.get('person') ?? ''
  return value === '' || SYSTEM.test(value) ? value : codes.personOf(value)
}

/** Reads the filter from the address. A value that no list offers counts as none; a date that is none is a problem, and stays as it was typed. */
export function readAuditFilter(search: URLSearchParams, codes: SessionCodes): AuditFilter {
  const typed = (name: string, pattern: RegExp) => {
    const value = (search.get(name) ?? '').trim()
    return pattern.test(value) ? value : ''
  }
  const action = search.get('action') ?? ''
  const result = search.get('result')
  const chosen: ChosenFilter = {
    action: isOnTheDesk(action) ? action : '',
    person: personInAddress(search, codes) ?? '',
    from: typed('from', /^.{1,20}$/),
    until: typed('until', /^.{1,20}$/),
    result: result === 'done' || result === 'refused' ? result : '',
  }
  return { chosen, before: codes.placeOf(search.get('before') ?? ''), problem: problemOf(chosen) }
}

/** Whether anything was chosen at all. */
export function isFiltered(chosen: ChosenFilter): boolean {
  return Object.values(chosen).some((value) => value !== '')
}
