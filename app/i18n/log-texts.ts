/** What the logs say of a feature: its acts (`record.verb`), those on records of confidences apart, and the words for its objects and fields. */
type LogPart = 'act' | 'inConfidence' | 'object' | 'field'
const LOG_PARTS: ReadonlyArray<LogPart> = ['act', 'inConfidence', 'object', 'field']

type Files = Readonly<Record<string, object>>
type Part<File, P extends LogPart> = File extends { log: { [K in P]: infer Texts } } ? Texts : never
type Together<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never
type LogTexts<F extends Files> = {
  [P in LogPart]: { [K in keyof Together<Part<F[keyof F], P>>]: Together<Part<F[keyof F], P>>[K] }
}

/** The texts of each namespace without its `log`, and the `log` parts of all of them together as a namespace of the server. */
export type TextsOf<F extends Files> = {
  [N in keyof F]: F[N] extends { log: unknown } ? Omit<F[N], 'log'> : F[N]
} & { log: LogTexts<F> }

/** Joins what the audit log says of each feature. A record, object or field stands in one file: a test looks for doubles. */
export function joinLogTexts<F extends Files>(files: F): TextsOf<F> {
  const log: Record<LogPart, object> = { act: {}, inConfidence: {}, object: {}, field: {} }
  const texts = Object.entries(files).map(([name, { log: own, ...rest }]: [string, { log?: Partial<typeof log> }]) => {
    for (const part of LOG_PARTS) Object.assign(log[part], own?.[part])
    return [name, rest]
  })
  return { ...Object.fromEntries(texts), log }
}
