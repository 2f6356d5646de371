// A command of the portal under measurement: at its end it writes what it used of processor and memory.
import { writeFileSync } from 'node:fs'
import process from 'node:process'

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  const used = { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, mostMb: maxRSS / 1e3 }
  writeFileSync(process.env.BENCH_USED, JSON.stringify(used))
})
await import('../../../scripts/command.mjs')
