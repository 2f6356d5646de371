import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm, statfs } from 'node:fs/promises'
import path from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { Busboy, type BusboyFileStream } from '@fastify/busboy'
import type { Largest } from './define-form.server.ts'
import type { Entry } from './read-body.server.ts'
import { StoredUpload } from './stored-upload.ts'

const LONGEST_NAME = 120
const LONGEST_FIELD = 256 * 1024
/** What stays free on the disk for the databases beside it. */
const KEEP_FREE = 512 * 1024 * 1024

/** How the files of one request are received, and cleared away when they were not taken. */
export type Uploads = {
  /** Reads a form like `readBody`, its files to the disk. */
  read(request: Request, largest: Largest): Promise<Entry[] | 'bad-form' | 'too-large'>
  /** Deletes what nobody has moved away. */
  clear(): Promise<void>
}

/** Lets so many bytes through and counts them all: the rest is read, because a browser that is cut off shows no answer. */
function counted(most: number): { stream: Transform; bytes(): number } {
  let bytes = 0
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      bytes += chunk.length
      next(null, bytes <= most ? chunk : undefined)
    },
  })
  return { stream, bytes: () => bytes }
}

async function hasRoom(folder: string, bytes: number): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize - bytes > KEEP_FREE
}

/**
 * Receives the files of one form in a folder, each as a stream and within the most bytes of its field (`most`); a field that is not there takes none.
 * Nothing of a file is held in memory, and its name and type are not believed.
 */
export function receiveUploads(folder: string, most: Readonly<Record<string, number>>): Uploads {
  const paths: string[] = []

  async function store(field: string, file: BusboyFileStream): Promise<Entry> {
    const name = randomBytes(16).toString('hex')
    const target = path.join(folder, `${name}.part`)
    const limit = most[field] ?? 0
    const { stream, bytes } = counted(limit)
    paths.push(target)
    await pipeline(file, stream, createWriteStream(target, { flags: 'wx', mode: 0o600 }))
    const isTooLarge = bytes() > limit
    if (isTooLarge || bytes() === 0) await rm(target, { force: true })
    return [field, new StoredUpload({ name, path: target, bytes: bytes(), isTooLarge })]
  }

  function parse(request: Request, { body, fields, parts }: Largest): Promise<Entry[] | 'too-large'> {
    const entries: Array<Promise<Entry> | Entry> = []
    let isOver = false
    const over = () => {
      isOver = true
    }
    const reader = new Busboy({
      headers: { 'content-type': request.headers.get('Content-Type') ?? '' },
      limits: { fieldNameSize: LONGEST_NAME, fieldSize: LONGEST_FIELD, fields, files: parts, parts: fields + parts },
    })
    reader.on('field', (name, value, isNameCut, isCut) => {
      if (isNameCut || isCut) isOver = true
      entries.push([name, value])
    })
    reader.on('file', (name, file) => {
      const stored = store(name, file)
      // It is awaited below; until then a failure is nobody's.
      stored.catch(() => undefined)
      entries.push(stored)
    })
    reader.on('fieldsLimit', over).on('filesLimit', over).on('partsLimit', over)
    const { stream, bytes } = counted(body)
    const source = Readable.fromWeb(request.body as ReadableStream)
    // Cut off at the most bytes it does not end as a form does, and that is what is wrong with it.
    const isCut = () => bytes() > body
    return pipeline(source, stream, reader)
      .then(() => Promise.all(entries))
      .then(
        (all) => (isOver || isCut() ? 'too-large' : all),
        (error) => (isCut() ? 'too-large' : Promise.reject(error)),
      )
  }

  return {
    async read(request, largest) {
      if (!request.body) return 'bad-form'
      try {
        if (!(await hasRoom(folder, Number(request.headers.get('Content-Length') ?? 0)))) return 'too-large'
        return await parse(request, largest)
      } catch {
        return 'bad-form'
      }
    },
    async clear() {
      for (const file of paths) await rm(file, { force: true })
    },
  }
}
