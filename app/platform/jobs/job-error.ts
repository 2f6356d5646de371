const CODE = /^[A-Za-z][A-Za-z0-9_-]{0,59}$/

/** A failure of a job that says what went wrong by a code. */
export class JobError extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** Work that ended because it was told to: it is neither done nor failed. */
export class JobStopped extends JobError {
  constructor() {
    super('stopped')
  }
}

/** What went wrong, as a code for a row, a log line and a command. Never the message: that can hold an address or what somebody typed. */
export function errorCodeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const { code } = error as { code?: unknown }
  if (typeof code === 'string' && CODE.test(code)) return code
  // drizzle wraps errors of SQLite.
  if (error.cause instanceof Error) return errorCodeOf(error.cause)
  return CODE.test(error.name) ? error.name : 'unknown'
}
