import { FIELD_RULES } from '../domain/fieldRules'
import { resolver } from './resolver'

export const carrefourConfigurationRules = resolver(async () => FIELD_RULES)
