export { createInspector, INSPECTOR } from './app'
export { createCallTimeline, type CallTimeline } from './callTimeline'
export { openApi } from './openApi'
