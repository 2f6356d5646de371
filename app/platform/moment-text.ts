import { z } from 'zod'

/** A moment or a day as ISO 8601 writes it: `2027-03-01T09:00:00Z`, `2027-03-01T09:00` (Amsterdam time), `2027-03-01`. */
export const momentText = z.union([z.iso.datetime({ offset: true, local: true }), z.iso.date()])
