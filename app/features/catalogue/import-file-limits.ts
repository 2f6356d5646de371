/** The largest file that the screen takes, about 10,000 lines; the command takes 200 MB. */
export const LARGEST_IMPORT = { file: 10 * 1024 * 1024, body: 10 * 1024 * 1024 + 64 * 1024 } as const
