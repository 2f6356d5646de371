import { readFileSync, statSync } from 'node:fs'
import { momentOf } from '../i18n/zoned-time.ts'
import { SettingsError, settings } from './env.server.ts'
import { log } from './log.server.ts'
import { momentText } from './moment-text.ts'

/** The moment a setting names, in milliseconds. Without a zone it is the time in Amsterdam, where a date begins at midnight. */
export function momentOfSetting(text: string): number {
  if (/(?:Z|[+-]\d{2}:?\d{2})$/.test(text) && text.includes('T')) return Date.parse(text)
  const [date = '', time = '00:00'] = text.split('T')
  const [hours, minutes, seconds = '0'] = time.split(':')
  return momentOf(date, `${hours}:${minutes}`) + Number(seconds) * 1_000
}

const FILE = 'file:'
const READ_EVERY_MS = 1_000
const LONGEST_MOMENT = 100

/**
 * How far the moment in a file is from the machine's clock, in milliseconds. The clock goes on from when the file was written, so that all
 * processes agree. Throws when it cannot be read, or holds no moment.
 */
function shiftOfFile(file: string): number {
  const text = readFileSync(file, 'utf8').slice(0, LONGEST_MOMENT).trim()
  if (!momentText.safeParse(text).success) throw Object.assign(new Error('no moment'), { code: 'no_moment' })
  return momentOfSetting(text) - statSync(file).mtimeMs
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}

/** The machine's clock moved to the moment in a file, which is read anew each second. What is unreadable or wrong there changes nothing and is logged once. */
function clockOfFile(file: string, tell: typeof log): () => number {
  let isTold = false
  let shift: number
  try {
    shift = shiftOfFile(file)
  } catch (error) {
    throw new SettingsError(
      `The setting KOERS_CLOCK names a file that holds no moment such as 2027-03-01T09:00:00Z: "${file}" (${codeOf(error)}).`,
    )
  }
  let readAt = performance.now()
  return () => {
    if (performance.now() - readAt >= READ_EVERY_MS) {
      readAt = performance.now()
      try {
        shift = shiftOfFile(file)
        isTold = false
      } catch (error) {
        if (!isTold)
          tell('warn', 'the file of KOERS_CLOCK holds no moment; the one before holds', { code: codeOf(error) })
        isTold = true
      }
    }
    return Date.now() + shift
  }
}

/** A clock as KOERS_CLOCK says: the machine's, one that starts at a moment, or one that follows a file. Milliseconds UTC. */
export function clockFor(setting: string | undefined, tell = log): () => number {
  if (setting?.startsWith(FILE)) return clockOfFile(setting.slice(FILE.length), tell)
  const shift = setting ? momentOfSetting(setting) - Date.now() : 0
  return () => Date.now() + shift
}

let clock: (() => number) | undefined

/**
 * The moment it is for the portal: the real one, or (demo only) the one that KOERS_CLOCK says. Leases, back-off and rate limits ask the
 * machine instead.
 */
export function now(): Date {
  clock ??= clockFor(settings().KOERS_CLOCK)
  return new Date(clock())
}
