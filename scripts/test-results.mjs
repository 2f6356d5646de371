// Reads what the two test runners wrote down: how many tests, and how long each file took.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}

/** Vitest's report: counts, and the time of each file; null when there is none. */
export function unitResults(file) {
  const report = read(file)
  return (
    report && {
      counts: { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests },
      files: report.testResults.map(({ name, startTime, endTime }) => ({
        file: path.relative('.', name),
        ms: endTime - startTime,
      })),
    }
  )
}

function specsOf(suite) {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)]
}

/** Playwright's report: counts, and the time of each file, all its tests added up; null when there is none. */
export function browserResults(file) {
  const report = read(file)
  return (
    report && {
      counts: {
        passed: report.stats.expected,
        failed: report.stats.unexpected + report.stats.flaky,
        skipped: report.stats.skipped,
      },
      files: (report.suites ?? []).map((suite) => ({
        file: `tests/e2e/${suite.file}`,
        ms: specsOf(suite)
          .flatMap(({ tests }) => tests.flatMap(({ results }) => results))
          .reduce((sum, { duration }) => sum + duration, 0),
      })),
    }
  )
}

/** The files that took longest, the slowest first. */
export function slowestFiles(files, count) {
  return [...files].sort((a, b) => b.ms - a.ms).slice(0, count)
}
