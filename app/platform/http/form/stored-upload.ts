/** A file of a form that was written to the disk as it arrived: never in memory, under a random name, and without the name or type it was given. */
export class StoredUpload {
  readonly name: string
  readonly path: string
  readonly bytes: number
  /** Larger than its field takes: then nothing of it is kept. */
  readonly isTooLarge: boolean
  constructor({ name, path, bytes, isTooLarge }: { name: string; path: string; bytes: number; isTooLarge: boolean }) {
    this.name = name
    this.path = path
    this.bytes = bytes
    this.isTooLarge = isTooLarge
  }
}
