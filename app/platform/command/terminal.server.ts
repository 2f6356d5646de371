import type { CommandIo } from './command.server.ts'

/** The terminal of this process, as a command speaks to it. */
export const terminal: CommandIo = {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  isTTY: process.stderr.isTTY,
}
