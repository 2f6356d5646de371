import 'i18next'
import type { Resources } from './resources.server.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: Resources
    strictKeyChecks: true
  }
}
