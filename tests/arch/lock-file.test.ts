import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({
      resolved: z.string().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
})

const { packages } = lockFile.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')))

/** Whether a package finds another one as Node does: in its own node_modules, then in those above it. */
function isFound(from: string, name: string): boolean {
  for (let folder = from; ; ) {
    if (`${folder ? `${folder}/` : ''}node_modules/${name}` in packages) return true
    if (folder === '') return false
    const above = folder.lastIndexOf('/node_modules/')
    folder = above < 0 ? '' : folder.slice(0, above)
  }
}

test('the lock file holds every optional package it names, so that npm ci works on every platform', () => {
  const missing = Object.entries(packages).flatMap(([from, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {})
      .filter((name) => !isFound(from, name))
      .map((name) => `${from || 'package.json'} names ${name}`),
  )
  expect(missing).toEqual([])
})

test('the lock file names no host to fetch from, so that any registry will do', () => {
  expect(
    Object.entries(packages).flatMap(([name, { resolved }]) =>
      resolved?.includes('://') ? [`${name}: ${resolved}`] : [],
    ),
  ).toEqual([])
})
