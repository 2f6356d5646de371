// How good the answers are: what share of what should be found stands among the first ten, and how high the first one
// is.

const DEPTH = 10

/** Recall among the first ten, and one divided by the rank of the first relevant answer (0 when there is none). */
export function scoreOne({ hits, relevant }) {
  const first = hits.slice(0, DEPTH)
  const found = first.filter((id, at) => relevant.has(id) && first.indexOf(id) === at).length
  const rank = first.findIndex((id) => relevant.has(id)) + 1
  return { recall: relevant.size === 0 ? 0 : found / Math.min(DEPTH, relevant.size), mrr: rank === 0 ? 0 : 1 / rank }
}

/** The means over a list of scores, and how many there are. */
function mean(scores) {
  const count = scores.length
  const average = (name) => (count === 0 ? 0 : scores.reduce((sum, score) => sum + score[name], 0) / count)
  return { recall: average('recall'), mrr: average('mrr'), count }
}

/** The same scores for all queries, for the tuning half and for the held half. */
const split = (scores) => ({
  all: mean(scores),
  tune: mean(scores.filter(({ half }) => half === 'tune')),
  held: mean(scores.filter(({ half }) => half === 'held')),
})

/**
 * Scores judged answers, `[{ class, half, hits: [ids, best first], relevant: Set<id> }]`, as
 * `{ overall: { all, tune, held }, classes: { [class]: { all, tune, held } } }`, each `{ recall, mrr, count }`.
 */
export function scoreQueries(judged) {
  const scores = judged.map((one) => ({ class: one.class, half: one.half, ...scoreOne(one) }))
  const names = [...new Set(scores.map((score) => score.class))]
  return {
    overall: split(scores),
    classes: Object.fromEntries(names.map((name) => [name, split(scores.filter((score) => score.class === name))])),
  }
}
