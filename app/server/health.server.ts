import type { Express } from 'express'
import { database } from '#app/platform/database.server.ts'
import { countDocuments, readOneDocument } from '#app/search/embedded/columns.server.ts'
import { searchState } from '#app/search/engine.server.ts'
import packageJson from '../../package.json' with { type: 'json' }

let stopping = false

/** From here on the portal says that it is not ready, so that no new visitor is sent to it. */
export function stopBeingReady(): void {
  stopping = true
}

function databaseAnswers(): boolean {
  try {
    readOneDocument(database())
    return true
  } catch {
    return false
  }
}

/** `/livez` and `/readyz` say yes or no, to everybody. */
export function addHealth(app: Express): void {
  app.get('/livez', (_request, response) => void response.status(200).end())
  app.get('/readyz', (_request, response) => void response.status(!stopping && databaseAnswers() ? 200 : 503).end())
}

/** What `/healthz` says, on the port for operators: version, database, search. */
export function healthReport(): { isWell: boolean; report: object } {
  const isWell = databaseAnswers()
  const documents = isWell ? countDocuments(database()) : null
  const search = isWell ? { ...searchState(database()), documents } : { engine: 'embedded', state: 'down', documents }
  return { isWell, report: { version: packageJson.version, database: isWell ? 'ok' : 'down', search } }
}
