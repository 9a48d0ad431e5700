export { Inventory as default } from './inventory/Inventory'
