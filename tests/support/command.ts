import type { CommandIo } from '#app/platform/command/command.server.ts'

/** Runs a command as somebody would type it: the exit code, and what it said. */
export async function runCommand(work: (io: CommandIo) => Promise<number>) {
  const out: string[] = []
  const err: string[] = []
  const code = await work({ out: (line) => out.push(line), err: (line) => err.push(line), isTTY: false })
  return { code, out, err, text: [...out, ...err].join('\n') }
}
