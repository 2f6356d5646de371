import { z } from 'zod'
import { formatDayMonthYear } from '#app/i18n/format.ts'
import { day, pairOf } from '../offer-schema.ts'
import { defineKind } from './kind.ts'

/** What COTAN, the Dutch committee on tests, says of a criterion; most of what is made in the house it has never seen. */
export const COTAN_RATINGS = ['not-assessed', 'insufficient', 'sufficient', 'good'] as const
const rating = z.enum(COTAN_RATINGS).default('not-assessed')

/** COTAN's seven criteria, in its order: never one overall badge, because one of them says nothing of the others. */
export const COTAN_CRITERIA = [
  'cotanPrinciples',
  'cotanMaterial',
  'cotanManual',
  'cotanNorms',
  'cotanReliability',
  'cotanConstruct',
  'cotanCriterion',
] as const

const ratingLabels = COTAN_CRITERIA.flatMap((criterion) =>
  COTAN_RATINGS.map((value) => [`${criterion}.${value}`, `cotanRating.${value}`] as const),
)

/** A self-test or an assignment, with what one must know of it first: what COTAN says, what happens to results, last review (Handreiking 3.2). */
export const selfTest = defineKind({
  id: 'self-test',
  label: 'kind.self-test',
  plural: 'kinds.self-test',
  icon: 'self-test',
  colour: 'instrument',
  sessions: false,
  usual: { format: 'self-paced', learningForm: 'self-study' },
  labels: Object.fromEntries(ratingLabels),
  details: z.object({
    form: z.enum(['self-test', 'assignment']),
    minutes: z.number().int().min(1).max(10_000),
    cotanPrinciples: rating,
    cotanMaterial: rating,
    cotanManual: rating,
    cotanNorms: rating,
    cotanReliability: rating,
    cotanConstruct: rating,
    cotanCriterion: rating,
    /** The year of the assessment, and where it can be read. */
    cotanYear: z.number().int().min(1960).max(2199).optional(),
    cotanSource: z.string().max(200).optional(),
    validityNote: pairOf(400),
    results: pairOf(400),
    reviewedOn: day,
  }),
  facts: ({ form, minutes, validityNote, results, reviewedOn }, { t, language, pick }) => [
    { icon: 'self-test', label: t('offer:fact.form'), text: t(`offer:testForm.${form}`) },
    { icon: 'clock', label: t('offer:fact.duration'), text: t('offer:duration.minutes', { count: minutes }) },
    { icon: 'info', label: t('offer:fact.validityNote'), ...pick(validityNote) },
    { icon: 'lock', label: t('offer:fact.results'), ...pick(results) },
    { icon: 'review', label: t('offer:fact.reviewed'), text: formatDayMonthYear(language, reviewedOn) },
  ],
  cardFacts: ({ minutes }, { t }) => [
    { icon: 'clock', label: t('offer:fact.duration'), text: t('offer:duration.minutes', { count: minutes }) },
  ],
  assessment(details, { t }) {
    // An assignment measures nothing, so there is nothing to assess.
    if (details.form === 'assignment') return null
    const isAssessed = COTAN_CRITERIA.some((criterion) => details[criterion] !== 'not-assessed')
    const { cotanYear, cotanSource } = details
    const told = [cotanYear === undefined ? '' : t('offer:cotan.year', { year: String(cotanYear) }), cotanSource ?? '']
    return {
      title: t('offer:cotan.title'),
      lead: t(isAssessed ? 'offer:cotan.about' : 'offer:cotan.none'),
      ratings: isAssessed
        ? COTAN_CRITERIA.map((criterion) => ({
            name: t(`offer:cotan.criterion.${criterion}`),
            value: t(`offer:cotanRating.${details[criterion]}`),
          }))
        : [],
      source: isAssessed ? told.filter(Boolean).join(', ') : '',
    }
  },
  searchText: () => '',
  signUp: () => 'request',
  whoSees: ({ results }, { t, pick }) => ({ icon: 'lock', label: t('offer:whoSees.results'), ...pick(results) }),
  schema: 'quiz',
  jsonLd: ({ minutes }) => ({ '@type': 'Quiz', timeRequired: `PT${minutes}M` }),
  dates: ['reviewedOn'],
})
