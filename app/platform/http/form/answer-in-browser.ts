import type { FormAnswer } from './form-answer.ts'

/**
 * In the browser: the answer of the server, or, when the portal refuses before it reads the form (too often, no connection), an answer of our own with
 * what was typed and this problem.
 */
export async function answerInBrowser<A, P extends string>(
  request: Request,
  serverAction: () => Promise<A>,
  problem: P,
  field: string,
): Promise<A | FormAnswer<P>> {
  const typed = await request.clone().formData()
  try {
    return await serverAction()
  } catch (error) {
    if (error instanceof Response) throw error
    const sent = Object.fromEntries([...typed.keys()].map((name) => [name, typed.getAll(name).map(String)]))
    return {
      form: '',
      intent: '',
      problems: [{ field, problem }],
      sent,
      lists: {},
      added: null,
      stamp: String(Date.now()),
    }
  }
}
