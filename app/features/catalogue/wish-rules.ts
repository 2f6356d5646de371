/** The most characters a wish may have; the form says it to the browser, the verb checks it. */
export const LONGEST_WISH = 1_000

export type WishProblem = 'empty' | 'too-long' | 'too-many' | 'busy'
