// Adds up what every generated module offers; the sum is what the bundle prints.
import { parts } from './parts/index';
import { Sum } from './sum';

const sum = new Sum<number>((left, right) => (left * 31 + right) % 1_000_003, 0);
for (const part of parts) {
  sum.add(part.weight({ name: 'ledger', size: parts.length }));
}
console.log(`${parts.length} parts, ${sum.value}`);
