import { momentOf } from '../i18n/zoned-time.ts'
import { settings } from './env.server.ts'

/** The moment a setting names, in milliseconds. Without a zone it is the time in Amsterdam, where a date begins at midnight. */
export function momentOfSetting(text: string): number {
  if (/(?:Z|[+-]\d{2}:?\d{2})$/.test(text) && text.includes('T')) return Date.parse(text)
  const [date = '', time = '00:00'] = text.split('T')
  const [hours, minutes, seconds = '0'] = time.split(':')
  return momentOf(date, `${hours}:${minutes}`) + Number(seconds) * 1_000
}

let shift: number | undefined

/** The moment it is for the portal: the real one, or one that starts at KOERS_CLOCK and goes on from there (demo only). */
export function now(): Date {
  if (shift === undefined) {
    const start = settings().KOERS_CLOCK
    shift = start ? momentOfSetting(start) - Date.now() : 0
  }
  return new Date(Date.now() + shift)
}
