import { readFileSync } from 'node:fs'

/** One question and answer as recorded from a real server (v1.50.0, client 0.62.0); keys are replaced by names. */
export type Exchange = {
  request: { method: string; path: string; body?: unknown }
  response: { status: number; body: Record<string, unknown> }
}

const file = new URL('./exchanges.json', import.meta.url)

/** The recorded exchanges by the name of their step. */
export const RECORDED: Readonly<Record<string, ReadonlyArray<Exchange>>> = JSON.parse(readFileSync(file, 'utf8'))

/** What the server answered at this step; throws for a step that was not recorded. */
export function recorded(step: string, place = 0): Exchange['response'] {
  const exchange = RECORDED[step]?.[place]
  if (!exchange) throw new Error(`no such step was recorded: ${step} ${place}`)
  return structuredClone(exchange.response)
}
