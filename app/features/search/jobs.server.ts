import { readSearchDocuments } from '#app/features/catalogue/search-documents.queries.server.ts'
import type { Job } from '#app/platform/jobs/job.ts'
import { meiliOptions } from '#app/search/meilisearch/options.server.ts'
import { feedJob } from '#app/search/meilisearch/worker.server.ts'
import { refreshLearnedWords } from './learn-words.server.ts'

/** Counts the words of the index, merges it so that deleted text leaves the file, and learns which words mean the same. */
const learnWords = {
  name: 'learn-words',
  when: { nightly: true },
  inThread: true,
  run: ({ db, now, breathe }) => refreshLearnedWords(db, now, breathe),
} as const satisfies Job

/** What the search does later: it learns at night, and feeds Meilisearch where there is one. */
export const SEARCH_JOBS = [learnWords, feedJob({ options: meiliOptions, readDocuments: readSearchDocuments })] as const
