/** Options for the Remix Vite plugin; vite.config.ts passes them on.
 * @type {import('@remix-run/dev').VitePluginConfig} */
export default {
  appDirectory: 'app',
  buildDirectory: 'build',
  serverModuleFormat: 'esm',
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: true,
    // Off: finding routes one by one costs every page a tenth, and gives whoever asks an address that works for each name in it (decision 003).
    v3_lazyRouteDiscovery: false,
    v3_routeConfig: true,
  },
}
