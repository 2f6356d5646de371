// Builds the commands of the checkout (`search:lab`, `demo:people`) into a bundle of their own, so that the portal's holds none of them.
import { build } from 'vite'

await build({
  configFile: false,
  publicDir: false,
  logLevel: 'error',
  build: {
    ssr: 'app/checkout-commands.server.ts',
    outDir: 'build/checkout',
    emptyOutDir: true,
    target: 'es2022',
    rollupOptions: { output: { entryFileNames: 'index.js' } },
  },
})
