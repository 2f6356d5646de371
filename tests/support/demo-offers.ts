/** One demo offer of each kind, with its address in both languages. */
export const OFFERS = {
  training: {
    nl: '/nl/catalogue/van-collega-naar-leidinggevende-jouw-eerste-honderd-dagen',
    en: '/en/catalogue/from-colleague-to-line-manager-your-first-hundred-days',
  },
  mentoring: {
    nl: '/nl/catalogue/een-academische-mentor-buiten-je-eigen-groep',
    en: '/en/catalogue/an-academic-mentor-outside-your-own-group',
  },
  coaching: { nl: '/nl/catalogue/loopbaancoaching-voor-postdocs', en: '/en/catalogue/career-coaching-for-postdocs' },
  vacancy: {
    nl: '/nl/catalogue/data-steward-bij-de-faculteit-geneeskunde',
    en: '/en/catalogue/data-steward-faculty-of-medicine',
  },
  event: {
    nl: '/nl/catalogue/lunchlezing-van-promovendus-naar-beleid',
    en: '/en/catalogue/lunch-lecture-from-phd-to-policy',
  },
  'self-test': {
    nl: '/nl/catalogue/wat-telt-voor-jou-in-je-werk',
    en: '/en/catalogue/what-matters-to-you-in-your-work',
  },
  story: {
    nl: '/nl/catalogue/na-zes-gesprekken-wist-ik-ik-wil-blijven-maar-anders',
    en: '/en/catalogue/after-six-talks-i-knew-i-want-to-stay-but-differently',
  },
  'career-advice': {
    nl: '/nl/catalogue/loopbaanadvies-verder-in-je-huidige-functie',
    en: '/en/catalogue/career-advice-getting-further-in-your-current-job',
  },
} as const

export type OfferKind = keyof typeof OFFERS

export const OFFER_KINDS = Object.keys(OFFERS) as OfferKind[]
