import { type OfferInput, sessionSchema } from '../catalogue/offer-schema.ts'

/** What an offer gets for a look before everything that has to be there is: it is never saved like this. */
type FillIns = { readonly unit: string; readonly reviewOn: string }

/** A half-written offer with what every offer must have, so that the rest of it can be looked at and checked. */
export function filledIn(input: OfferInput, { unit, reviewOn }: FillIns): OfferInput {
  const { title, owner, units } = input
  const hasTitle = title.nl || title.en
  return {
    ...input,
    title: hasTitle ? title : { nl: '…', en: '' },
    owner: { unit: owner.unit || unit, email: /^\S+@\S+\.\S+$/.test(owner.email) ? owner.email : 'x@example.org' },
    units: units.length > 0 ? units : [owner.unit || unit],
    reviewOn: input.reviewOn || reviewOn,
    // What is wrong with a session is said by its own fields, and hides nothing of the rest.
    sessions: (input.sessions ?? []).filter((session) => sessionSchema.safeParse(session).success),
    film: null,
    picture: null,
  }
}
