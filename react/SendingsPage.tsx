export { Sendings as default } from './sendings/Sendings'
