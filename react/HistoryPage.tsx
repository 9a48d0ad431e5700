export { History as default } from './pages/history/History'
