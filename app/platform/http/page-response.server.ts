const bodies = new WeakMap<Response, Buffer>()

/** A response whose body is there already: the server sends it as it is, without a stream around it (`bodyOf`). */
export function pageResponse(body: Buffer, init: ResponseInit): Response {
  const response = new Response(null, init)
  bodies.set(response, body)
  return response
}

/** The body of a response made by `pageResponse`. */
export function bodyOf(response: Response): Buffer | undefined {
  return bodies.get(response)
}
