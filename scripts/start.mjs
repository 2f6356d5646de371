import process from 'node:process'
import { endWith } from './sentence.mjs'
import { setUp } from './setup.mjs'

setUp()
process.env.NODE_ENV = 'production'
const { serve } = await import('../app/server/main.mjs')
try {
  const { name, address } = await serve()
  process.stdout.write(`${name} is ready: ${address}\n`)
} catch (error) {
  endWith(error)
}
