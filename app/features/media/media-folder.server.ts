import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { settings } from '#app/platform/env.server.ts'

/** Where files of offers are: what we serve, and apart from it what came in and is not ours yet. */
export type MediaFolders = { readonly served: string; readonly incoming: string }

/** The folders in this place, made where they are not there. */
export function mediaFoldersIn(folder: string): MediaFolders {
  const folders = { served: folder, incoming: path.join(folder, 'incoming') }
  mkdirSync(folders.incoming, { recursive: true, mode: 0o700 })
  return folders
}

let own: MediaFolders | null = null

/** The folders of this portal, made at the first question. */
export function mediaFolders(): MediaFolders {
  own ??= mediaFoldersIn(settings().mediaFolder)
  return own
}
