import { type RouteConfig, type RouteConfigEntry, route } from '@remix-run/route-config'
import { adminRoutes } from './routes/admin/routes.ts'
import { adviceRoutes } from './routes/advice/routes.ts'
import { authRoutes } from './routes/auth/routes.ts'
import { catalogueRoutes } from './routes/catalogue/routes.ts'
import { hrRoutes } from './routes/hr/routes.ts'
import { machineRoutes } from './routes/machine/routes.ts'
import { myRoutes } from './routes/my/routes.ts'
import { publicRoutes } from './routes/public/routes.ts'

/** The addresses of one audience: without a language, and below one (`/nl/…`, `/en/…`). */
type Addresses = { bare: RouteConfigEntry[]; inLanguage: RouteConfigEntry[] }

const audiences: ReadonlyArray<Addresses> = [
  machineRoutes,
  authRoutes,
  publicRoutes,
  catalogueRoutes,
  myRoutes,
  hrRoutes,
  adviceRoutes,
  adminRoutes,
]

/** The site map: every URL and the file that answers it, joined from those of each audience (`routes/…/routes.ts`). */
export default [
  ...audiences.flatMap(({ bare }) => bare),
  route(
    ':language',
    'routes/public/language.tsx',
    audiences.flatMap(({ inLanguage }) => inLanguage),
  ),
] satisfies RouteConfig
