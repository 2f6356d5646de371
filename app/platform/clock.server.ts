import { settings } from './env.server.ts'

let shift: number | undefined

/** The moment it is for the portal: the real one, or one that starts at KOERS_CLOCK and goes on from there (demo only). */
export function now(): Date {
  if (shift === undefined) {
    const start = settings().KOERS_CLOCK
    shift = start ? Date.parse(start) - Date.now() : 0
  }
  return new Date(Date.now() + shift)
}
