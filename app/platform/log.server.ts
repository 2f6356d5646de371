import pino from 'pino'
import { settings } from './env.server.ts'

/** The only fields a log line may carry: never a name, an address, a search word or anything typed. */
const FIELDS = ['code', 'count', 'ms', 'status', 'route', 'reference', 'error', 'port', 'kind', 'hash'] as const
type Fields = Partial<Record<(typeof FIELDS)[number], string | number>>

let logger: pino.Logger | undefined

/** Writes one structured line to standard error; what is not on the list of fields does not get in. */
export function log(level: 'error' | 'warn' | 'info' | 'debug', message: string, fields: Fields = {}): void {
  logger ??= pino({ level: settings().LOG_LEVEL, base: null }, pino.destination({ dest: 2, sync: true }))
  logger[level](Object.fromEntries(FIELDS.flatMap((name) => (name in fields ? [[name, fields[name]]] : []))), message)
}
