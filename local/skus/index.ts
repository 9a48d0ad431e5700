export { preview } from './preview'
export { type OwnSkus, readSkus, readSkusFile } from './read'
export { isUnreadable } from './table'
export { ownData, type OwnStore } from './store'
