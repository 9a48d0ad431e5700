export { Integrations as default } from './integrations/Integrations'
