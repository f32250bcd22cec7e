import { isUsed, noticeConsequences } from '../../../src/endings/domain/notice-consequences';
import { localDate } from '../../../src/shared/domain/local-date';
import { publishedPlan } from '../../support/published-catalog';

const at = (day: string) => new Date(`${day}T22:30:00Z`);

it('the consequences of a notice are told in order of time, each with its day and what becomes of it', () => {
  const consequences = noticeConsequences(
    {
      blocks: [
        { id: '1', status: 'BOOKED', at: at('2027-06-04'), subject: 'Tuning' },
        { id: '2', status: 'DELIVERED', at: at('2027-06-01'), subject: 'Review' },
      ],
      incidents: [{ id: '3', reference: 'I-3', at: at('2027-06-03') }],
      planChanges: [{ plan: publishedPlan('it-novum', 'premium'), at: at('2027-06-02') }],
    },
    localDate('2027-06-01'),
    'Europe/Berlin',
  );
  expect(consequences.map(({ explanation }) => explanation)).toEqual([
    '“Review” was delivered on 2027-06-02: the contract would end on 2027-06-01.',
    'The change to Premium version 1 on 2027-06-03 is never in force: the contract would end on 2027-06-01.',
    'Support request I-3 was received on 2027-06-04: the contract would end on 2027-06-01.',
    'The appointment “Tuning” on 2027-06-05 is cancelled and gives its block back: the contract would end on 2027-06-01.',
  ]);
  expect(consequences.map(({ kind }) => kind)).toEqual([
    'DELIVERED_AFTER_END',
    'PLAN_CHANGE_MOOT',
    'INCIDENT_AFTER_END',
    'APPOINTMENT_CANCELLED',
  ]);
  expect(consequences.filter(isUsed).map(({ kind }) => kind)).toEqual([
    'DELIVERED_AFTER_END',
    'INCIDENT_AFTER_END',
  ]);
  expect(consequences.map(({ subjectType, subjectId }) => `${subjectType} ${subjectId}`)).toEqual([
    'ConsultingBlock 2',
    `Plan ${publishedPlan('it-novum', 'premium').id}`,
    'Incident 3',
    'ConsultingBlock 1',
  ]);
});
