import { index, route } from '@remix-run/route-config'

/** What everybody reads. */
export const publicRoutes = {
  bare: [],
  inLanguage: [
    index('routes/public/home.tsx'),
    route('stories', 'routes/public/stories.tsx'),
    route('guides/:name', 'routes/public/guide.tsx'),
    route('wish', 'routes/public/wish.tsx'),
    route('remark', 'routes/public/remark.tsx'),
  ],
}
