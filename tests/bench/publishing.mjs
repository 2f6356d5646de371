// What publishing costs: to save an offer with its line in the index, to keep a typed field, and to show the list of two thousand offers.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { bundle } from './bundle.mjs'

export async function measurePublishing() {
  const child = fork(await bundle('tests/bench/publishing/inside.ts'), [], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  child.send('begin')
  const failed = once(child, 'exit').then(([code]) => Promise.reject(new Error(`measuring ended with ${code}`)))
  const [answer] = await Promise.race([once(child, 'message'), failed])
  failed.catch(() => {})
  return answer
}
