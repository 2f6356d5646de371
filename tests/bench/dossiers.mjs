// What a text of a dossier costs: to save it, to open it with its event, and to look up who may.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { bundle } from './bundle.mjs'

export async function measureDossiers() {
  const child = fork(await bundle('tests/bench/dossiers/inside.ts'), [], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  child.send('begin')
  const failed = once(child, 'exit').then(([code]) => Promise.reject(new Error(`measuring ended with ${code}`)))
  const [answer] = await Promise.race([once(child, 'message'), failed])
  failed.catch(() => {})
  return answer
}
