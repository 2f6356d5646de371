import process from 'node:process'
import { setUp } from './setup.mjs'

setUp()
process.env.NODE_ENV = 'production'
const { serve } = await import('../app/server/main.mjs')
try {
  const { name, origin } = await serve()
  process.stdout.write(`${name} is ready: ${origin}\n`)
} catch (error) {
  const inUse = error?.code === 'EADDRINUSE'
  process.stderr.write(
    inUse ? `Port ${error.port} is in use. Choose another one: PORT=3001 npm start\n` : `${error?.stack ?? error}\n`,
  )
  process.exit(1)
}
