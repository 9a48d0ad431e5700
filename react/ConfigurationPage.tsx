export { ConfigurationEditor as default } from './configuration/ConfigurationEditor'
