const UNSAFE_IN_SCRIPT = /[&<>\u2028\u2029]/g

function safeInScript(text: string): string {
  return JSON.stringify(text).replace(
    UNSAFE_IN_SCRIPT,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

async function textOf(stream: ReadableStream): Promise<string> {
  const reader: ReadableStreamDefaultReader<Uint8Array> = stream.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    text += decoder.decode(value, { stream: true })
  }
}

/**
 * The data of the page's loaders as the script that Remix in the browser waits for: what `StreamTransfer` of @remix-run/react writes piece by
 * piece, at once. This is the one file that knows how Remix hands data over; its test compares it with the installed version.
 */
export async function handoffScripts(stream: ReadableStream | undefined, nonce: string): Promise<string> {
  if (!stream) return ''
  const controller = 'window.__remixContext.streamController'
  return `<script nonce="${nonce}">${controller}.enqueue(${safeInScript(await textOf(stream))});${controller}.close();</script>`
}
