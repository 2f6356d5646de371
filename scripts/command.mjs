// Runs a command of the portal from its bundle: `npm run import -- …`.
import process from 'node:process'
import { endWith } from './sentence.mjs'
import { setUp } from './setup.mjs'

/** Commands of the checkout: they are built when they run, and are no part of the portal's bundle. */
const OF_CHECKOUT = ['demo:people', 'search:lab']

async function ofThePortal() {
  return (await import('../build/server/index.js')).entry.module
}

async function ofTheCheckout() {
  const { checkoutCommands, checkoutBesidePortal, ...shared } = await import('../build/checkout/index.js')
  return { ...shared, commands: checkoutCommands, besidePortal: checkoutBesidePortal }
}

const [name, ...argv] = process.argv.slice(2)
const ofCheckout = OF_CHECKOUT.includes(name)
setUp({ withBuild: !ofCheckout, withCheckout: ofCheckout })
// `| head` closes the pipe; that is no failure.
process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1))
process.env.NODE_ENV = 'production'
const bundle = await (ofCheckout ? ofTheCheckout() : ofThePortal())
try {
  bundle.start({ settingsOnly: bundle.besidePortal.includes(name) })
} catch (error) {
  endWith(error)
}
if (!Object.hasOwn(bundle.commands, name ?? '')) {
  const all = [...Object.keys(bundle.commands), ...OF_CHECKOUT]
  process.stderr.write(`There is no command "${name}". There is: ${all.join(', ')}.\n`)
  process.exit(2)
}
process.exitCode = await bundle.commands[name](argv)
bundle.closeDatabase()
