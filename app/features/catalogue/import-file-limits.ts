/** The largest file that the screen takes; the command takes more. */
export const LARGEST_IMPORT = { file: 2 * 1024 * 1024, body: 2 * 1024 * 1024 + 64 * 1024 } as const
