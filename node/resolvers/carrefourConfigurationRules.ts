import { fieldRules } from '../domain/fieldRules'
import { resolver } from './resolver'

export const carrefourConfigurationRules = resolver(ports =>
  Promise.resolve(fieldRules(ports.hosts))
)
