export { Integrations as default } from './pages/integrations/Integrations'
