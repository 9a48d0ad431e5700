import type { JobFilter, PlanResult } from '../graphql/jobTypes'
import REPROCESS_PLAN from '../graphql/reprocessPlan.graphql'
import { useFreshQuery } from './useFreshQuery'

/** What reprocessing would do; nothing is started. `loading` is true while another filter is planned. */
export function useReprocessPlan(filter: JobFilter) {
  const { data, ...rest } = useFreshQuery<{ carrefourReprocessPlan: PlanResult }>(REPROCESS_PLAN, {
    variables: { filter },
  })
  return { ...rest, plan: data === null ? null : data.carrefourReprocessPlan }
}
