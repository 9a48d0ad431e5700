export { Help as default } from './help/Help'
