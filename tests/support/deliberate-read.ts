import type { DeliberateRead } from '#app/platform/http/deliberate-read.server.ts'

/** As if somebody came by a link of the portal. */
export const READ = { cameBy: 'portal' } as DeliberateRead

/** What a browser sends with a link that is followed in the portal. */
export const FOLLOWED = { 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Dest': 'document', 'Sec-Fetch-Mode': 'navigate' }
