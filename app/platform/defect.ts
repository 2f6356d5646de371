/** The kind of a defect and where it is, for the field `error`. Never its message: that can hold an address or what somebody typed. */
export function defectOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return [error.name, ...frames.slice(0, 4).map((line) => line.trim())].join(' | ')
}
