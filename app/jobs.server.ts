import { AUDIT_ERASERS } from './features/audit/erasers.server.ts'
import { auditJobs } from './features/audit/jobs.server.ts'
import { CALENDAR_ERASERS, leaveCalendarFeed } from './features/calendar/erasers.server.ts'
import { CATALOGUE_ERASERS } from './features/catalogue/erasers.server.ts'
import { importJobs } from './features/catalogue/import-jobs.server.ts'
import { ENQUIRY_ERASERS, leaveContactRequests } from './features/enquiries/erasers.server.ts'
import { MEDIA_JOBS } from './features/media/jobs.server.ts'
import { peopleErasers } from './features/people/erasers.server.ts'
import { leaveAccessNeeds, PRIVACY_ERASERS } from './features/privacy/erasers.server.ts'
import { dossierJobs } from './features/privacy/jobs.server.ts'
import { retentionJob } from './features/privacy/retention.server.ts'
import { PUBLISHING_ERASERS } from './features/publishing/erasers.server.ts'
import { PUBLISHING_JOBS } from './features/publishing/jobs.server.ts'
import { REMARK_ERASERS } from './features/remarks/erasers.server.ts'
import { SEARCH_ERASERS } from './features/search/erasers.server.ts'
import { SEARCH_JOBS } from './features/search/jobs.server.ts'
import { indexState, learnAfterImport } from './features/search/learn-words.server.ts'
import { signUpEraser } from './features/sign-up/erasers.server.ts'
import { SIGN_UP_JOBS } from './features/sign-up/jobs.server.ts'
import { authStore, confidentialDatabase, dataKeyStore, portalFiles } from './platform/database.server.ts'
import { settings } from './platform/env.server.ts'
import { PLATFORM_ERASERS } from './platform/erasers.server.ts'

/** How every line of the inventory that is kept for a time is erased. Access needs and contact requests before people: their keys go with them. */
export const ERASERS = [
  ...PLATFORM_ERASERS,
  ...CATALOGUE_ERASERS,
  ...PUBLISHING_ERASERS,
  ...CALENDAR_ERASERS,
  ...SEARCH_ERASERS,
  ...PRIVACY_ERASERS,
  ...ENQUIRY_ERASERS,
  ...REMARK_ERASERS,
  signUpEraser,
  ...AUDIT_ERASERS,
  ...peopleErasers([leaveCalendarFeed, leaveAccessNeeds, leaveContactRequests]),
]

/** Everything the portal does later, from all features; `npm run jobs` shows it. */
export const JOBS = [
  ...PUBLISHING_JOBS,
  ...SEARCH_JOBS,
  ...MEDIA_JOBS,
  ...importJobs({ before: indexState, after: learnAfterImport }),
  ...SIGN_UP_JOBS,
  ...dossierJobs(portalFiles),
  ...auditJobs(() => settings().AUDIT_HEADS_FILE, confidentialDatabase),
  retentionJob(ERASERS, () => ({
    authStore: authStore(),
    confidential: confidentialDatabase(),
    dataKeys: dataKeyStore(),
  })),
]

export type JobName = (typeof JOBS)[number]['name']
