import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type CommandIo, carryOut, EXIT } from '#app/platform/command/command.server.ts'
import { INVENTORY } from './inventory.ts'
import { registerText } from './register.server.ts'

/** Where the register stands, from the root of the project. */
export const REGISTER_FILE = 'docs/privacy/register.md'

/** `npm run register`: writes the register of processing from the inventory. Answers with the exit code. */
export function runRegister(argv: ReadonlyArray<string>, io: CommandIo, file = REGISTER_FILE): Promise<number> {
  return carryOut(argv, io, { usage: (t) => [t('operator:register.usage')], mostWords: 0 }, (call) => {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, registerText())
    call.io.out(call.t('privacy:register.written', { count: INVENTORY.length, file }))
    return EXIT.done
  })
}
