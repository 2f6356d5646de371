import { z } from 'zod'
import { formatDate, formatMoney, formatNumber } from '#app/i18n/format.ts'
import { endOfDay } from '#app/i18n/zoned-time.ts'
import { day, pairOf } from '../offer-schema.ts'
import { defineKind } from './kind.ts'

const details = z
  .object({
    closesOn: day,
    scope: z.enum(['internal', 'external', 'both']),
    scale: z.string().max(20),
    hoursMin: z.number().min(1).max(40),
    hoursMax: z.number().min(1).max(40),
    contract: z.enum(['permanent', 'temporary']),
    contractMonths: z.number().int().min(1).max(120).optional(),
    salaryMin: z.number().int().min(0).max(30_000).optional(),
    salaryMax: z.number().int().min(0).max(30_000).optional(),
    functionProfile: z.string().max(200),
    employer: pairOf(200),
    reference: z.string().max(60),
  })
  .refine(({ hoursMin, hoursMax }) => hoursMin <= hoursMax)

type Details = z.output<typeof details>

function hours({ hoursMin, hoursMax }: Details, language: 'nl' | 'en'): string {
  const most = formatNumber(language, hoursMax)
  return hoursMin === hoursMax ? most : `${formatNumber(language, hoursMin)}–${most}`
}

export const vacancy = defineKind({
  id: 'vacancy',
  label: 'kind.vacancy',
  plural: 'kinds.vacancy',
  icon: 'vacancy',
  colour: 'vacancy',
  sessions: false,
  usual: { format: 'on-campus', learningForm: 'on-the-job' },
  hides: ['learningForm'],
  details,
  facts: (vacancy, { t, language, pick }) => [
    { icon: 'closing', label: t('offer:fact.respondUntil'), text: formatDate(language, vacancy.closesOn) },
    { icon: 'unit', label: t('offer:fact.employer'), ...pick(vacancy.employer) },
    { icon: 'clock', label: t('offer:fact.hours'), text: t('offer:hoursAWeek', { hours: hours(vacancy, language) }) },
    { icon: 'scale', label: t('offer:fact.scale'), text: t('offer:scale', { scale: vacancy.scale }) },
    ...(vacancy.salaryMin && vacancy.salaryMax
      ? [
          {
            icon: 'cost' as const,
            label: t('offer:fact.salary'),
            text: t('offer:salary', {
              least: formatMoney(language, vacancy.salaryMin * 100),
              most: formatMoney(language, vacancy.salaryMax * 100),
            }),
          },
        ]
      : []),
    {
      icon: 'contract',
      label: t('offer:fact.contract'),
      text: vacancy.contractMonths
        ? t('offer:contractFor', { months: vacancy.contractMonths })
        : t(`offer:contract.${vacancy.contract}`),
    },
    { icon: 'people', label: t('offer:fact.scope'), text: t(`offer:scope.${vacancy.scope}`) },
    { icon: 'info', label: t('offer:fact.functionProfile'), text: vacancy.functionProfile },
    { icon: 'contract', label: t('offer:fact.reference'), text: vacancy.reference },
  ],
  cardFacts: (vacancy, { t, language }) => [
    {
      icon: 'closing',
      label: t('offer:fact.respondUntil'),
      text: t('offer:until', { date: formatDate(language, vacancy.closesOn) }),
    },
    {
      icon: 'clock',
      label: t('offer:fact.hours'),
      text: t('offer:hoursAndScale', { hours: hours(vacancy, language), scale: vacancy.scale }),
    },
  ],
  searchText: ({ functionProfile, reference, employer, scale }) =>
    `${functionProfile} ${reference} ${employer.nl} ${employer.en} schaal ${scale} scale ${scale}`,
  signUp: ({ closesOn }) => endOfDay(closesOn),
  respond: ({ reference }) => ({ reference }),
  whoSees: (_, { t }) => ({ icon: 'lock', label: t('offer:whoSees.respond'), text: t('offer:whoSees.vacancy') }),
  schema: 'job',
  // A vacancy for colleagues only is no job posting for the world.
  jsonLd: (vacancy, { pick }) =>
    vacancy.scope === 'internal'
      ? null
      : {
          '@type': 'JobPosting',
          validThrough: new Date(endOfDay(vacancy.closesOn)).toISOString(),
          employmentType: [
            ...(vacancy.hoursMax >= 36 ? ['FULL_TIME'] : ['PART_TIME']),
            ...(vacancy.contract === 'temporary' ? ['TEMPORARY'] : []),
          ],
          hiringOrganization: { '@type': 'Organization', name: pick(vacancy.employer).text },
          workHours: `${vacancy.hoursMin}-${vacancy.hoursMax}`,
          ...(vacancy.salaryMin && vacancy.salaryMax
            ? {
                baseSalary: {
                  '@type': 'MonetaryAmount',
                  currency: 'EUR',
                  value: {
                    '@type': 'QuantitativeValue',
                    minValue: vacancy.salaryMin,
                    maxValue: vacancy.salaryMax,
                    unitText: 'MONTH',
                  },
                },
              }
            : {}),
        },
  dates: ['closesOn'],
})
