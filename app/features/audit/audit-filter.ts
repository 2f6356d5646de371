/** What somebody chose on the page of the log, as it stands in the address: ids, dates and closed values, never words. */
export type ChosenFilter = {
  action: string
  person: string
  from: string
  until: string
  result: '' | 'done' | 'refused'
}
export type FilterProblem = 'wrong-from' | 'wrong-until' | 'until-before-from'
export type AuditFilter = {
  chosen: ChosenFilter
  /** The number of the event after which the page goes on; null for the newest. */
  before: number | null
  problem: FilterProblem | null
}

const ACTION = /^[a-z-]{1,40}\.[a-z-]{1,40}$/
const PERSON = /^(?:system:)?[\w-]{1,64}$/
const NUMBER = /^[1-9]\d{0,14}$/
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

/** Reads the filter from the address. A value that no list offers counts as none; a date that is none is a problem, and stays as it was typed. */
export function readAuditFilter(search: URLSearchParams): AuditFilter {
  const typed = (name: string, pattern: RegExp) => {
    const value = (search.get(name) ?? '').trim()
    return pattern.test(value) ? value : ''
  }
  const result = search.get('result')
  const chosen: ChosenFilter = {
    action: typed('action', ACTION),
    person: typed('person', PERSON),
    from: typed('from', /^.{1,20}$/),
    until: typed('until', /^.{1,20}$/),
    result: result === 'done' || result === 'refused' ? result : '',
  }
  const before = typed('before', NUMBER)
  return { chosen, before: before === '' ? null : Number(before), problem: problemOf(chosen) }
}

/** Whether anything was chosen at all. */
export function isFiltered(chosen: ChosenFilter): boolean {
  return Object.values(chosen).some((value) => value !== '')
}
