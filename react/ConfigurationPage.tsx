export { ConfigurationEditor as default } from './pages/configuration/ConfigurationEditor'
