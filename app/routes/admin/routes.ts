import { route } from '@remix-run/route-config'

/** The pages of administrators. */
export const adminRoutes = {
  bare: [],
  inLanguage: [
    route('desk/audit', 'routes/admin/audit-log.tsx'),
    route('desk/portal', 'routes/admin/portal.tsx'),
    route('desk', 'routes/admin/admin.tsx'),
    route('desk/people', 'routes/admin/people.tsx'),
    route('desk/people/waiting', 'routes/admin/held-sign-ins.tsx'),
    route('desk/people/:id', 'routes/admin/person.tsx'),
    route('desk/people/:id/merge', 'routes/admin/merge-people.tsx'),
    route('desk/units', 'routes/admin/units.tsx'),
    route('desk/gallery', 'routes/admin/gallery.tsx'),
  ],
}
