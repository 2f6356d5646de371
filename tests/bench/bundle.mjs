import path from 'node:path'
import { build } from 'vite'

/** A TypeScript file as the portal's own bundler makes it, beside the packages it needs; answers with the path of what was made. */
export async function bundle(file) {
  const name = path.basename(file, '.ts')
  const outDir = path.resolve('node_modules/.koers-bench', name)
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: file, outDir, emptyOutDir: true, target: 'node20', minify: false },
  })
  return path.join(outDir, `${name}.js`)
}
