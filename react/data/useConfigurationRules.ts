import CONFIGURATION_RULES from '../graphql/configurationRules.graphql'
import type { FieldRule } from '../graphql/keyTestTypes'
import { useFreshQuery } from './useFreshQuery'

/**
 * What each field of the form must be like. Null while it is asked for; none when that failed: then the
 * service alone judges.
 */
export function useConfigurationRules(): readonly FieldRule[] | null {
  const { data, failure } = useFreshQuery<{ carrefourConfigurationRules: readonly FieldRule[] }>(
    CONFIGURATION_RULES
  )
  if (data !== null) return data.carrefourConfigurationRules
  return failure === null ? null : NONE
}

const NONE: readonly FieldRule[] = []
