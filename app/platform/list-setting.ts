import { z } from 'zod'

/** A setting that names several things, with commas between. */
export const listSetting = z.string().transform((value) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
)
