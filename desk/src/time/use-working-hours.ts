import { useMemo } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../gql';
import { Region } from '../gql/graphql';
import { WorkingHours } from './working-time';

const WORKING_HOURS = graphql(`
  query WorkingHours($planId: ID!, $region: Region!, $year: Int!, $nextYear: Int!) {
    plan(id: $planId) {
      id
      timeZone(region: $region)
      serviceWindows {
        weekday
        opens
        closes
      }
      provider {
        id
        holidays(region: $region, year: $year) {
          on
        }
        comingHolidays: holidays(region: $region, year: $nextYear) {
          on
        }
      }
    }
  }
`);

/** When response time runs under a plan, on the clock of the customer; null while it is being read, and without windows. */
export function useWorkingHours(planId: string, region: Region): WorkingHours | null {
  const year = new Date().getFullYear();
  const [{ data }] = useQuery({
    query: WORKING_HOURS,
    variables: { planId, region, year, nextYear: year + 1 },
  });
  return useMemo(() => {
    if (data?.plan == null || data.plan.serviceWindows.length === 0) return null;
    const { timeZone, serviceWindows: windows, provider } = data.plan;
    const holidays = new Set([...provider.holidays, ...provider.comingHolidays].map(({ on }) => on));
    return { timeZone, windows, holidays };
  }, [data]);
}
