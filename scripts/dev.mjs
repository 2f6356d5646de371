import process from 'node:process'
import { endWith } from './sentence.mjs'
import { setUp } from './setup.mjs'

setUp({ withBuild: false })
process.env.NODE_ENV = 'development'
const { serve } = await import('../app/server/main.mjs')
try {
  const { name, address } = await serve({ dev: true })
  process.stdout.write(`${name} is ready: ${address} (development)\n`)
} catch (error) {
  endWith(error)
}
