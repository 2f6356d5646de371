import type { Express } from 'express'
import { database } from '#app/platform/database.server.ts'
import { countDocuments, readOneDocument } from '#app/search/embedded/columns.server.ts'
import { searchState } from '#app/search/engine.server.ts'
import packageJson from '../../package.json' with { type: 'json' }
import { isDirect } from './direct-request.server.ts'

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

/** `/livez` and `/readyz` say yes or no; `/healthz` says more, to this machine only. */
export function addHealth(app: Express): void {
  app.get('/livez', (_request, response) => void response.status(200).end())
  app.get('/readyz', (_request, response) => void response.status(!stopping && databaseAnswers() ? 200 : 503).end())
  app.get('/healthz', (request, response, next) => {
    if (!isDirect(request)) return next()
    const answers = databaseAnswers()
    const documents = answers ? countDocuments(database()) : null
    response
      .status(answers ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({
        version: packageJson.version,
        database: answers ? 'ok' : 'down',
        search: answers ? { ...searchState(database()), documents } : { engine: 'embedded', state: 'down', documents },
      })
  })
}
