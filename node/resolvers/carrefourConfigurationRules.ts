import { FIELD_RULES } from '../domain/fieldRules'
import { resolver } from './resolver'

export const carrefourConfigurationRules = resolver(() => Promise.resolve(FIELD_RULES))
